using Groundswell.CommandLine;

return await Running.Run(Commands.All(), args);

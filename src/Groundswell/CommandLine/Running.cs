using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Groundswell.Demonstration;
using Groundswell.Exchange.ProductionLog;
using Groundswell.Record;
using Groundswell.Record.Attachments;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Moving;
using Groundswell.Record.Proofs;
using Groundswell.Serving;

namespace Groundswell.CommandLine;

/// <summary>Runs the command that was given, and turns what went wrong into one sentence and an exit code.</summary>
internal static class Running
{
    /// <summary>Set to see where a fault of the program comes from.</summary>
    private const string TraceVariable = "GROUNDSWELL_TRACE";

    /// <param name="output">Results. Standard output unless a test says otherwise.</param>
    /// <param name="error">Everything else.</param>
    public static async Task<int> Run(IEnumerable<Command> commands, string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        // No RootCommand: it goes by the name of the program's file.
        var root = new Command("groundswell", "Groundswell: a manufacturing execution system that spreads from the floor.")
        {
            new HelpOption(),
            new VersionOption(),
        };
        foreach (var command in commands)
            root.Add(command);

        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = output ?? Console.Out,
            Error = error ?? Console.Error,
        };
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(configuration);
        // The last one says it best: that a command is missing comes before what stands in its place.
        await configuration.Error.WriteLineAsync(parsed.Errors[^1].Message);
        await configuration.Error.WriteLineAsync($"Try: {Path(parsed.CommandResult)} --help");
        return (int)ExitCode.Usage;
    }

    /// <summary>What a command does when it is given.</summary>
    public static Command Does(this Command command, Func<ParseResult, CancellationToken, Task<ExitCode>> act)
    {
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                return (int)await act(parsed, stop);
            }
            catch (Exception failure)
            {
                var (code, sentence) = Explain(failure);
                await parsed.Error().WriteLineAsync(Printable.Lines(sentence));
                if (code == ExitCode.Fault && Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 })
                    await parsed.Error().WriteLineAsync(failure.ToString());
                return (int)code;
            }
        });
        return command;
    }

    /// <summary>Where results go.</summary>
    public static TextWriter Output(this ParseResult parsed) => parsed.InvocationConfiguration.Output;

    /// <summary>Where everything else goes.</summary>
    public static TextWriter Error(this ParseResult parsed) => parsed.InvocationConfiguration.Error;

    private static (ExitCode Code, string Sentence) Explain(Exception failure) => failure switch
    {
        CommandFailedException said => (said.Code, said.Message),
        DemoNotLocalException or CertificateUnfitException => (ExitCode.Usage, failure.Message),
        ProductionLogFaultyException or ImportRefusedException => (ExitCode.Wrong, failure.Message),
        OperationCanceledException => (ExitCode.Interrupted, "Interrupted."),
        RecordDamagedException or BackupDamagedException or ExportDamagedException or RestoreRefusedException or AttachmentDamagedException
            or UnknownEventException => (ExitCode.Wrong, failure.Message),
        ProofUnavailableException => (ExitCode.Usage, failure.Message),
        JournalUnavailableException { IsDamage: true } => (ExitCode.Wrong, failure.Message),
        FolderInUseException or JournalUnavailableException or SigningKeyException or IOException or UnauthorizedAccessException =>
            (ExitCode.Unavailable, failure.Message),
        // The record refuses what it is asked for in words for whoever asked; anywhere else these are faults.
        ArgumentException or FormatException or InvalidOperationException when failure.Source == "Groundswell.Record" => (ExitCode.Usage, WithoutParameter(failure)),
        _ => (ExitCode.Fault, $"This is a fault of the program ({failure.GetType().Name}: {failure.Message}). With {TraceVariable}=1 it says where."),
    };

    /// <summary>What an exception says of the program's own parameters tells nobody at the command line anything.</summary>
    private static string WithoutParameter(Exception failure) => failure is ArgumentException { ParamName: { } parameter }
        ? failure.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
        : failure.Message;

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : command.Command.Name;
}

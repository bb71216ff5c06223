using System.CommandLine;
using Groundswell.Demonstration;
using Groundswell.Identifying;
using Groundswell.Record;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell serve</c>: the server.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var command = new Command("serve", "Serve a plant: its API, and what a browser needs.");
        var place = new PlaceOptions(command);
        var key = new SigningKeyPlace(command);
        var urls = new Option<string[]>("--urls")
        {
            Description = "Addresses to listen on.",
            HelpName = "URL",
            DefaultValueFactory = _ => ["http://127.0.0.1:5080"],
            AllowMultipleArgumentsPerToken = true,
        };
        command.Add(urls);
        var certificate = new CertificateOptions(command);
        return command.Does(async (parsed, stop) =>
        {
            await using var server = await PlantServer.Over(
                parsed, place.In(parsed), key, parsed.GetValue(urls)!, certificate.In(parsed), stop);
            await server.StartAsync(stop);
            if (server.Services.GetService<DemoLife>() is not null)
            {
                await DemoWelcome.Say(parsed, server, stop);
                await server.WaitForShutdownAsync(stop);
                return ExitCode.Good;
            }

            await parsed.Output().WriteLineAsync($"Groundswell serves at {string.Join(", ", server.Urls)}");
            foreach (var warning in server.Services.GetRequiredService<Journal>().Warnings)
                await parsed.Error().WriteLineAsync($"WARNING: {warning}");
            if (await server.Services.GetRequiredService<FirstAdministrator>().NewCode(stop) is { } code)
                await parsed.Output().WriteLineAsync($"Nobody administers this record yet. At {server.Urls.First().TrimEnd('/')}/sign-in/first-administrator the first administrator signs up with this code: {code}");
            await server.WaitForShutdownAsync(stop);
            return ExitCode.Good;
        });
    }
}

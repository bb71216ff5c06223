using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Groundswell.Demonstration;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell demo</c>: two made-up plants at work, for trying out.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var command = new Command("demo", "Serve two made-up plants at work. Where the folder is not there yet they are made, with some weeks of history.");
        var data = new Option<string>("--data") { Description = "The demonstration's folder. It is one for ever.", HelpName = "DIR", Required = true };
        var key = new SigningKeyPlace(command);
        var seed = new Option<ulong>("--seed") { Description = "Other people and other days with another seed; for a new folder.", DefaultValueFactory = _ => 1 };
        var days = new Option<int>("--days") { Description = "How many days of history; for a new folder.", DefaultValueFactory = _ => 14 };
        var speed = new Option<double>("--speed") { Description = "How many seconds pass in the plants in a real one; for a new folder.", DefaultValueFactory = _ => 1 };
        var urls = new Option<string[]>("--urls")
        {
            Description = "Addresses to listen on; only this machine's own.",
            HelpName = "URL",
            DefaultValueFactory = _ => ["http://localhost:5080"],
            AllowMultipleArgumentsPerToken = true,
        };
        foreach (var option in (Option[])[data, seed, days, speed, urls])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            var folder = new RecordPlace.Folder(Path.GetFullPath(parsed.GetValue(data)!));
            Demonstrating.RefuseOthers(parsed.GetValue(urls)!);
            if (parsed.GetValue(days) is < 1 or > 366)
                throw new CommandFailedException(ExitCode.Usage, "--days is 1 to 366.");
            if (parsed.GetValue(speed) is not (> 0 and <= 3600))
                throw new CommandFailedException(ExitCode.Usage, "--speed is more than 0, and at most 3600.");
            if (!folder.Exists)
                await DemoPlace.Make(folder, parsed.GetValue(seed), parsed.GetValue(days), parsed.GetValue(speed), stop);
            else if (await DemoPlace.Options(folder, stop) is null)
                throw new CommandFailedException(ExitCode.Usage, $"{folder.Path} holds a plant's own record. A demonstration gets a folder of its own.");
            await using var server = await PlantServer.Over(parsed, folder, key, parsed.GetValue(urls)!, stop);
            await server.StartAsync(stop);
            await DemoWelcome.Say(parsed, server, stop);
            await server.WaitForShutdownAsync(stop);
            return ExitCode.Good;
        });
    }
}

/// <summary>Says on the console how far a demonstration is, and then what to open and who can sign in.</summary>
internal static class DemoWelcome
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task Say(ParseResult parsed, WebApplication server, CancellationToken stop)
    {
        var life = server.Services.GetRequiredService<DemoLife>();
        var since = Stopwatch.GetTimestamp();
        var said = "";
        while (await Task.WhenAny(life.Ready, Task.Delay(Pause, stop)) != life.Ready)
        {
            stop.ThrowIfCancellationRequested();
            var now = string.Create(CultureInfo.InvariantCulture, $"{life.At.Doing}: {Math.Floor(life.At.Share * 10) * 10:0} %");
            if (now != said)
                await parsed.Error().WriteLineAsync(said = now);
        }

        await life.Ready;
        var output = parsed.Output();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Two plants are at work ({life.Recorded:N0} acts recorded in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s)."));
        await output.WriteLineAsync($"Open {string.Join(" or ", server.Urls)}");
        await output.WriteLineAsync($"Sign in as anybody of these, with the password {DemoSignIns.Password}; at a terminal with the badge and the PIN {DemoSignIns.Pin}:");
        foreach (var one in server.Services.GetRequiredService<DemoSignIns>().All)
            await output.WriteLineAsync($"  {one.UserName,-24} {one.Role,-18} {one.Badge,-8} {one.SiteName ?? "both plants"}");
        await output.WriteLineAsync("Everything here is made up, in a folder that is a demonstration for ever. Stop with Ctrl+C; start again and the plants go on.");
    }
}

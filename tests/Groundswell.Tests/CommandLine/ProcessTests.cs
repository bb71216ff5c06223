using System.Diagnostics;
using Groundswell.Record;
using static Groundswell.Tests.CommandLine.CommandLineRun;

namespace Groundswell.Tests.CommandLine;

/// <summary>The program as its own process: what a script and a kill see.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_script_gets_results_sentences_and_codes_apart()
    {
        await _run.Record();
        using var verify = Start("verify", "--data", _run.Data, "--json");
        using var wrong = Start("verify", "--data", _run.File("nowhere"));

        Assert.True(Json(await verify.StandardOutput.ReadToEndAsync(Stop)).GetProperty("sound").GetBoolean());
        Assert.Equal("", await verify.StandardError.ReadToEndAsync(Stop));
        Assert.Equal(0, await Ended(verify));
        Assert.Equal("", await wrong.StandardOutput.ReadToEndAsync(Stop));
        Assert.Equal($"There is no folder {_run.File("nowhere")}.\n", await wrong.StandardError.ReadToEndAsync(Stop));
        Assert.Equal(3, await Ended(wrong));
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_once_and_the_key_is_made_where_the_configuration_is()
    {
        var acknowledged = new List<string>();
        using (var writer = Start("append-test", "--data", _run.Data, "--log", "site-a", "--log", "people", "--writers", "8"))
        {
            while (acknowledged.Count < 500 && await writer.StandardOutput.ReadLineAsync(Stop) is { } line)
                acknowledged.Add(line);
            writer.Kill();
            acknowledged.AddRange((await writer.StandardOutput.ReadToEndAsync(Stop)).Split('\n')[..^1]);
            await writer.WaitForExitAsync(Stop);
        }

        Assert.Single(Directory.GetFiles(_run.File("config/groundswell/keys"), "*.key"));
        await Good("verify", "--data", _run.Data);
        await using var journal = await Journal.OpenFolderForReading(DataFolder.Record(_run.Data), Stop);
        foreach (var line in acknowledged)
        {
            var receipt = await journal.Find(Guid.Parse(line.Split(' ')[0]), Stop);
            Assert.Equal(line, $"{receipt?.Command} {receipt?.Log} {receipt?.First}");
        }
    }

    private Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Groundswell.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XDG_CONFIG_HOME"] = _run.File("config"), ["GROUNDSWELL_SIGNING_KEY"] = null },
        })!;

    private static async Task<int> Ended(Process process)
    {
        await process.WaitForExitAsync(Stop);
        return process.ExitCode;
    }
}

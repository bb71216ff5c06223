using System.CommandLine;
using System.Diagnostics;
using Groundswell.Benchmarks.Record;

namespace Groundswell.Benchmarks.Exchange;

/// <summary>A production log is taken over by the command line, from starting the program to its end.</summary>
internal static class ImportBenchmark
{
    /// <summary>What one row comes to in the record: the work, the use of the work unit and of the person.</summary>
    private const int EntriesPerRow = 3;

    public static Command Command
    {
        get
        {
            var orders = new Option<int>("--orders") { Description = "Orders in the log, of 20 rows each.", DefaultValueFactory = _ => 1_000 };
            var runs = new Option<int>("--runs") { Description = "Runs; the median counts.", DefaultValueFactory = _ => 3 };
            var command = new Command("import", "Takes over a production log that is made up.") { orders, runs };
            command.SetAction((given, stop) => Run(given.GetValue(orders), given.GetValue(runs), stop));
            return command;
        }
    }

    private static async Task Run(int orders, int runs, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-import-").FullName;
        try
        {
            var file = Path.Combine(folder, "log.csv");
            var rows = await TrialLog.Write(file, orders, stop);
            var (taken, limits) = (new List<double>(), new List<double>());
            for (var run = 1; run <= runs; run++)
            {
                taken.Add(rows / await Import(file, Path.Combine(folder, $"plant-{run}"), stop));
                limits.Add(LimitLoop.Run(rows * EntriesPerRow, EntriesPerRow, 1) / EntriesPerRow);
                Figures.Print($"import run {run}: {taken[^1]:N0} rows/s; bare appends of the same entries, a row's to a commit, {limits[^1]:N0} rows/s");
            }

            Figures.Print($"import of {rows:N0} rows: {taken.Median():N0} rows/s (at least 2,000); limit {limits.Median():N0}; ratio {taken.Median() / limits.Median():P0}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Import(string file, string data, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "exec", Path.Combine(AppContext.BaseDirectory, "Groundswell.dll"), "import", "production-log", file, "--site", "SHOP", "--data", data,
                "--signing-key", data + ".key", "--notes", data + ".notes",
            ])
        { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(since).TotalSeconds
            : throw new InvalidOperationException($"The import ended with {process.ExitCode}: {said}");
    }
}

using System.Diagnostics;
using Groundswell.Record.Verifying;

namespace Groundswell.Benchmarks.Record;

/// <summary>Verifies a whole log: every hash, every place, every tile, every checkpoint.</summary>
internal static class VerifyBenchmark
{
    public static async Task Run(Func<Task<TrialStore>> make, int entries, int runs, CancellationToken stop)
    {
        await using var store = await make();
        await store.Fill(entries, stop);
        await using var journal = await store.Open(stop);

        var rates = new List<double>();
        for (var run = 1; run <= runs; run++)
        {
            var most = new MostMemory();
            var (since, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
            var verified = await LogVerifier.Verify(journal, Floor.Log, new VerifyOptions { Progress = most }, stop);
            var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
            var cores = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / seconds;
            if (!verified.Sound)
                throw new InvalidOperationException(verified.FirstDamage!.What);
            rates.Add(verified.Size / seconds);
            Figures.Print(
                $"verify run {run}: {rates[^1]:N0} entries/s of {verified.Size:N0} on {cores:N2} cores; at most {most.Megabytes:N0} MB alive, {Environment.WorkingSet / 1e6:N0} MB resident");
        }

        Figures.Print($"verified: {rates.Median():N0} entries/s (at least 250,000, aim 500,000)");
    }

    private sealed class MostMemory : IProgress<VerifyProgress>
    {
        public double Megabytes { get; private set; }

        public void Report(VerifyProgress value) => Megabytes = Math.Max(Megabytes, GC.GetTotalMemory(false) / 1e6);
    }
}

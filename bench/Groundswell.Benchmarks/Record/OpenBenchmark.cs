using System.Diagnostics;

namespace Groundswell.Benchmarks.Record;

/// <summary>Opens a journal and its log until it can be written.</summary>
internal static class OpenBenchmark
{
    public static async Task Run(Func<Task<TrialStore>> make, int entries, int runs, CancellationToken stop)
    {
        await using var store = await make();
        await store.Fill(entries, stop);
        var waits = new List<double>();
        long size = 0;
        for (var run = 0; run < runs; run++)
        {
            var since = Stopwatch.GetTimestamp();
            await using var journal = await store.Open(stop);
            waits.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
            size = (await journal.Store.Head(Floor.Log, stop))!.Size;
        }

        Figures.Print($"opened a journal of {size:N0} entries: {waits.Median():N3} s (under 1 s)");
    }
}

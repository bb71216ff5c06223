using System.Diagnostics;

namespace Groundswell.Benchmarks.Record;

/// <summary>Reads a log from its beginning to its end and every payload in it, as a projection does; then streams picked from all over it.</summary>
internal static class ReadBenchmark
{
    private const int Batch = 1_000;
    private const int StreamsRead = 2_000;

    public static async Task Run(Func<Task<TrialStore>> make, int entries, int runs, CancellationToken stop)
    {
        await using var store = await make();
        await store.Fill(entries, stop);
        await using var journal = await store.Open(stop);

        var rates = new List<double>();
        for (var run = 1; run <= runs; run++)
        {
            var (rate, read, mostMegabytes) = await Log(journal, stop);
            rates.Add(rate);
            Figures.Print($"read run {run}: {rate:N0} entries/s of {read:N0}; at most {mostMegabytes:N0} MB alive");
        }

        Figures.Print($"read and deserialised: {rates.Median():N0} entries/s (at least 200,000, aim 300,000)");
        await Streams(journal, stop);
    }

    private static async Task<(double Rate, long Read, double MostMegabytes)> Log(Groundswell.Record.Journal journal, CancellationToken stop)
    {
        long read = 0;
        double most = 0;
        decimal sum = 0;
        var since = Stopwatch.GetTimestamp();
        await foreach (var batch in journal.ReadLog(Floor.Log, 1, Batch, stop))
        {
            foreach (var entry in batch)
                sum += ((Measured)Floor.Codec.Read(entry)).Value;
            read += batch.Count;
            if (read % 100_000 < Batch)
                most = Math.Max(most, GC.GetTotalMemory(false) / 1e6);
        }

        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        return sum > 0 ? (read / seconds, read, most) : throw new InvalidOperationException("Nothing was measured.");
    }

    private static async Task Streams(Groundswell.Record.Journal journal, CancellationToken stop)
    {
        var size = (await journal.Store.Head(Floor.Log, stop))!.Size;
        var waits = new List<double>();
        var picked = 1UL;
        for (var i = 0; i < StreamsRead; i++)
        {
            picked = picked * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407;
            var position = (long)(picked % (ulong)size) + 1;
            var stream = (await journal.Store.ReadLog(Floor.Log, position, position, 1, stop))[0].Stream;
            var since = Stopwatch.GetTimestamp();
            var entries = await journal.ReadStream(Floor.Log, stream, 1, stop);
            waits.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            if (entries.Count != Floor.EntriesPerStream)
                throw new InvalidOperationException($"Stream '{stream}' has {entries.Count} entries.");
        }

        Figures.Print($"a stream of {Floor.EntriesPerStream} among {size:N0}: median {waits.Percentile(0.5):N3} ms, 99 % within {waits.Percentile(0.99):N3} ms (under 1 ms)");
    }
}

using System.Diagnostics;
using Groundswell.Record;

namespace Groundswell.Benchmarks.Record;

/// <summary>Many callers append one entry each at a time, as fast as they are answered; then at half that pace, to see how long one waits.</summary>
internal static class AppendBenchmark
{
    private const double WaitSeconds = 5;

    /// <param name="make">Makes a store to append to.</param>
    /// <param name="bare">Rows a second that a bare loop inserts, given rows, rows to a commit, and callers.</param>
    public static async Task Run(
        Func<Task<TrialStore>> make, Func<int, int, int, Task<double>> bare, int entries, int callers, int runs, CancellationToken stop)
    {
        var reached = new List<double>();
        var limits = new List<double>();
        for (var run = 1; run <= runs; run++)
        {
            var (rate, batch) = await Journal(make, entries, callers, stop);
            var limit = await bare(entries, Math.Max(1, (int)Math.Round(batch)), callers);
            reached.Add(rate);
            limits.Add(limit);
            Figures.Print($"append run {run}: {rate:N0} entries/s in batches of {batch:N1}; bare loop {limit:N0} rows/s; ratio {rate / limit:P0}");
        }

        Figures.Print($"append: {reached.Median():N0} entries/s; limit {limits.Median():N0} rows/s; ratio {reached.Median() / limits.Median():P0} (at least 60 %, aim 80 %)");
        await Waits(make, reached.Median() / 2, callers, stop);
    }

    private static async Task<(double Rate, double Batch)> Journal(
        Func<Task<TrialStore>> make, int entries, int callers, CancellationToken stop)
    {
        await using var store = await make();
        await using var journal = await store.Open(stop);
        using var batches = new BatchSizes();
        var each = entries / callers;
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            async () =>
            {
                for (var i = 0; i < each; i++)
                    Expect(await journal.Append(Floor.Append(caller, i), stop));
            },
            stop)));
        var rate = each * callers / Stopwatch.GetElapsedTime(since).TotalSeconds;
        return (rate, batches.Mean);
    }

    /// <summary>Appends come in at a steady pace, whether or not the ones before were answered.</summary>
    private static async Task Waits(Func<Task<TrialStore>> make, double perSecond, int callers, CancellationToken stop)
    {
        await using var store = await make();
        await using var journal = await store.Open(stop);
        var waits = new List<double>();
        var next = new int[callers];
        var ended = Enumerable.Repeat(Task.CompletedTask, callers).ToArray();
        var since = Stopwatch.GetTimestamp();
        for (long sent = 0; Stopwatch.GetElapsedTime(since).TotalSeconds is var elapsed && elapsed < WaitSeconds;)
        {
            for (; sent < elapsed * perSecond; sent++)
            {
                var caller = (int)(sent % callers);
                ended[caller] = One(caller, next[caller]++, ended[caller]);
            }

            await Task.Delay(1, stop);
        }

        await Task.WhenAll(ended);
        Figures.Print($"append at half load, {perSecond:N0} entries/s: median {waits.Percentile(0.5):N2} ms, 99 % within {waits.Percentile(0.99):N2} ms, longest {waits.Percentile(1):N2} ms (99 % within 25 ms)");

        async Task One(int caller, int index, Task before)
        {
            // A caller's entries follow one another; the time it waits for itself counts too.
            var sentAt = Stopwatch.GetTimestamp();
            await before;
            Expect(await journal.Append(Floor.Append(caller, index), stop));
            var wait = Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds;
            lock (waits)
                waits.Add(wait);
        }
    }

    private static void Expect(AppendAnswer answer)
    {
        if (answer is not Receipt)
            throw new InvalidOperationException($"Not recorded: {answer}");
    }
}

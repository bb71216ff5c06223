using System.Diagnostics;
using Groundswell.Benchmarks.Record;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.Projecting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Groundswell.Benchmarks.Views;

/// <summary>Entries are recorded at a steady pace, each in an append of its own; how long after its receipt can one be read in the views?</summary>
internal static class LiveBenchmark
{
    /// <summary>One entry in so many is waited for.</summary>
    private const int Sampled = 20;

    public static async Task Run(int perSecond, int seconds, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-views-").FullName;
        try
        {
            await using var journal = await Journal.OpenFolder(Path.Combine(folder, "record"), new JournalOptions { Kind = RecordKind.Trial }, stop);
            await journal.OpenLog(ViewsBenchmarks.Log, stop);
            var projections = ViewsBenchmarks.SampleProjections();
            using var news = new News(TimeProvider.System);
            using var listening = news.Listen(_ => true);
            using var projector = new Projector(
                journal, SampleWork.Codec, projections, ViewsPlace.Folder(Path.Combine(folder, "views")), new Projecting.Views(projections), news,
                TimeProvider.System, NullLogger<Projector>.Instance);
            await projector.StartAsync(stop);
            await Record(journal, projector, 100, 2, stop); // until it is there and warm
            var delays = await Record(journal, projector, perSecond, seconds, stop);
            await projector.StopAsync(stop);
            delays.Sort();
            Figures.Print($"{perSecond:N0} entries/s for {seconds} s: an entry is in the views {delays[delays.Count / 2]:N1} ms after its receipt (median), 99 % within {delays[delays.Count * 99 / 100]:N1} ms, all within {delays[^1]:N1} ms (at most 1,000 ms)");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<double>> Record(Journal journal, Projector projector, int perSecond, int seconds, CancellationToken stop)
    {
        var work = new SampleWork((ulong)perSecond, ordersAtOnce: 200);
        var delays = new List<double>();
        var pending = new List<Task>();
        var since = Stopwatch.GetTimestamp();
        var sent = 0;
        while (Stopwatch.GetElapsedTime(since).TotalSeconds is var elapsed && elapsed < seconds)
        {
            for (; sent < elapsed * perSecond; sent++)
                pending.Add(One(ViewsBenchmarks.AppendOf(work, 1), sent % Sampled == 0));
            await Task.Delay(1, stop);
        }

        await Task.WhenAll(pending);
        return delays;

        async Task One(Append append, bool sampled)
        {
            Receipt? receipt;
            while ((receipt = await journal.Append(append, stop) as Receipt) is null)
                await Task.Delay(10, stop); // more wait than the journal takes at once
            if (!sampled)
                return;
            var recorded = Stopwatch.GetTimestamp();
            if (!await projector.WaitFor(receipt.Log, receipt.Last, TimeSpan.FromMinutes(1), stop))
                throw new InvalidOperationException($"Entry {receipt.Last} did not arrive: {projector.Status}");
            lock (delays)
                delays.Add(Stopwatch.GetElapsedTime(recorded).TotalMilliseconds);
        }
    }
}

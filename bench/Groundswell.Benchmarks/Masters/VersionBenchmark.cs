using System.Diagnostics;
using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Record;

namespace Groundswell.Benchmarks.Masters;

/// <summary>How long it takes to find which version an order gets: 40 sites, 2,000 masters of five versions each, one thread.</summary>
internal static class VersionBenchmark
{
    private const int Sites = 40;
    private const int Masters = 2_000;
    private const int Calls = 400_000;
    private const int Runs = 7;

    public static System.CommandLine.Command Command
    {
        get
        {
            var command = new System.CommandLine.Command("versions", "Finds the version that an order gets; microseconds each, the median of 7 runs.");
            command.SetAction((_, stop) => Run(stop));
            return command;
        }
    }

    private static async Task Run(CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-versions-").FullName;
        try
        {
            await using var journal = await Journal.OpenFolder(folder, new JournalOptions { Kind = RecordKind.Trial }, stop);
            var codec = Rooms.Whole.Codec;
            await Fill(journal, codec, stop);
            await Measure(new States(journal, codec), stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(States states, CancellationToken stop)
    {
        var asked = new VersionAsked(new Id<WorkCenter>("LINE-2"), new DateOnly(2026, 3, 2), null, TimeProvider.System.GetUtcNow(), "L");
        var logs = Enumerable.Range(0, Sites).Select(site => Logs.OfSite(SiteCode(site))).ToArray();
        var masters = Enumerable.Range(0, Masters).Select(master => EffectiveVersion.IdOf(MasterId(master))).ToArray();
        var one = await new Reading(states, logs[0], stop).Of(masters[0]);
        var dictionary = logs.SelectMany(log => masters.Select(master => (log, master.Value))).ToDictionary(key => key, _ => one);

        Tell("looking a key up among as many (the least there is to do)", Time(call => dictionary[(logs[call % Sites], masters[call * 7919L % Masters].Value)]));
        var cold = Stopwatch.GetTimestamp();
        foreach (var log in logs)
        {
            foreach (var master in masters)
                await new Reading(states, log, stop).Of(master);
        }

        Tell("the first time, from disk", Stopwatch.GetElapsedTime(cold).TotalMicroseconds / (Sites * Masters));
        Tell("from memory, with the guard's version", Time(call =>
        {
            var reading = new Reading(states, logs[call % Sites], stop).Of(masters[call * 7919L % Masters]);
            return reading.IsCompletedSuccessfully ? reading.GetAwaiter().GetResult().For(asked)! : throw new InvalidOperationException("It was not in memory.");
        }));
        Tell("the choice alone", Time(_ => one.For(asked)!));
    }

    private static double Time(Func<int, object> act)
    {
        var times = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var started = Environment.CpuUsage.TotalTime;
            for (var call = 0; call < Calls; call++)
                act(call);
            if (run > 0)
                times.Add((Environment.CpuUsage.TotalTime - started).TotalMicroseconds / Calls);
        }

        return times.Order().ElementAt(Runs / 2);
    }

    private static void Tell(string what, double microseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{microseconds,10:F3} µs  {what}"));

    private static async Task Fill(Journal journal, EventCodec codec, CancellationToken stop)
    {
        for (var site = 0; site < Sites; site++)
        {
            var log = Logs.OfSite(SiteCode(site));
            await journal.OpenLog(log, stop);
            foreach (var masters in Enumerable.Range(0, Masters).Chunk(500))
            {
                var answer = await journal.Append(
                    new Append
                    {
                        Log = log,
                        Command = Guid.CreateVersion7(),
                        Actor = "system:benchmark",
                        Source = Source.Imported,
                        OccurredAt = TimeProvider.System.GetUtcNow(),
                        TimeZone = "Etc/UTC",
                        Entries = [.. masters.SelectMany(master => Given(master).Select(given => codec.Write(EffectiveVersion.IdOf(MasterId(master)).Stream, given)))],
                    },
                    stop);
                if (answer is not Receipt)
                    throw new InvalidOperationException($"The record did not take it: {answer}.");
            }
        }
    }

    /// <summary>What it began with, two steps of a launch, and a pilot.</summary>
    private static IEnumerable<Event> Given(int master) =>
    [
        Baseline(master),
        Launched(master, "LINE-2"),
        Launched(master, "LINE-3"),
        new VersionPiloted(
            MasterId(master), MasterId(master).Version(5).Revision(1), new string('0', 64), "change", "pilot",
            new ProvisionScope([new Id<WorkCenter>("LINE-2")], ["N"], ["P-1", "P-2", "P-3"]), new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 9)),
    ];

    private static VersionLaunched Launched(int master, string line) => new(
        MasterId(master), MasterId(master).Version(4), new string('0', 64), "change", new ProvisionScope([new Id<WorkCenter>(line)], ["E", "L"]));

    /// <summary>One version for the site, and others at four of its work centers.</summary>
    private static BaselineRecorded Baseline(int master) => new(
        MasterId(master),
        [
            new VersionInUse(MasterId(master).Version(1), new string('0', 64)),
            .. Enumerable.Range(2, 4).Select(line =>
                new VersionInUse(MasterId(master).Version(line), new string('0', 64), new Id<WorkCenter>($"LINE-{line}"))),
        ],
        "benchmark",
        []);

    private static string SiteCode(int site) => string.Create(CultureInfo.InvariantCulture, $"S{site}");

    private static Id<WorkMaster> MasterId(int master) => new(string.Create(CultureInfo.InvariantCulture, $"master-{master}"));
}

using System.CommandLine;
using System.Diagnostics;
using Groundswell.Benchmarks.Record;
using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.People.Attendances;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Work.Past;

namespace Groundswell.Benchmarks.Influence;

/// <summary>
/// The layers of a demonstration's sites, from the beginning: the record read and folded into contacts, and contacts made into the network. Its limit, in the same run: the record
/// read, and nothing done with it.
/// </summary>
internal static class LayersBenchmark
{
    private static readonly Rooms Product = Rooms.Whole;

    public static System.CommandLine.Command Command
    {
        get
        {
            var data = new Option<string>("--data") { Description = "A demonstration's folder.", Required = true };
            var runs = new Option<int>("--runs") { Description = "Runs; the median counts.", DefaultValueFactory = _ => 3 };
            var layers = new System.CommandLine.Command("layers", "Reads whom people turn to out of a demonstration's record.") { data, runs };
            layers.SetAction((asked, stop) => Run(asked.GetValue(data)!, asked.GetValue(runs), stop));
            return new System.CommandLine.Command("influence", "The informal network out of the record.") { layers };
        }
    }

    private static async Task Run(string data, int runs, CancellationToken stop)
    {
        // Views follow a record as its writing process does, and a demonstration's own has one: a copy is read.
        var place = Directory.CreateTempSubdirectory("groundswell-layers-").FullName;
        try
        {
            var copy = Directory.CreateDirectory(Path.Combine(place, "record")).FullName;
            foreach (var file in Directory.EnumerateFiles(DataFolder.Record(data)))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            await Run(copy, place, runs, stop);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static async Task Run(string record, string place, int runs, CancellationToken stop)
    {
        await using var journal = await Journal.OpenFolder(record, new JournalOptions { Kind = RecordKind.Demo }, stop);
        var logs = (await journal.Logs(stop)).Where(log => !Logs.IsOfPeople(log.Log)).ToDictionary(log => log.Log, log => log.Size);
        var entries = logs.Values.Sum();
        var (read, folded) = (new List<double>(), new List<double>());
        for (var run = 0; run <= runs; run++)
        {
            var reading = await Read(journal, logs, stop);
            var folding = await Fold(journal, logs, Path.Combine(place, $"run-{run}"), [new ContactList()], _ => Task.CompletedTask, stop);
            if (run == 0)
                continue; // It warms up.
            read.Add(entries / reading.TotalSeconds);
            folded.Add(entries / folding.TotalSeconds);
        }

        Figures.Print($"{entries:N0} entries: contacts folded at {folded.Median():N0} entries/s, a million in {1e6 / folded.Median():N1} s (at most 10 s); reading alone {read.Median():N0} entries/s");
        var kept = await KeepUp(journal, logs, Path.Combine(place, "kept"), stop);
        Figures.Print($"kept up: the last {Late:N0} entries, as they would come, in {kept.TotalMilliseconds:N0} ms");
        await Fold(
            journal, logs, Path.Combine(place, "all"), [new ContactList(), new DraftHands(), new SignCounts(), new PersonList(), new AttendanceList(), new PastExecutions(), new PlantTree()],
            views => Network(views, logs.Keys, stop), stop);
    }

    private static async Task Network(ViewsDb views, IEnumerable<string> logs, CancellationToken stop)
    {
        var rules = InfluenceRules.Usual;
        foreach (var site in logs.Select(Logs.SiteOf).OfType<string>().Distinct())
        {
            var at = TimeProvider.System.GetUtcNow();
            await views.Evidence(site, at - rules.Retention, at, stop); // It warms up.
            var since = Stopwatch.GetTimestamp();
            var evidence = await views.Evidence(site, at - rules.Retention, at, stop);
            var reading = Stopwatch.GetElapsedTime(since);
            since = Stopwatch.GetTimestamp();
            var network = SiteNetwork.Of(evidence, rules, _ => true);
            Figures.Print($"{site}: {evidence.People.Count} people, {evidence.Contacts.Count:N0} contacts read in {reading.TotalMilliseconds:N0} ms, made into {network.Combined.Arcs} ties in {Stopwatch.GetElapsedTime(since).TotalMilliseconds:N0} ms");
        }
    }

    private const long Late = 1_000;

    /// <summary>All but the last entries are in the views already; how long those take.</summary>
    private static async Task<TimeSpan> KeepUp(Journal journal, Dictionary<string, long> logs, string place, CancellationToken stop)
    {
        var projections = new Projections();
        projections.Add(new ContactList());
        var store = new SqliteViews(place, projections);
        await using var lead = (await store.Lead(stop))!;
        await using var folding = await Folding.Of(store.Model, projections, await lead.Build(1, stop), empty: true, FoldingPace.Building, stop);
        var longest = logs.MaxBy(log => log.Value).Key;
        var before = logs.ToDictionary(log => log.Key, log => log.Key == longest ? Math.Max(1, log.Value - Late) : log.Value);
        await folding.Run(journal, Product.Codec, before, _ => { }, null, null, stop);
        var since = Stopwatch.GetTimestamp();
        await folding.Run(journal, Product.Codec, logs, _ => { }, null, null, stop);
        return Stopwatch.GetElapsedTime(since);
    }

    private static async Task<TimeSpan> Fold(
        Journal journal, Dictionary<string, long> logs, string place, IReadOnlyList<IProjection> folded, Func<ViewsDb, Task> then, CancellationToken stop)
    {
        var projections = new Projections();
        foreach (var one in folded)
            projections.Add(one);
        var store = new SqliteViews(place, projections);
        await using var lead = (await store.Lead(stop))!;
        TimeSpan took;
        await using (var folding = await Folding.Of(store.Model, projections, await lead.Build(1, stop), empty: true, FoldingPace.Building, stop))
        {
            var since = Stopwatch.GetTimestamp();
            await folding.Run(journal, Product.Codec, logs, _ => { }, null, null, stop);
            took = Stopwatch.GetElapsedTime(since);
        }

        await lead.Publish(1, stop);
        await using var views = new ViewsDb(store.Reading(1), projections);
        await then(views);
        return took;
    }

    private static async Task<TimeSpan> Read(Journal journal, Dictionary<string, long> logs, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        await using var ahead = new ReadAhead(journal, Product.Codec, new Dictionary<string, long>(), null, stop);
        for (var done = 0L; done < logs.Values.Sum();)
            done += (await ahead.Chunks.ReadAsync(stop)).Facts.Count;
        return Stopwatch.GetElapsedTime(since);
    }
}

using System.CommandLine;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.Projecting;

namespace Groundswell.Benchmarks.Views;

/// <summary>The views: folded anew from the beginning, and kept up with a record that is being written.</summary>
internal static class ViewsBenchmarks
{
    public const string Log = "site.k1";

    public static Command Command
    {
        get
        {
            var entries = new Option<int>("--entries") { Description = "Entries in the record.", DefaultValueFactory = _ => 500_000 };
            var runs = new Option<int>("--runs") { Description = "Runs; the median counts.", DefaultValueFactory = _ => 3 };
            var server = new Option<string?>("--server") { Description = "A PostgreSQL database to fold into instead; its limit stays SQLite's." };
            var rebuild = new Command("rebuild", "Folds a record of orders, their steps and lots into all views there are, in SQLite.") { entries, runs, server };
            rebuild.SetAction((asked, stop) => RebuildBenchmark.Run(asked.GetValue(entries), asked.GetValue(runs), asked.GetValue(server), stop));

            var rate = new Option<int>("--rate") { Description = "Entries recorded in a second.", DefaultValueFactory = _ => 5_000 };
            var seconds = new Option<int>("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 20 };
            var live = new Command("live", "How long an entry takes from the record into the views while many are recorded, in SQLite.") { rate, seconds };
            live.SetAction((asked, stop) => LiveBenchmark.Run(asked.GetValue(rate), asked.GetValue(seconds), stop));
            return new Command("views", "Folds the record into views.") { rebuild, live };
        }
    }

    public static Projections SampleProjections()
    {
        var projections = new Projections();
        projections.Add(new SampleLineBoard());
        projections.Add(new SampleHistory());
        projections.Add(new SampleBalance());
        return projections;
    }

    public static Append AppendOf(SampleWork work, int entries) => new()
    {
        Log = Log,
        Command = Guid.CreateVersion7(),
        Actor = "P-17",
        Source = Source.Typed,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        TimeZone = "Europe/Berlin",
        Entries = [.. Enumerable.Range(0, entries).Select(_ => work.Next()).Select(one => SampleWork.Codec.Write(one.Stream, one.Event))],
    };
}

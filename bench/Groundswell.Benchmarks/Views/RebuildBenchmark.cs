using System.Diagnostics;
using Groundswell.Benchmarks.Record;
using Groundswell.Benchmarks.Served;
using Groundswell.Projecting;
using Groundswell.Record;

namespace Groundswell.Benchmarks.Views;

/// <summary>
/// Folds all views of all rooms from the beginning, of a record that orders were made in. Its limits, in the same run: reading the log and its
/// events and doing nothing with them, and a bare loop of prepared statements that writes the same rows. The slower of the two is the limit of a
/// machine with two cores.
/// </summary>
internal static class RebuildBenchmark
{
    private static readonly Rooms Product = Rooms.Whole;

    public static async Task Run(int entries, int runs, string? server, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-views-").FullName;
        try
        {
            await FilledRecord.Fill(folder, entries, views: false, stop);
            await using var journal = await Journal.OpenFolder(DataFolder.Record(folder), new JournalOptions { Kind = RecordKind.Trial }, stop);
            entries = (int)(await journal.Logs(stop)).Sum(log => log.Size);
            var written = new List<WrittenRows>();
            await Fold(journal, folder, null, written, stop); // for the limit, and to warm up
            Figures.Print($"{entries:N0} entries come to {written.Sum(batch => batch.Count):N0} rows written, in {written.Select(rows => rows.Batch).Distinct().Count()} batches");

            var (folded, read, rows) = (new List<double>(), new List<double>(), new List<double>());
            for (var run = 1; run <= runs; run++)
            {
                read.Add(entries / (await Read(journal, stop)).TotalSeconds);
                rows.Add(entries / RowLoop.Run(Path.Combine(folder, "limit.db"), written).TotalSeconds);
                folded.Add(entries / (await Fold(journal, folder, server, null, stop)).TotalSeconds);
                Figures.Print($"run {run}: {folded[^1]:N0} entries/s; reading alone {read[^1]:N0}, writing the same rows alone {rows[^1]:N0}");
            }

            var limit = Math.Min(read.Median(), rows.Median());
            Figures.Print($"views rebuilt: {folded.Median():N0} entries/s (at least 30,000, aim 50,000); limit {limit:N0}; ratio {folded.Median() / limit:P0}; {Environment.WorkingSet / 1e6:N0} MB resident");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> Fold(Journal journal, string folder, string? server, List<WrittenRows>? written, CancellationToken stop)
    {
        var place = Path.Combine(folder, "views");
        try
        {
            var projections = Product.Views;
            ViewsStore views = server is null ? new SqliteViews(place, projections) : new PostgresViews(server, projections);
            await using var lead = (await views.Lead(stop))!;
            var writer = await lead.Build(1, stop);
            await using var folding = await Folding.Of(
                views.Model, projections, written is null ? writer : new RecordingWriter(writer, views.Model, written), empty: true, FoldingPace.Building, stop);
            var sizes = (await journal.Logs(stop)).ToDictionary(log => log.Log, log => log.Size);
            var since = Stopwatch.GetTimestamp();
            await folding.Run(journal, Product.Codec, sizes, _ => { }, null, null, stop);
            return Stopwatch.GetElapsedTime(since);
        }
        finally
        {
            if (Directory.Exists(place))
                Directory.Delete(place, recursive: true);
        }
    }

    private static async Task<TimeSpan> Read(Journal journal, CancellationToken stop)
    {
        var sizes = (await journal.Logs(stop)).ToDictionary(log => log.Log, log => log.Size);
        var since = Stopwatch.GetTimestamp();
        await using var ahead = new ReadAhead(journal, Product.Codec, new Dictionary<string, long>(), null, stop);
        for (var done = 0L; done < sizes.Values.Sum();)
            done += (await ahead.Chunks.ReadAsync(stop)).Facts.Count;
        return Stopwatch.GetElapsedTime(since);
    }
}

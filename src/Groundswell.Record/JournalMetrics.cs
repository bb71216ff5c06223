using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Groundswell.Record;

/// <summary>What the journal tells of itself while it runs, by the meter <c>Groundswell.Record</c>. docs/record/metrics.md lists the names.</summary>
internal sealed class JournalMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Groundswell.Record";

    private readonly Meter _meter = new(MeterName);
    private readonly ConcurrentDictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, double> _behind = new(StringComparer.Ordinal);
    private readonly Histogram<int> _batchEntries;
    private readonly Histogram<double> _commit;
    private readonly Counter<long> _stale;
    private readonly Counter<long> _overloaded;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _unsigned;
    private readonly Counter<long> _refused;

    /// <param name="waiting">How many appends wait now.</param>
    /// <param name="full">How full their queue is: 1 refuses.</param>
    public JournalMetrics(Func<int> waiting, Func<double> full)
    {
        _meter.CreateObservableGauge("groundswell.record.queue.length", waiting, "{append}", "Appends that wait for the writer.");
        _meter.CreateObservableGauge("groundswell.record.queue.fullness", full, "1", "How full the queue is, by number or by bytes, whichever is more.");
        _meter.CreateObservableGauge("groundswell.record.log.position", () => ByLog(_positions), "{entry}", "The position of a log's newest entry.");
        _meter.CreateObservableGauge("groundswell.record.clock.behind", () => ByLog(_behind), "s", "By how much the clock is behind a log's newest entry.");
        _batchEntries = _meter.CreateHistogram<int>("groundswell.record.batch.size", "{entry}", "Entries committed at once.");
        _commit = _meter.CreateHistogram<double>("groundswell.record.commit.duration", "s", "From the first row written to the commit on disk.");
        _stale = _meter.CreateCounter<long>("groundswell.record.append.stale", "{append}", "Appends refused because a stream had moved.");
        _overloaded = _meter.CreateCounter<long>("groundswell.record.append.overloaded", "{append}", "Appends refused because the queue was full.");
        _failed = _meter.CreateCounter<long>("groundswell.record.commit.failures", "{commit}", "Commits that failed.");
        _unsigned = _meter.CreateCounter<long>("groundswell.record.checkpoint.failures", "{commit}", "Checkpoints that could not be written when due.");
        _refused = _meter.CreateCounter<long>(
            "groundswell.record.checkpoint.refused", "{checkpoint}", "Checkpoints not signed because the log is not what it was, or stands at another key.");
    }

    public void Committed(int entries, long since)
    {
        _batchEntries.Record(entries);
        _commit.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    public void At(string log, long position) => _positions[log] = position;

    public void Behind(string log, double seconds) => _behind[log] = seconds;

    public void Stale() => _stale.Add(1);

    public void Overloaded() => _overloaded.Add(1);

    public void CommitFailed() => _failed.Add(1);

    public void CheckpointFailed() => _unsigned.Add(1);

    public void CheckpointRefused() => _refused.Add(1);

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<T>> ByLog<T>(ConcurrentDictionary<string, T> values)
        where T : struct =>
        values.Select(log => new Measurement<T>(log.Value, new KeyValuePair<string, object?>("log", log.Key)));
}

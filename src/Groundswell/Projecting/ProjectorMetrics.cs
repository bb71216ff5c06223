using System.Diagnostics.Metrics;

namespace Groundswell.Projecting;

/// <summary>What the projector tells of itself while it runs, by the meter <c>Groundswell.Projecting</c>. docs/views.md lists the names.</summary>
internal sealed class ProjectorMetrics : IDisposable
{
    public const string MeterName = "Groundswell.Projecting";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _entries;
    private readonly Histogram<int> _batch;

    public ProjectorMetrics(Func<TimeSpan> lag, Func<IReadOnlyDictionary<string, long>> positions)
    {
        _meter.CreateObservableGauge("groundswell.views.lag", () => lag().TotalSeconds, "s", "How long the newest entries took into the views, or for how long the views stand still.");
        _meter.CreateObservableGauge(
            "groundswell.views.log.position",
            () => positions().Select(log => new Measurement<long>(log.Value, new KeyValuePair<string, object?>("log", log.Key))),
            "{entry}",
            "The position up to which the views have a log.");
        _entries = _meter.CreateCounter<long>("groundswell.views.entries", "{entry}", "Entries folded.");
        _batch = _meter.CreateHistogram<int>("groundswell.views.batch.size", "{entry}", "Entries folded at once.");
    }

    public void Folded(int entries)
    {
        _entries.Add(entries);
        _batch.Record(entries);
    }

    public void Dispose() => _meter.Dispose();
}

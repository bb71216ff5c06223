using System.Diagnostics.Metrics;

namespace Groundswell.Benchmarks.Record;

/// <summary>Listens how many entries the journal commits at once.</summary>
internal sealed class BatchSizes : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _entries;
    private long _batches;

    public BatchSizes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "groundswell.record.batch.size")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            Interlocked.Add(ref _entries, size);
            Interlocked.Increment(ref _batches);
        });
        _listener.Start();
    }

    public double Mean => (double)_entries / Math.Max(1, _batches);

    public void Dispose() => _listener.Dispose();
}

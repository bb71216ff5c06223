using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Groundswell.Record.Tests;

public sealed class JournalMetricsTests
{
    [Fact]
    public async Task A_journal_tells_how_it_is_doing()
    {
        await using var store = new FolderStore();
        var log = $"metered-{Guid.CreateVersion7():N}";
        using var heard = new Heard();
        await using (var journal = await store.Open(new JournalOptions { QueueCapacity = 0 }))
            Assert.IsType<Overloaded>(await journal.Append(Sample.To("job-1"), TestContext.Current.CancellationToken));

        await using (var journal = await store.Open())
        {
            await journal.OpenLog(log, TestContext.Current.CancellationToken);
            await journal.Recorded(Sample.To("job-1", "1", "2", "3") with { Log = log });
            await journal.Append(Sample.To("job-1").At("job-1", 0, log) with { Log = log }, TestContext.Current.CancellationToken);
            heard.Ask();
        }

        Assert.True(heard.Sum("groundswell.record.append.overloaded") >= 1);
        Assert.True(heard.Sum("groundswell.record.append.stale") >= 1);
        Assert.True(heard.Sum("groundswell.record.batch.size") >= 3);
        Assert.True(heard.Sum("groundswell.record.commit.duration") > 0);
        Assert.True(heard.Has("groundswell.record.queue.length"));
        Assert.True(heard.Has("groundswell.record.queue.fullness"));
        Assert.True(heard.Has("groundswell.record.clock.behind"));
        Assert.Equal(3, heard.Position(log));
    }

    /// <summary>Listens to every journal of this process: other tests may run beside, so sums are at least what this one made.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, double> _sums = new();
        private readonly ConcurrentDictionary<string, long> _positions = new();

        public Heard()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Groundswell.Record")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                Add(instrument, value);
                if (tags is [{ Key: "log", Value: string log }])
                    _positions[log] = value;
            });
            _listener.Start();
        }

        public void Ask() => _listener.RecordObservableInstruments();

        public double Sum(string instrument) => _sums.GetValueOrDefault(instrument);

        public bool Has(string instrument) => _sums.ContainsKey(instrument);

        public long Position(string log) => _positions.GetValueOrDefault(log);

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value) => _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
    }
}

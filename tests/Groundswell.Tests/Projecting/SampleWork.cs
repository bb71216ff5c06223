using Groundswell.Record;

namespace Groundswell.Tests.Projecting;

/// <summary>Orders going through a small plant, made up from a seed: the same seed, the same work.</summary>
public sealed class SampleWork
{
    private static readonly string[] Operations = ["Weighing", "Mixing", "Filling", "Packing"];

    private readonly List<Order> _open = [];
    private readonly ulong _seed;
    private readonly int _ordersAtOnce;
    private ulong _state;
    private int _orders;

    public SampleWork(ulong seed, int ordersAtOnce = 20) => (_seed, _state, _ordersAtOnce) = (seed, seed, ordersAtOnce);

    public static EventCodec Codec { get; } = new([SampleJson.Default],
    [
        typeof(OrderReleased), typeof(JobDispatched), typeof(JobStarted), typeof(StepConfirmed), typeof(LotConsumed), typeof(LotProduced),
        typeof(JobHeld), typeof(JobResumed), typeof(JobCompleted),
    ]);

    /// <summary>The next thing that happens, and the stream it happens to.</summary>
    public (string Stream, Event Event) Next()
    {
        if (_open.Count < _ordersAtOnce)
        {
            var opened = new Order($"O-{_seed}-{++_orders}");
            _open.Add(opened);
            return ($"order-{opened.Id}", new OrderReleased(opened.Id, $"M-{Upto(50)}", Upto(500) + 0.5m, "kg", At(_orders)));
        }

        var order = _open[Upto(_open.Count)];
        var happened = order.Next(this);
        if (order.Done)
            _open.Remove(order);
        return happened;
    }

    private static DateTimeOffset At(int order) => new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero).AddMinutes(order * 7);

    /// <summary>SplitMix64: 0 to below <paramref name="limit"/>.</summary>
    private int Upto(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }

    private sealed class Order(string id)
    {
        private int _operation;
        private int _stage;

        public string Id => id;

        public bool Done => _operation == Operations.Length;

        public (string Stream, Event Event) Next(SampleWork work)
        {
            var job = $"{id}-{_operation + 1}";
            var stream = $"job-{job}";
            switch (_stage++)
            {
                case 0:
                    return (stream, new JobDispatched(job, id, Operations[_operation], $"WU-{work.Upto(30)}"));
                case 1:
                    return (stream, new JobStarted(job, id, $"WU-{work.Upto(30)}"));
                case 2:
                    var lot = $"L-{work.Upto(2_000)}";
                    return ($"lot-{lot}", new LotConsumed(lot, job, id, work.Upto(1_000) / 8m));
                case 3 when work.Upto(10) == 0:
                    return (stream, new JobHeld(job, id, "material.missing"));
                case 4 when work.Upto(10) == 0:
                    return (stream, new JobResumed(job, id));
                case < 8:
                    return (stream, new StepConfirmed(job, id, _stage, work.Upto(10_000) / 100m, "°C", work.Upto(8) == 0 ? "Geräusch – geprüft" : null));
                case 8:
                    var made = $"P-{id}-{_operation + 1}";
                    return ($"lot-{made}", new LotProduced(made, job, id, work.Upto(500) + 0.25m));
                default:
                    _stage = 0;
                    _operation++;
                    return (stream, new JobCompleted(job, id, work.Upto(500), work.Upto(9) / 4m));
            }
        }
    }
}

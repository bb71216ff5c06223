using System.Collections.Concurrent;

namespace Groundswell.Projecting;

/// <summary>What many ask for at once is read from the views once for all of them, and again as soon as the views have changed.</summary>
/// <remarks>Two hundred terminals look again at the same moment, when they hear that something has happened.</remarks>
/// <param name="atMost">So long, by the plant's clock, it is right without any change: what says how late it is grows old by itself.</param>
public sealed class SharedReading<TKey, TValue>(IViewsProgress views, TimeProvider time, TimeSpan atMost, int capacity = 1_000)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Begun> _known = new();

    /// <param name="read">Reads it for everybody; it must not end with the request of whoever happens to be first.</param>
    /// <param name="of">What it is read of besides the views, by value: what was read of something else is read anew.</param>
    public async Task<TValue> Of(TKey key, Func<Task<TValue>> read, object? of = null)
    {
        // Before reading: what comes meanwhile makes the next one read anew.
        var begun = new Begun(views.Changes, time.GetUtcNow(), of, new Lazy<Task<TValue>>(read));
        if (_known.Count >= capacity)
            _known.Clear();
        var kept = _known.AddOrUpdate(key, begun, (_, there) => there.StillHoldsFor(begun, atMost) ? there : begun);
        try
        {
            return await kept.Value.Value;
        }
        catch
        {
            _known.TryRemove(new(key, kept));
            throw;
        }
    }

    private sealed record Begun(long Changes, DateTimeOffset At, object? Of, Lazy<Task<TValue>> Value)
    {
        public bool StillHoldsFor(Begun next, TimeSpan atMost) => Changes >= next.Changes && next.At - At < atMost && Equals(Of, next.Of);
    }
}

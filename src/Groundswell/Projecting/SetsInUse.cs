namespace Groundswell.Projecting;

/// <summary>The set of views this node reads, and those that it read lately and that somebody may still be reading.</summary>
internal sealed class SetsInUse(TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<(IAsyncDisposable Claim, long Since)> _former = [];
    private IAsyncDisposable? _claim;

    /// <summary>The number of the set that is read; 0 where none is.</summary>
    public int Number { get; private set; }

    /// <returns>Whether another set was read before.</returns>
    public bool Use(int number, IAsyncDisposable? claim)
    {
        lock (_gate)
        {
            if (_claim is not null)
                _former.Enqueue((_claim, time.GetTimestamp()));
            _claim = claim;
            var another = Number != 0 && Number != number;
            Number = number;
            return another;
        }
    }

    /// <summary>Gives back what was read until some time ago.</summary>
    public async Task GiveBack(TimeSpan grace)
    {
        while (Take(grace) is { } claim)
            await claim.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Use(0, null);
        await GiveBack(TimeSpan.Zero);
    }

    private IAsyncDisposable? Take(TimeSpan grace)
    {
        lock (_gate)
            return _former.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) >= grace ? _former.Dequeue().Claim : null;
    }
}

namespace Groundswell.Exchange;

/// <summary>Does pieces of work side by side, but those that share a key one after the other, in the order in which they came.</summary>
/// <param name="atOnce">So many pieces are under way, waiting for their turn included.</param>
internal sealed class Lanes(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim _room = new(atOnce);
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);
    private volatile bool _failed;

    /// <summary>Takes a piece of work in; returns when there is room for the next. After a failure it takes no more and throws that.</summary>
    public async Task Add(IReadOnlyList<string> keys, Func<Task> work, CancellationToken stop)
    {
        await _room.WaitAsync(stop);
        if (_failed)
        {
            _room.Release();
            await Finish();
        }

        var before = Task.WhenAll(keys.Select(key => _last.GetValueOrDefault(key, Task.CompletedTask)));
        var piece = Do(before, work);
        foreach (var key in keys)
            _last[key] = piece;
    }

    /// <summary>Waits for all of it; throws the first failure.</summary>
    public Task Finish() => Task.WhenAll(_last.Values);

    public void Dispose() => _room.Dispose();

    private async Task Do(Task before, Func<Task> work)
    {
        try
        {
            await before;
            await work();
        }
        catch
        {
            _failed = true;
            throw;
        }
        finally
        {
            _room.Release();
        }
    }
}

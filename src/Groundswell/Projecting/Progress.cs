namespace Groundswell.Projecting;

/// <summary>How far each log is in the views that are read, and who waits for it to come further.</summary>
internal sealed class Progress(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _at = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Waiter>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource> _gathering = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>How often something came, or another set of views was read.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    public long Of(string log)
    {
        lock (_gate)
            return _at.GetValueOrDefault(log);
    }

    public IReadOnlyDictionary<string, long> All()
    {
        lock (_gate)
            return new Dictionary<string, long>(_at);
    }

    /// <summary>Another set of views is read from now on.</summary>
    public void Reset(IReadOnlyDictionary<string, long> at)
    {
        lock (_gate)
        {
            _at.Clear();
            Interlocked.Increment(ref _changes);
        }

        foreach (var (log, position) in at)
            Moved(log, position);
    }

    public void Moved(string log, long position)
    {
        List<Waiter>? reached = null;
        lock (_gate)
        {
            _at[log] = position;
            Interlocked.Increment(ref _changes);
            if (_waiting.TryGetValue(log, out var waiting))
            {
                foreach (var waiter in waiting.Where(waiter => waiter.Position <= position))
                    (reached ??= []).Add(waiter);
                if (reached is not null)
                    waiting.ExceptWith(reached);
            }
        }

        foreach (var waiter in reached ?? [])
            waiter.TrySetResult();
    }

    /// <summary>Lets more entries of a log come together, so that they are read and written at once, until somebody waits for them.</summary>
    /// <param name="atMost">By the machine's own clock: it is its pace, not the plant's.</param>
    public async Task Gather(string log, TimeSpan atMost, CancellationToken stop)
    {
        Task wanted;
        lock (_gate)
        {
            if (_waiting.TryGetValue(log, out var waiting) && waiting.Count > 0)
                return;
            wanted = (_gathering[log] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await wanted.WaitAsync(atMost, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
    }

    /// <returns>False where the time went by first.</returns>
    public async Task<bool> WaitFor(string log, long position, TimeSpan atMost, CancellationToken stop)
    {
        Waiter waiter;
        lock (_gate)
        {
            if (_at.GetValueOrDefault(log) >= position)
                return true;
            if (atMost <= TimeSpan.Zero)
                return false;
            waiter = new Waiter(position);
            if (!_waiting.TryGetValue(log, out var waiting))
                _waiting.Add(log, waiting = []);
            waiting.Add(waiter);
            if (_gathering.Remove(log, out var gathering))
                gathering.TrySetResult();
        }

        try
        {
            await waiter.Task.WaitAsync(atMost, time, stop);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            if (!waiter.Task.IsCompleted)
            {
                lock (_gate)
                    _waiting[log].Remove(waiter);
            }
        }
    }

    private sealed class Waiter(long position) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Position { get; } = position;
    }
}

namespace Groundswell.Record.Writing;

/// <summary>An append in the queue, and whoever waits for its answer.</summary>
internal sealed class WaitingAppend
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Gone = 2;

    // Continuations never run on the writer's thread: a slow caller holds nobody up.
    private readonly TaskCompletionSource<AppendAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _stop;
    private readonly AppendRun? _run;
    private PreparedAppend? _prepared;
    private CancellationTokenRegistration _registration;
    private int _state = Waiting;

    public WaitingAppend(PreparedAppend prepared, CancellationToken stop)
    {
        _prepared = prepared;
        _stop = stop;
        _run = prepared.Append.Run;
        Bytes = prepared.Bytes;
    }

    /// <summary>What was sent. Only for one that was taken: what a caller who left had sent is let go of at once.</summary>
    public PreparedAppend Prepared => _prepared ?? throw new InvalidOperationException("The caller has left.");

    /// <summary>What it counts for in the queue, as long as it lies there.</summary>
    public long Bytes { get; }

    public Task<AppendAnswer> Answered => _answer.Task;

    /// <summary>From here on the caller's cancellation is heard. Called once the append is in the queue.</summary>
    public void ListenForCancellation()
    {
        if (_stop.CanBeCanceled)
            _registration = _stop.UnsafeRegister(static self => ((WaitingAppend)self!).Cancel(), this);
    }

    /// <returns>False where the caller has left.</returns>
    public bool TryTake()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting)
            return true;
        _run?.End();
        return false;
    }

    public void Answer(AppendAnswer answer)
    {
        _registration.Unregister();
        if (!answer.Adds)
            _run?.End();
        _answer.TrySetResult(answer);
    }

    public void Fail(Exception failure)
    {
        _registration.Unregister();
        _run?.End();
        _answer.TrySetException(failure);
    }

    /// <summary>
    /// One who was not taken yet leaves, and nothing of theirs is recorded. One who was taken gets their cancellation at once, but what they
    /// sent may be recorded all the same; they find out by its command id.
    /// </summary>
    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, Gone, Waiting) == Waiting)
            _prepared = null;
        _answer.TrySetCanceled(_stop);
    }
}

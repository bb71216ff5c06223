namespace Groundswell.Projecting;

/// <summary>The wish for all views to be folded anew: asked for by anybody, granted by the projector, one at a time.</summary>
internal sealed class Rebuilds
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _wanted = New();
    private TaskCompletionSource? _done;

    /// <summary>Completes when somebody wants it.</summary>
    public Task Wanted
    {
        get
        {
            lock (_gate)
                return _wanted.Task;
        }
    }

    public bool Asked => Wanted.IsCompleted;

    /// <returns>Completes when it is done. Asked again before that, it is the same one.</returns>
    public Task Ask()
    {
        lock (_gate)
        {
            _done ??= New();
            _wanted.TrySetResult();
            return _done.Task;
        }
    }

    public void Done() => End()?.TrySetResult();

    public void GiveUp(Exception why) => End()?.TrySetException(why);

    private TaskCompletionSource? End()
    {
        lock (_gate)
        {
            var done = _done;
            (_done, _wanted) = (null, New());
            return done;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

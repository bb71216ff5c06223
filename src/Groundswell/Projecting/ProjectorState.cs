namespace Groundswell.Projecting;

/// <summary>What the projector is doing, as others see it. Written by the projector alone.</summary>
internal sealed class ProjectorState(TimeProvider time)
{
    private readonly Lock _gate = new();
    private ViewsPhase _phase = ViewsPhase.Starting;
    private BuildProgress? _build;
    private ViewsFailure? _failure;
    private string? _trouble;
    private DateTimeOffset _stillSince = time.GetUtcNow();
    private TimeSpan _lag;

    public ViewsPhase Phase
    {
        get
        {
            lock (_gate)
                return _phase;
        }
    }

    /// <summary>The failure that stops this node from leading.</summary>
    public ViewsFailure? Failure
    {
        get
        {
            lock (_gate)
                return _phase == ViewsPhase.Failed ? _failure : null;
        }
    }

    public TimeSpan Lag
    {
        get
        {
            lock (_gate)
                return LagNow();
        }
    }

    public ViewsStatus Status
    {
        get
        {
            lock (_gate)
                return new ViewsStatus(_phase, _build, _failure, _trouble, LagNow());
        }
    }

    public void Building(BuildProgress progress)
    {
        lock (_gate)
            (_build, _trouble) = (progress, null);
        Enter(ViewsPhase.Building);
    }

    /// <summary>A set is being folded beside the one that is kept up.</summary>
    public void BuildingBeside(BuildProgress progress)
    {
        lock (_gate)
            _build = progress;
    }

    public void Live() => Leading(ViewsPhase.Live);

    public void Following() => Leading(ViewsPhase.Following);

    public void Folded(DateTimeOffset recordedAt)
    {
        lock (_gate)
            _lag = time.GetUtcNow() - recordedAt;
    }

    public void Fail(ViewsFailure failure)
    {
        lock (_gate)
            (_failure, _build, _trouble) = (failure, null, null);
        Enter(ViewsPhase.Failed);
    }

    /// <summary>A set that was being folded beside the one that is read was given up.</summary>
    public void GaveUp(ViewsFailure? failure)
    {
        lock (_gate)
            (_failure, _build) = (failure, null);
    }

    public void Trouble(string what)
    {
        lock (_gate)
            _trouble = what;
        Enter(ViewsPhase.Waiting);
    }

    private void Leading(ViewsPhase phase)
    {
        lock (_gate)
            (_failure, _build, _trouble) = (null, null, null);
        Enter(phase);
    }

    private void Enter(ViewsPhase phase)
    {
        lock (_gate)
        {
            var moving = phase is ViewsPhase.Live or ViewsPhase.Following;
            var moved = _phase is ViewsPhase.Live or ViewsPhase.Following;
            if (moved && !moving)
                _stillSince = time.GetUtcNow();
            if (moving && !moved)
                _lag = TimeSpan.Zero;
            _phase = phase;
        }
    }

    private TimeSpan LagNow() => _phase is ViewsPhase.Live or ViewsPhase.Following ? _lag : time.GetUtcNow() - _stillSince;
}

namespace Groundswell.Projecting;

/// <summary>What the projector is doing, as others see it. Written by the projector alone.</summary>
internal sealed class ProjectorState(TimeProvider time)
{
    private readonly Lock _gate = new();
    private ViewsPhase _phase = ViewsPhase.Starting;
    private BuildProgress? _build;
    private ViewsFailure? _failure;
    private string? _trouble;
    private long _stillSince = time.GetTimestamp();

    /// <summary>When the record was looked at and the views did not have all of it; null while they have what was seen.</summary>
    private long? _lookedAt;

    /// <summary>How long the views took to have all that was seen the last time.</summary>
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

    /// <summary>It is known how long the record is now; whether the views have all of it is not.</summary>
    public void Looked()
    {
        lock (_gate)
            _lookedAt = time.GetTimestamp();
    }

    /// <summary>The views have all that the record held when it was looked at.</summary>
    public void HasWhatWasSeen()
    {
        lock (_gate)
        {
            _lag = _lookedAt is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
            _lookedAt = null;
        }
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
                _stillSince = time.GetTimestamp();
            if (moving && !moved)
                (_lag, _lookedAt) = (TimeSpan.Zero, _lookedAt is null ? null : time.GetTimestamp());
            _phase = phase;
        }
    }

    /// <summary>By the machine's own clock: the plant's may be a demonstration's, which runs a thousand times as fast.</summary>
    private TimeSpan LagNow()
    {
        if (_phase is not (ViewsPhase.Live or ViewsPhase.Following))
            return time.GetElapsedTime(_stillSince);
        return _lookedAt is { } since && time.GetElapsedTime(since) is var waiting && waiting > _lag ? waiting : _lag;
    }
}

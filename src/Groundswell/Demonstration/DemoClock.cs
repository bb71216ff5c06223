namespace Groundswell.Demonstration;

/// <summary>
/// The clock of a demonstration. It stands while history is being made, and is moved on from act to act; then it runs at the chosen speed. It never goes back.
/// </summary>
/// <remarks>Only the time of day is its own: timers and time-outs, which measure how long the program itself waits, run as they always do.</remarks>
public sealed class DemoClock : TimeProvider
{
    private readonly TimeProvider _real;
    private readonly Lock _lock = new();
    private long _ticks;
    private long _startedAt;
    private double _speed;

    /// <summary>A clock that stands at an instant.</summary>
    public DemoClock(DateTimeOffset at, TimeProvider real) => (_ticks, _real) = (at.UtcTicks, real);

    /// <summary>The clock that it runs by.</summary>
    internal TimeProvider Real => _real;

    /// <summary>How many seconds pass here in a second; 0 while it stands.</summary>
    public double Speed => Volatile.Read(ref _speed);

    public bool Stands => Speed == 0;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return new DateTimeOffset(Now(), TimeSpan.Zero);
    }

    /// <summary>Moves a clock that stands on to an instant; one that has passed changes nothing.</summary>
    public void MoveOn(DateTimeOffset to)
    {
        lock (_lock)
        {
            if (_speed != 0)
                throw new InvalidOperationException("The clock runs by itself.");
            _ticks = Math.Max(_ticks, to.UtcTicks);
        }
    }

    /// <summary>Lets it run from where it is.</summary>
    public void Run(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(speed, 0);
        lock (_lock)
        {
            _ticks = Now();
            (_startedAt, _speed) = (_real.GetTimestamp(), speed);
        }
    }

    private long Now() => _speed == 0 ? _ticks : _ticks + (long)(_real.GetElapsedTime(_startedAt).Ticks * _speed);
}

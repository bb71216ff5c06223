namespace Groundswell.Browser.Floor;

/// <summary>A plant's clock: the real one, and hours further when a test says so.</summary>
public sealed class PlantClock : TimeProvider
{
    private long _ahead;

    public void Step(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
}

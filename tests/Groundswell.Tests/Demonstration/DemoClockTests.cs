using Groundswell.Demonstration;

namespace Groundswell.Tests.Demonstration;

public sealed class DemoClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly Ticking _real = new();

    [Fact]
    public void It_stands_until_it_is_moved_on_and_never_goes_back()
    {
        var clock = new DemoClock(Noon, _real);
        _real.Pass(TimeSpan.FromHours(1));
        Assert.Equal(Noon, clock.GetUtcNow());

        clock.MoveOn(Noon.AddMinutes(5));
        clock.MoveOn(Noon.AddMinutes(3));
        Assert.Equal(Noon.AddMinutes(5), clock.GetUtcNow());
    }

    [Fact]
    public void It_runs_at_its_speed_from_where_it_stood()
    {
        var clock = new DemoClock(Noon, _real);
        clock.Run(60);
        _real.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(Noon.AddMinutes(2), clock.GetUtcNow());
        Assert.Throws<InvalidOperationException>(() => clock.MoveOn(Noon.AddDays(1)));
    }

    [Fact]
    public void Left_alone_for_a_while_it_has_gone_on_and_what_is_missing_is_made()
    {
        var state = new DemoState(1, Noon.AddDays(-20), true, true, Noon, Noon, 2);
        Assert.Equal((Noon.AddMinutes(1), Noon.AddHours(4)), DemoFolder.Times(state, Noon.AddMinutes(1), Noon.AddHours(2)));
    }

    [Fact]
    public void Left_alone_for_months_only_the_last_day_is_made()
    {
        var state = new DemoState(1, Noon.AddDays(-20), true, true, Noon, Noon, 1);
        Assert.Equal((Noon.AddDays(59), Noon.AddDays(60)), DemoFolder.Times(state, Noon, Noon.AddDays(60)));
    }

    [Fact]
    public void Where_the_real_clock_was_set_back_it_stands_where_the_record_ends()
    {
        var state = new DemoState(1, Noon.AddDays(-20), true, true, Noon, Noon, 1);
        Assert.Equal((Noon.AddHours(3), Noon.AddHours(3)), DemoFolder.Times(state, Noon.AddHours(3), Noon.AddDays(-2)));
    }

    [Fact]
    public void Making_that_was_broken_off_goes_on_where_the_record_ends()
    {
        var state = new DemoState(1, Noon.AddDays(-20), true, false, Noon, Noon, 1);
        Assert.Equal((Noon.AddDays(-12), Noon), DemoFolder.Times(state, Noon.AddDays(-12), Noon));
    }

    private sealed class Ticking : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}

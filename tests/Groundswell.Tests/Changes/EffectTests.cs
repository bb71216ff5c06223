using Groundswell.Changes.Judging;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Wins;

namespace Groundswell.Tests.Changes;

public sealed class EffectTests
{
    private static readonly DateTimeOffset Launched = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_got_better_is_told_with_an_interval_that_does_not_hold_zero()
    {
        var yield = Of(LaunchGuard.FirstPassYield, [.. Jobs("v1", -40, 30, good: 90), .. Jobs("v2", 0, 30, good: 97)]);

        Assert.Equal((EffectSeen.Better, 30, 30), (yield.Seen, yield.JobsBefore, yield.JobsSince));
        Assert.Equal((0.92m, 0.99m), (yield.Before, yield.Since));
        Assert.InRange(0.07m, yield.Low!.Value, yield.High!.Value);
        Assert.True(yield.Low > 0);
    }

    [Fact]
    public void What_chance_alone_may_have_made_is_no_effect()
    {
        var yield = Of(LaunchGuard.FirstPassYield, [.. Jobs("v1", -40, 30, good: 90), .. Jobs("v2", 0, 30, good: 90)]);

        Assert.Equal(EffectSeen.None, yield.Seen);
        Assert.InRange(0, yield.Low!.Value, yield.High!.Value);
    }

    [Fact]
    public void Of_exceptions_more_is_worse() =>
        Assert.Equal(EffectSeen.Worse, Of(LaunchGuard.Overrides, [.. Jobs("v1", -40, 30, good: 90), .. Jobs("v2", 0, 30, good: 90, exceptions: 3)]).Seen);

    [Fact]
    public void Nine_jobs_say_nothing()
    {
        var yield = Of(LaunchGuard.FirstPassYield, [.. Jobs("v1", -40, 30, good: 90), .. Jobs("v2", 0, 9, good: 97)]);

        Assert.Equal((EffectSeen.TooLittle, null, null), (yield.Seen, yield.Before, yield.Low));
    }

    /// <summary>Another line, and what is longer ago than ninety days, had other causes.</summary>
    [Fact]
    public void Only_the_same_work_centers_are_compared_and_not_for_ever()
    {
        JudgedJob[] jobs =
        [
            .. Jobs("v1", -40, 30, good: 90), .. Jobs("v1", -40, 30, good: 10, center: "FILL"), .. Jobs("v1", -200, 30, good: 10), .. Jobs("v2", 0, 30, good: 90),
        ];

        Assert.Equal(30, Of(LaunchGuard.FirstPassYield, jobs).JobsBefore);
    }

    /// <summary>30 jobs without an exception leave room for one in 16.2 % of all: 1 - 0.005^(1/30).</summary>
    [Fact]
    public void Jobs_that_are_all_alike_do_not_say_that_nothing_else_can_happen()
    {
        var calls = Of(LaunchGuard.HelpCalls, [.. Jobs("v1", -40, 30, good: 90), .. Jobs("v2", 0, 30, good: 90)]);

        Assert.Equal((EffectSeen.None, -0.1619m, 0.1619m), (calls.Seen, calls.Low, calls.High));
    }

    [Fact]
    public void The_same_jobs_are_answered_by_the_same_interval()
    {
        JudgedJob[] jobs = [.. Jobs("v1", -40, 30, good: 90), .. Jobs("v2", 0, 30, good: 91)];

        Assert.Equal(Of(LaunchGuard.FirstPassYield, jobs), Of(LaunchGuard.FirstPassYield, jobs));
    }

    private static MeasuredEffect Of(LaunchGuard measure, IReadOnlyList<JudgedJob> jobs) =>
        EffectFigures.Of(jobs, new HashSet<string> { "v2" }, Launched).Single(effect => effect.Measure == measure);

    /// <summary>One a day; their yield goes up and down by five around the mean of <paramref name="good"/> and two.</summary>
    private static IEnumerable<JudgedJob> Jobs(string version, int day, int count, int good, int exceptions = 0, string center = "MIX") => Enumerable.Range(0, count).Select(i =>
        new JudgedJob(version, center, "010", Launched.AddDays(day + (i * 30.0 / count)), good + (i % 5), 100, 600 + (i % 7), 10, 0, exceptions + (i % 2), 0));
}

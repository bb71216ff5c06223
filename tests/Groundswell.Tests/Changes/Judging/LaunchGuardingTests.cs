using Groundswell.Changes.Judging;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;

namespace Groundswell.Tests.Changes.Judging;

public sealed class LaunchGuardingTests
{
    private static readonly DateTimeOffset Launched = new(2026, 3, 16, 6, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<string> Versions = ["v2"];

    [Fact]
    public void As_good_as_before_nothing_is_broken() => Assert.Null(Broken([.. Before(20), .. Since(20)]));

    [Fact]
    public void More_rejects_than_before_break_the_yield()
    {
        var broken = Broken([.. Before(20), .. Since(12, job => job with { Good = 80 })]);

        Assert.Equal((LaunchGuard.FirstPassYield, 0.98m, 0.8m), (broken!.Guard, broken.Was, broken.Is));
        Assert.Contains("80.0", broken.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_jobs_say_nothing() => Assert.Null(Broken([.. Before(20), .. Since(9, job => job with { Good = 10 })]));

    [Fact]
    public void Nothing_is_said_where_there_is_no_before() => Assert.Null(Broken([.. Before(9), .. Since(20, job => job with { Good = 10 })]));

    [Fact]
    public void What_chance_may_do_breaks_nothing() =>
        Assert.Null(Broken([.. Before(20, Wild), .. Since(20, (job, i) => Wild(job, i) with { Good = Wild(job, i).Good * 0.85m })]));

    [Fact]
    public void A_little_worse_is_minded_by_nobody_however_certain() => Assert.Null(Broken([.. Before(400), .. Since(400, job => job with { Good = 93 })]));

    [Fact]
    public void What_got_worse_elsewhere_too_is_no_fault_of_the_launch()
    {
        IEnumerable<JudgedJob> elsewhere =
        [
            .. Before(20).Select(job => job with { WorkCenter = "OTHER" }),
            .. Since(20, job => job with { Good = 80 }).Select(job => job with { WorkCenter = "OTHER", Version = "v1" }),
        ];

        Assert.Null(Broken([.. Before(20), .. Since(20, job => job with { Good = 80 }), .. elsewhere]));
        Assert.NotNull(Broken([.. Before(20), .. Since(20, job => job with { Good = 50 }), .. elsewhere]));
    }

    [Fact]
    public void Each_operation_is_compared_with_its_own_time()
    {
        // More of the slow operation makes nothing slower.
        var (fast, slow) = (Before(20), Before(20, job => job with { Operation = "pack", Seconds = 6000 }));

        Assert.Null(Broken([.. fast, .. slow, .. Since(20, job => job with { Operation = "pack", Seconds = 6000 })]));
        Assert.Equal(LaunchGuard.CycleTime, Broken([.. fast, .. slow, .. Since(20, job => job with { Seconds = 900 })])!.Guard);
    }

    [Theory]
    [InlineData(LaunchGuard.Overrides)]
    [InlineData(LaunchGuard.HelpCalls)]
    [InlineData(LaunchGuard.LateEntries)]
    public void Where_there_was_none_some_break_it_and_one_does_not(LaunchGuard guard)
    {
        Assert.Equal(guard, Broken([.. Before(20), .. Since(12, Worse)])!.Guard);
        Assert.Null(Broken([.. Before(20), .. Since(12, (job, i) => i == 0 ? Worse(job) : job)]));

        JudgedJob Worse(JudgedJob job) => guard switch
        {
            LaunchGuard.Overrides => job with { Exceptions = 1 },
            LaunchGuard.HelpCalls => job with { HelpCalls = 2 },
            _ => job with { LateEntries = 3 },
        };
    }

    [Fact]
    public void Each_figure_is_shown_beside_before_with_how_far_it_may_go()
    {
        var figures = LaunchGuarding.Compared([.. Before(20), .. Since(12, job => job with { Good = 80 })], Versions, Launched, Launched);

        Assert.Equal([LaunchGuard.FirstPassYield], figures.Where(figure => !figure.Holds).Select(figure => figure.Guard));
        Assert.Equal(Enum.GetValues<LaunchGuard>().Order(), figures.Select(figure => figure.Guard).Order());
        var yield = figures.Single(figure => figure.Guard == LaunchGuard.FirstPassYield);
        Assert.Equal((0.98m, 0.8m, 0.882m, 12), (yield.Was, yield.Is, yield.Bound, yield.Jobs));
        Assert.Empty(LaunchGuarding.Compared([.. Before(20), .. Since(9)], Versions, Launched, Launched));
    }

    [Fact]
    public void Gone_on_it_is_judged_by_what_came_after()
    {
        List<JudgedJob> jobs = [.. Before(20), .. Since(12, job => job with { Good = 60 })];

        Assert.NotNull(LaunchGuarding.Broken(jobs, Versions, Launched, Launched));
        Assert.Null(LaunchGuarding.Broken(jobs, Versions, Launched, Launched.AddDays(20)));
    }

    [Fact]
    public void A_pilots_figures_are_means_of_its_jobs_and_its_pace_is_that_of_the_same_operations_before()
    {
        var figures = PilotFiguring.Of([.. Since(2, (job, i) => job with { Good = i == 0 ? 100 : 50, Seconds = 1200, HelpCalls = 1, LateEntries = i })], [.. Before(5)]);

        Assert.Equal(new PilotFigures(2, 0.75m, 2, 0, 1, 0.1m), figures);
        Assert.Equal(new PilotFigures(0), PilotFiguring.Of([], [.. Before(5)]));
    }

    private static BrokenGuard? Broken(IReadOnlyList<JudgedJob> jobs) => LaunchGuarding.Broken(jobs, Versions, Launched, Launched);

    private static JudgedJob Wild(JudgedJob job, int i) => job with { Good = i % 2 == 0 ? 100 : 50 };

    private static IEnumerable<JudgedJob> Before(int count, Func<JudgedJob, JudgedJob>? with = null) => Before(count, (job, _) => with?.Invoke(job) ?? job);

    private static IEnumerable<JudgedJob> Before(int count, Func<JudgedJob, int, JudgedJob> with) =>
        Enumerable.Range(0, count).Select(i => with(new JudgedJob("v1", "MIX", "mix", Launched.AddHours(-i - 1), 98, 100, 600, 5, 0, 0, 0), i));

    private static IEnumerable<JudgedJob> Since(int count, Func<JudgedJob, JudgedJob>? with = null) => Since(count, (job, _) => with?.Invoke(job) ?? job);

    private static IEnumerable<JudgedJob> Since(int count, Func<JudgedJob, int, JudgedJob> with) =>
        Enumerable.Range(0, count).Select(i => with(new JudgedJob("v2", "MIX", "mix", Launched.AddHours(i + 1), 98, 100, 600, 5, 0, 0, 0), i));
}

using Groundswell.Networks.Signs;
using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Tests.Signs;

public sealed class SignWatchTests
{
    private static readonly Sign BackDated = new("back-dated", Measured.Share, Direction.Rising);
    private static readonly Sign Suggestions = new("suggestions", Measured.Rate, Direction.Falling);
    private static readonly Sign Delay = new("delay", Measured.Level, Direction.Rising);

    [Fact]
    public void A_chart_remembers_and_its_first_limits_are_narrower()
    {
        var chart = Ewma.Of([1, 1, 9]);

        Assert.Equal([0.3, 0.51, 3.057], chart.Select(point => Math.Round(point.Value, 12)));
        Assert.Equal(0.9, chart[0].Limit, 1e-12);
        Assert.Equal(3 * Math.Sqrt(0.09 * (1 + Math.Pow(0.7, 2) + Math.Pow(0.7, 4))), chart[2].Limit, 1e-12);
        Assert.Equal([false, false, true], chart.Select(point => point.Above));
    }

    [Fact]
    public void A_flag_needs_two_signs_in_two_weeks()
    {
        Week[] calmShare = [.. Steady(8, new Week(10, 200)), new Week(60, 200), new Week(60, 200)];
        Week[] calmRate = [.. Steady(8, new Week(20, 100)), new Week(1, 100), new Week(1, 100)];
        Week[] lateRate = [.. Steady(9, new Week(20, 100)), new Week(1, 100)];

        Assert.Equal(["paint"], SignWatch.Judge([new(BackDated, "paint", calmShare), new(Suggestions, "paint", calmRate)]).Flagged);
        Assert.Empty(SignWatch.Judge([new(BackDated, "paint", calmShare), new(Suggestions, "paint", lateRate)]).Flagged);
        Assert.Empty(SignWatch.Judge([new(BackDated, "paint", calmShare), new(Suggestions, "weld", calmRate)]).Flagged);
        Assert.Empty(SignWatch.Judge([]).Flagged);
    }

    [Fact]
    public void A_finding_tells_what_it_rests_on()
    {
        var report = SignWatch.Judge([new(BackDated, "paint", [.. Steady(8, new Week(10, 200)), new Week(30, 200)])]);
        var finding = Assert.Single(Assert.Single(report.Weeks));

        Assert.Equal(ExactTests.Share(30, 200, 80, 1600, Direction.Rising), finding.P);
        Assert.Equal(finding.P, finding.Adjusted);
        Assert.True(finding.Fires);
    }

    [Fact]
    public void A_change_for_the_better_is_no_sign()
    {
        var report = SignWatch.Judge([new(BackDated, "paint", [.. Steady(8, new Week(50, 200)), new Week(2, 200), new Week(1, 200)])]);

        Assert.All(report.Weeks.SelectMany(week => week), finding => Assert.False(finding.Fires));
    }

    [Fact]
    public void Groups_where_nothing_changes_are_seldom_flagged()
    {
        // Sixty groups with three signs and nothing but chance, for twelve weeks.
        var chance = new Chance(17);
        var flags = 0;
        for (var trial = 0; trial < 10; trial++)
        {
            var series = Enumerable.Range(0, 60).SelectMany(group => new[]
            {
                new SignSeries(BackDated, $"g{group}", [.. Enumerable.Range(0, 10).Select(_ => new Week(Count(100, 0.1), 100))]),
                new SignSeries(Suggestions, $"g{group}", [.. Enumerable.Range(0, 10).Select(_ => new Week(Count(500, 0.02), 100))]),
                new SignSeries(Delay, $"g{group}", [.. Enumerable.Range(0, 10).Select(_ => new Week(5 + chance.Unit() + chance.Unit()))]),
            });
            flags += SignWatch.Judge([.. series]).Flagged.Count;
        }

        // Of 600 groups judged.
        Assert.InRange(flags, 0, 3);

        int Count(int of, double share) => Enumerable.Range(0, of).Count(_ => chance.With(share));
    }

    private static IEnumerable<Week> Steady(int weeks, Week week) => Enumerable.Repeat(week, weeks);
}

using Groundswell.Changes.Adoption;

namespace Groundswell.Tests.Changes;

public sealed class AdoptionTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void The_share_is_of_all_jobs_since_the_versions_first_shift_and_only_live_and_whole_ones_count()
    {
        AdoptionShiftRow[] rows =
        [
            Row("v1", 0, 50), // before there was anything to adopt
            Row("v2", 1, 6, whole: 5), Row("v1", 1, 4),
            Row("v2", 2, 10, whole: 10),
        ];

        var site = AdoptionFigures.Of(rows, "v2", Crowd(("MIX", "E", 6)))[0];

        Assert.Equal((Monday.AddDays(1), 16, 0.75m), (site.Since, site.Jobs, site.Share));
    }

    [Fact]
    public void Four_fifths_are_reached_when_seven_days_together_are_there()
    {
        AdoptionShiftRow[] rows = [.. Enumerable.Range(0, 20).SelectMany(day => new[] { Row("v1", day, day < 8 ? 10 : 0), Row("v2", day, day < 4 ? 2 : 10) })];

        Assert.Equal(13, AdoptionFigures.Of(rows, "v2", Crowd(("MIX", "E", 6)))[0].DaysTo80);
        Assert.Null(AdoptionFigures.Of([.. rows.Take(12)], "v2", Crowd(("MIX", "E", 6)))[0].DaysTo80);
    }

    [Fact]
    public void It_is_kept_when_as_many_weeks_in_a_row_as_the_policy_asks_for_are_at_the_share_it_asks_for()
    {
        // Four weeks: 90 %, 70 %, 85 %, 85 %; then a week without any work; then 90 %.
        AdoptionShiftRow[] rows = [.. new[] { 9, 7, 17, 17, 0, 9 }.SelectMany((live, week) => live == 0
            ? Array.Empty<AdoptionShiftRow>()
            : [Row("v2", 7 * week, live, whole: live), Row("v1", (7 * week) + 6, live > 9 ? 3 : 10 - live)])];

        Assert.Equal(Monday.AddDays((7 * 6) - 1), Kept(rows, new UseAsked(0.8m, 3)));
        Assert.Equal(Monday.AddDays(6), Kept(rows, new UseAsked(0.9m, 1)));
        Assert.Equal(Monday.AddDays(27), Kept(rows, new UseAsked(0.8m, 2)));
        Assert.Null(Kept(rows, new UseAsked(0.8m, 4)));
        Assert.Null(AdoptionFigures.Of(rows, "v2", Crowd(("MIX", "E", 4)), new UseAsked(0.8m, 1))[0].Kept);

        static DateOnly? Kept(AdoptionShiftRow[] rows, UseAsked asked) => AdoptionFigures.Of(rows, "v2", Crowd(("MIX", "E", 6)), asked)[0].Kept;
    }

    [Fact]
    public void Fewer_than_five_are_not_told_of_not_even_as_a_whole()
    {
        var four = AdoptionFigures.Of([Row("v2", 0, 10, whole: 10)], "v2", Crowd(("MIX", "E", 4)));

        Assert.Null(Assert.Single(four).Share);
        Assert.Null(four[0].Jobs);
    }

    /// <summary>The whole, less the groups shown, would be the small group.</summary>
    [Fact]
    public void A_small_group_takes_the_next_smallest_with_it()
    {
        AdoptionShiftRow[] rows = [Row("v2", 0, 10, whole: 10), Row("v2", 0, 10, whole: 8, shift: "L"), Row("v2", 0, 3, whole: 0, shift: "N")];

        var shown = AdoptionFigures.Of(rows, "v2", Crowd(("MIX", "E", 9), ("MIX", "L", 6), ("MIX", "N", 2)));

        Assert.Equal([null, "E"], shown.Select(group => group.Shift));
        // Two small ones together are still too few.
        Assert.Equal([null], AdoptionFigures.Of(rows, "v2", Crowd(("MIX", "E", 9), ("MIX", "L", 2), ("MIX", "N", 2))).Select(group => group.Shift));
    }

    [Fact]
    public void Nobody_tells_a_curve_from_too_little_and_a_pulled_one_is_told_from_a_pushed_one()
    {
        DateOnly[] pulled = [.. new[] { 1, 1, 2, 4, 7, 10, 8, 5, 2 }.SelectMany((people, week) => Enumerable.Repeat(Monday.AddDays(7 * week), people))];
        DateOnly[] pushed = [.. new[] { 16, 10, 6, 4, 2, 1, 1 }.SelectMany((people, week) => Enumerable.Repeat(Monday.AddDays(7 * week), people))];

        Assert.Null(AdoptionFigures.PullOf([Monday, Monday, Monday, Monday], 20, Monday.AddDays(60)));
        Assert.Null(AdoptionFigures.PullOf(pulled, 41, Monday.AddDays(20)));
        Assert.True(AdoptionFigures.PullOf(pulled, 41, Monday.AddDays(62))!.Pull > 3);
        Assert.True(AdoptionFigures.PullOf(pushed, 41, Monday.AddDays(48))!.Pull < 1);
    }

    private static AdoptionShiftRow Row(string version, int day, int jobs, int? whole = null, string shift = "E") => new()
    {
        Site = "MUC",
        WorkMaster = "RUB",
        Version = version,
        WorkCenter = "MIX",
        Date = Monday.AddDays(day),
        Shift = shift,
        Jobs = jobs,
        Live = whole ?? jobs,
        LiveAndWhole = whole ?? jobs,
    };

    private static Dictionary<(string, string), IReadOnlySet<string>> Crowd(params (string Center, string Shift, int People)[] groups) => groups.ToDictionary(
        group => (group.Center, group.Shift),
        group => (IReadOnlySet<string>)Enumerable.Range(1, group.People).Select(i => $"{group.Shift}-{i}").ToHashSet());
}

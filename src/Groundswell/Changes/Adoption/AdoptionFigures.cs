using Groundswell.Changes.Policies;
using Groundswell.Networks.Spreading;

namespace Groundswell.Changes.Adoption;

/// <summary>How far a version has come to be worked by: for groups of five people or more, from its first shift on.</summary>
/// <param name="WorkCenter">Null: the whole site.</param>
/// <param name="Shift">Null: all shifts.</param>
/// <param name="Share">Live and whole jobs by the version, of all jobs of the master since; null where fewer than five people did them.</param>
/// <param name="DaysTo80">From the first day to the first of seven whose jobs together were at four fifths, whatever a policy asks for: so that sites can be compared; null while it has not come to that.</param>
/// <param name="Kept">The last day of the first weeks in a row that were all at the share the policy asks for, as many as it asks for; null while it has not come to that.</param>
public sealed record AdoptionOfGroup(string? WorkCenter, string? Shift, DateOnly? Since, int? Jobs, decimal? Share, int? DaysTo80, DateOnly? Kept = null);

/// <summary>What a policy asks of the use of a change: so much of the work, for so many weeks.</summary>
/// <param name="Share">From 0 to 1.</param>
public sealed record UseAsked(decimal Share, int Weeks)
{
    internal static UseAsked Of(ClassPolicy policy) => new(policy.UseShare, policy.UseWeeks);
}

/// <summary>Whether people have it from one another or from outside (adoption.md 4.5): Bass's curve by weeks.</summary>
/// <param name="Pull">q/p: above 1 it is pulled.</param>
/// <param name="PullLow">Nine of ten fits to people drawn anew lie above.</param>
/// <param name="PullHigh">Nine of ten lie below.</param>
/// <param name="HalfWeeks">After so many weeks half of them had it.</param>
/// <param name="Weeks">The fitted curve, week by week. What was counted is not told: single people would show in it.</param>
public sealed record PullIndex(double P, double Q, double Pull, double PullLow, double PullHigh, double HalfWeeks, IReadOnlyList<PullWeek> Weeks);

/// <summary>The share of those who could that had it at the end of a week, by the fitted curve.</summary>
/// <param name="Low">Nine of ten fits to people drawn anew lie above.</param>
/// <param name="High">Nine of ten lie below.</param>
public readonly record struct PullWeek(double Share, double Low, double High);

/// <summary>Computes adoption from jobs by shift.</summary>
public static class AdoptionFigures
{
    /// <summary>A group smaller than this is never shown.</summary>
    public const int LeastGroup = 5;

    /// <summary>So many days are taken together: a shift's few jobs say little.</summary>
    private const int Window = 7;

    private const double MostPull = 9_999;

    /// <summary>Four fifths: what every site's time is told by, so that they can be compared.</summary>
    private const decimal Adopted = 0.8m;

    /// <summary>
    /// The site as a whole, then each work center and shift. A small group is left out; and so is the next smallest, where the small one could otherwise be
    /// worked out from the whole.
    /// </summary>
    /// <param name="rows">Every version of the master at the site.</param>
    /// <param name="people">By work center and shift, the people who did jobs of the master.</param>
    /// <param name="asked">What the policy asks for; null: nobody wants to know.</param>
    public static IReadOnlyList<AdoptionOfGroup> Of(
        IReadOnlyList<AdoptionShiftRow> rows, string version, IReadOnlyDictionary<(string WorkCenter, string Shift), IReadOnlySet<string>> people, UseAsked? asked = null)
    {
        var everybody = people.Values.SelectMany(group => group).Distinct().Count();
        var whole = Figures(null, null, rows, version, everybody, asked);
        var groups = people.OrderByDescending(group => group.Value.Count).ToList();
        var shown = groups.Where(group => group.Value.Count >= LeastGroup).ToList();
        while (shown.Count > 0 && groups.Except(shown).SelectMany(group => group.Value).Distinct().Count() is > 0 and < LeastGroup)
            shown.RemoveAt(shown.Count - 1);
        return
        [
            whole,
            .. shown.OrderBy(group => group.Key.WorkCenter, StringComparer.Ordinal).ThenBy(group => group.Key.Shift, StringComparer.Ordinal).Select(group => Figures(
                group.Key.WorkCenter, group.Key.Shift, [.. rows.Where(row => row.WorkCenter == group.Key.WorkCenter && row.Shift == group.Key.Shift)], version, group.Value.Count, asked)),
        ];
    }

    /// <summary>Null before there are four weeks and five people who have it.</summary>
    /// <param name="first">For each person, the day they first worked by the version.</param>
    /// <param name="people">How many could.</param>
    public static PullIndex? PullOf(IReadOnlyCollection<DateOnly> first, int people, DateOnly today)
    {
        if (first.Count < LeastGroup || people < first.Count)
            return null;
        var begun = first.Min();
        var weeks = ((today.DayNumber - begun.DayNumber) / 7) + 1;
        if (weeks < 4)
            return null;
        var fit = BassFit.Interval([.. Enumerable.Range(1, weeks).Select(week => first.Count(day => day.DayNumber < begun.DayNumber + (7 * week)))], people, seed: 1);
        var curve = fit.Curve;
        return new PullIndex(Math.Round(curve.P, 4), Math.Round(curve.Q, 4), Bounded(curve.Pull), Bounded(fit.Pull.Low), Bounded(fit.Pull.High), Math.Round(curve.HalfTime, 1),
            [.. Enumerable.Range(1, weeks).Select(Week)]);

        PullWeek Week(int week)
        {
            double[] sorted = [.. fit.Resampled.Select(one => one.At(week) / people).Order()];
            return new PullWeek(Hundredth(curve.At(week) / people), Hundredth(sorted[(int)(0.05 * (sorted.Length - 1))]), Hundredth(sorted[(int)Math.Ceiling(0.95 * (sorted.Length - 1))]));
        }

        static double Hundredth(double share) => Math.Round(100 * Math.Min(1, share)) / 100;

        // Where nothing comes from outside, pull has no end; what is told has.
        static double Bounded(double value) => Math.Round(Math.Min(value, MostPull), 2);
    }

    private static AdoptionOfGroup Figures(string? workCenter, string? shift, IReadOnlyList<AdoptionShiftRow> rows, string version, int people, UseAsked? asked)
    {
        var by = rows.Where(row => row.Version == version).ToList();
        if (people < LeastGroup || by.Count == 0)
            return new AdoptionOfGroup(workCenter, shift, people < LeastGroup || by.Count == 0 ? null : by.Min(row => row.Date), null, null, null);
        var since = by.Min(row => row.Date);
        var all = rows.Where(row => row.Date >= since).ToList();
        return new AdoptionOfGroup(workCenter, shift, since, by.Sum(row => row.Jobs), ShareOf(all, version), DaysTo80(all, version, since),
            asked is null ? null : Kept(all, version, since, asked));
    }

    private static decimal ShareOf(IReadOnlyCollection<AdoptionShiftRow> rows, string version) => ShareOf(rows, new HashSet<string> { version });

    /// <summary>Live and whole jobs by any of the versions, of all jobs.</summary>
    internal static decimal ShareOf(IReadOnlyCollection<AdoptionShiftRow> rows, IReadOnlySet<string> versions)
    {
        var jobs = rows.Sum(row => row.Jobs);
        return jobs == 0 ? 0 : Math.Round((decimal)rows.Where(row => versions.Contains(row.Version)).Sum(row => row.LiveAndWhole) / jobs, 3);
    }

    /// <summary>Week by week from the first day on; a week without any work is neither kept nor broken.</summary>
    private static DateOnly? Kept(IReadOnlyList<AdoptionShiftRow> rows, string version, DateOnly since, UseAsked asked)
    {
        var (inARow, last) = (0, rows.Max(row => row.Date));
        for (var begins = since; begins.AddDays(Window - 1) <= last; begins = begins.AddDays(Window))
        {
            var week = rows.Where(row => row.Date >= begins && row.Date < begins.AddDays(Window)).ToList();
            if (week.Count == 0)
                continue;
            inARow = ShareOf(week, version) >= asked.Share ? inARow + 1 : 0;
            if (inARow == asked.Weeks)
                return begins.AddDays(Window - 1);
        }

        return null;
    }

    private static int? DaysTo80(IReadOnlyList<AdoptionShiftRow> rows, string version, DateOnly since)
    {
        foreach (var day in rows.Select(row => row.Date).Distinct().Order())
        {
            var window = rows.Where(row => row.Date <= day && row.Date.DayNumber > day.DayNumber - Window).ToList();
            if (ShareOf(window, version) >= Adopted)
                return day.DayNumber - since.DayNumber;
        }

        return null;
    }
}

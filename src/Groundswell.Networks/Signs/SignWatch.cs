using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Signs;

/// <summary>
/// Judges signs on the group's own baseline: an exact test of the latest week, and a chart that remembers. A sign fires when the week is a finding among those of all signs
/// and groups, or the chart is beyond its limits. A group is flagged when enough different signs fire week after week. A flag is a question about what does not fit, never
/// a verdict on people.
/// </summary>
public static class SignWatch
{
    /// <summary>Series end with the same week; their last weeks are judged as far back as their baselines reach.</summary>
    public static SignReport Judge(IReadOnlyList<SignSeries> series, SignRules? rules = null)
    {
        rules ??= new SignRules();
        var weeks = series.Count == 0 ? 0 : Math.Max(0, series.Max(one => one.Weeks.Count) - rules.Baseline);
        var judged = new List<IReadOnlyList<SignFinding>>();
        for (var back = weeks - 1; back >= 0; back--)
        {
            SignFinding[] week = [.. series.Where(one => one.Weeks.Count - back > rules.Baseline).Select(one => Judge(one, one.Weeks.Count - 1 - back, rules))];
            var adjusted = BenjaminiHochberg.Adjusted([.. week.Select(finding => finding.P)]);
            judged.Add([.. week.Select((finding, at) => finding with { Adjusted = adjusted[at], Fires = adjusted[at] <= rules.Of(finding.Sign).Q || finding.Beyond })]);
        }

        string[] flagged = judged.Count < rules.InARow
            ? []
            : [.. judged[^rules.InARow..].Select(week => Busy(week, rules.Signs)).Aggregate((one, other) => one.Intersect(other)).Order(StringComparer.Ordinal)];
        return new SignReport(judged, flagged);
    }

    private static IEnumerable<string> Busy(IReadOnlyList<SignFinding> week, int signs) =>
        week.Where(finding => finding.Fires).GroupBy(finding => finding.Group).Where(group => group.Select(finding => finding.Sign.Name).Distinct().Count() >= signs).Select(group => group.Key);

    private static SignFinding Judge(SignSeries series, int week, SignRules rules)
    {
        // The chart runs from the first week after the first baseline, which stays its own; the test compares with the weeks just before.
        var standardized = new List<double>();
        for (var at = rules.Baseline; at <= week; at++)
            standardized.Add(Standardized(series, at, rules.Baseline));
        var chart = Ewma.Of(standardized, rules.Weight, rules.Of(series.Sign).Limit)[^1];
        var beyond = series.Sign.Direction == Direction.Rising ? chart.Above : chart.Below;
        return new SignFinding(series.Sign, series.Group, Test(series, week, rules.Baseline), 1, beyond, chart, Fires: false);
    }

    private static double Test(SignSeries series, int week, int length)
    {
        var (sign, now) = (series.Sign, series.Weeks[week]);
        Week[] before = [.. series.Weeks.Skip(week - length).Take(length)];
        return sign.By switch
        {
            Measured.Share => ExactTests.Share((long)now.Value, (long)now.Of, (long)before.Sum(one => one.Value), (long)before.Sum(one => one.Of), sign.Direction),
            Measured.Rate => ExactTests.DispersedRate((long)now.Value, now.Of, [.. before.Select(one => ((long)one.Value, one.Of))], sign.Direction),
            _ => ExactTests.Level(now.Value, [.. before.Select(one => one.Value)], sign.Direction),
        };
    }

    private static double Standardized(SignSeries series, int week, int length)
    {
        var (sign, now) = (series.Sign, series.Weeks[week]);
        Week[] baseline = [.. series.Weeks.Take(length)];
        double[] values = [.. baseline.Select(one => sign.By == Measured.Level ? one.Value : one.Value / Math.Max(1e-12, one.Of))];
        var of = baseline.Sum(one => one.Of);
        var center = sign.By == Measured.Level ? values.Average() : baseline.Sum(one => one.Value) / Math.Max(1e-12, of);
        // What chance alone makes of a week of this size, or what the baseline's weeks show if that is more.
        var byChance = sign.By switch
        {
            Measured.Share => Math.Sqrt(Half(center, of) * (1 - Half(center, of)) / Math.Max(1, now.Of)),
            Measured.Rate => Math.Sqrt(Half(center, of) / Math.Max(1e-12, now.Of)),
            _ => 0,
        };
        var shown = Math.Sqrt(values.Sum(value => (value - center) * (value - center)) / Math.Max(1, length - 1));
        var deviation = Math.Max(byChance, shown);
        var value = sign.By == Measured.Level ? now.Value : now.Value / Math.Max(1e-12, now.Of);
        return deviation == 0 || now.Of == 0 ? 0 : (value - center) / deviation;
    }

    /// <summary>A baseline in which it never happened is no proof that it can't: half of one is taken to have.</summary>
    private static double Half(double center, double of) => Math.Max(center, 0.5 / Math.Max(1, of));
}

/// <summary>What one week of a sign says.</summary>
/// <param name="P">Of the exact test on the weeks before it.</param>
/// <param name="Adjusted">The least share of false findings with which it is one.</param>
/// <param name="Beyond">The chart is beyond its limit.</param>
public sealed record SignFinding(Sign Sign, string Group, double P, double Adjusted, bool Beyond, EwmaPoint Chart, bool Fires);

/// <summary>Week by week what was found, the oldest first, and the groups that are flagged now.</summary>
public sealed record SignReport(IReadOnlyList<IReadOnlyList<SignFinding>> Weeks, IReadOnlyList<string> Flagged);

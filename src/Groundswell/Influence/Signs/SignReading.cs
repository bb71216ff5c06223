using Groundswell.Influence.Disclosures;
using Groundswell.Networks.Signs;
using Groundswell.Networks.Statistics;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Signs;

/// <summary>A question to a group's pilot group and facilitator: something does not seem to fit. It is no finding, and nobody's fault.</summary>
/// <param name="Share">How often, of how many; for a rate in a hundred steps.</param>
/// <param name="Before">The same in the weeks it is compared with.</param>
/// <param name="Flagged">Two different signs for two weeks in this group: it is worth asking now.</param>
/// <param name="Finding">What came of asking; null: nobody has recorded it.</param>
public sealed record SignQuestion(DateOnly Week, string Group, int People, SignKind Sign, double Share, double Before, bool Flagged, Finding? Finding, string? Note);

/// <summary>How often a sign was right where somebody looked, and from where on it fires: the one tells how to set the other.</summary>
/// <param name="Looked">So often somebody has recorded what came of asking.</param>
/// <param name="Misfits">Something did not fit.</param>
/// <param name="Low">What the share of misfits lies above, nine times of ten; null where nobody has looked.</param>
/// <param name="FiresNow">Of those looked into, so many would fire with the threshold as it is now.</param>
/// <param name="MisfitsNow">Something did not fit in so many of these.</param>
/// <param name="Reason">Why it is set so; null: it is as it was at the beginning.</param>
public sealed record SignPrecision(
    SignKind Sign, int Looked, int Misfits, double? Low, double? High, int FiresNow, int MisfitsNow, decimal FalseShare, decimal Deviations, string? Reason, DateTimeOffset? SetOn);

/// <param name="Weeks">How many whole weeks there are to judge by.</param>
/// <param name="Needed">So many have to be there before the first is judged.</param>
public sealed record SignsShown(int Weeks, int Needed, IReadOnlyList<SignQuestion> Questions, IReadOnlyList<SignPrecision> Precision, IReadOnlyList<string> Withheld);

/// <summary>Judges signs by group and week on what may be told.</summary>
public static class SignReading
{
    /// <param name="since">What is older is not looked at.</param>
    public static async Task<SignsShown> Read(
        ViewsDb views, string site, MayBeTold told, int least, DateOnly since, DateOnly thisWeek, CancellationToken stop, SignRules? rules = null)
    {
        var counts = await views.Set<SignCountRow>().AsNoTracking().Where(row => row.Site == site && row.Week >= since && row.Week < thisWeek).ToListAsync(stop);
        var workers = (await views.Set<SignWorkerRow>().AsNoTracking().Where(row => row.Site == site && row.Week >= since && row.Week < thisWeek).ToListAsync(stop))
            .GroupBy(row => (row.Week, row.Group)).ToDictionary(one => one.Key, one => one.Select(row => row.Person).ToHashSet());
        var findings = await views.Set<SignFindingRow>().AsNoTracking().Where(row => row.Site == site).ToListAsync(stop);
        var thresholds = await views.Set<SignThresholdRow>().AsNoTracking().Where(row => row.Site == site).ToDictionaryAsync(row => row.Sign, stop);
        var weeks = counts.Select(row => row.Week).Distinct().Order().ToList();
        rules = (rules ?? new SignRules(Baseline: Math.Clamp(weeks.Count / 2, 3, 8))) with
        {
            Own = thresholds.Values.ToDictionary(row => row.Sign.ToString(), row => new SignLimit((double)row.FalseShare, (double)row.Deviations)),
        };
        if (weeks.Count <= rules.Baseline)
            return Shown([]);

        // Several small groups count as one, as they are told.
        var groups = told.Cells.ToDictionary(cell => cell.Name);
        var series =
            from cell in groups.Values
            from sign in Enum.GetValues<SignKind>()
            let own = weeks.ConvertAll(week => Sum(cell, sign, week))
            where own.Any(week => week.Of > 0)
            select new SignSeries(SignKinds.SignOf(sign), cell.Name, own);
        var all = series.ToList();
        if (all.Count == 0)
            return Shown([]);
        var report = SignWatch.Judge(all, rules);
        var flagged = report.Flagged.ToHashSet();
        var questions = new List<SignQuestion>();
        for (var at = 0; at < report.Weeks.Count; at++)
        {
            var place = weeks.Count - report.Weeks.Count + at;
            foreach (var found in report.Weeks[at].Where(found => found.Fires))
            {
                var one = all.First(other => other.Group == found.Group && other.Sign.Name == found.Sign.Name);
                var before = one.Weeks.Skip(place - rules.Baseline).Take(rules.Baseline).ToList();
                var kind = Enum.Parse<SignKind>(found.Sign.Name);
                var finding = findings.Find(row => row.Week == weeks[place] && row.Sign == kind && row.Group == found.Group);
                questions.Add(new SignQuestion(
                    weeks[place], found.Group, told.NumberOf(groups[found.Group]).People, kind, Share(one.Weeks[place]), Share(new Week(before.Sum(week => week.Value), before.Sum(week => week.Of))),
                    at == report.Weeks.Count - 1 && flagged.Contains(found.Group), finding?.Finding, finding?.Note));
            }
        }

        return Shown([.. questions.OrderByDescending(one => one.Week).ThenByDescending(one => one.Flagged).ThenBy(one => one.Group, StringComparer.Ordinal).ThenBy(one => one.Sign)]);

        SignsShown Shown(IReadOnlyList<SignQuestion> asked) => new(
            weeks.Count, rules.Baseline + 1, asked, [.. Enum.GetValues<SignKind>().Select(sign => PrecisionOf(sign, asked))], [.. told.Withheld.Select(cell => cell.Name)]);

        SignPrecision PrecisionOf(SignKind sign, IReadOnlyList<SignQuestion> asked)
        {
            var (looked, now) = (findings.Where(row => row.Sign == sign).ToList(), asked.Where(one => one.Sign == sign && one.Finding is not null).ToList());
            var misfits = looked.Count(row => row.Finding == Finding.Misfit);
            var between = looked.Count == 0 ? ((double Low, double High)?)null : ExactTests.ShareBetween(misfits, looked.Count);
            var own = thresholds.GetValueOrDefault(sign);
            return new SignPrecision(
                sign, looked.Count, misfits, Hundredth(between?.Low), Hundredth(between?.High), now.Count, now.Count(one => one.Finding == Finding.Misfit),
                own?.FalseShare ?? SignThreshold.UsualFalseShare, own?.Deviations ?? SignThreshold.UsualDeviations, own?.Reason, own?.SetOn);
        }

        int People(Cell cell, DateOnly week) => cell.Groups.SelectMany(group => workers.GetValueOrDefault((week, group)) ?? []).Distinct().Count();

        // A week in which fewer than a group were there is no week: it would tell what those few did.
        Week Sum(Cell cell, SignKind sign, DateOnly week)
        {
            if (People(cell, week) < least)
                return default;
            var rows = counts.Where(row => row.Sign == sign && row.Week == week && cell.Groups.Contains(row.Group)).ToList();
            var rate = SignKinds.SignOf(sign).By == Measured.Rate;
            return new Week(rows.Sum(row => row.Count), rows.Sum(row => row.Of) / (rate ? 100.0 : 1));
        }

        static double? Hundredth(double? share) => share is { } known ? Math.Round(known, 2) : null;

        static double Share(Week week) => week.Of == 0 ? 0 : Math.Round(1000 * week.Value / week.Of) / 1000;
    }
}

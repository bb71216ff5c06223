using Groundswell.Influence.Disclosures;
using Groundswell.Networks.Signs;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Signs;

/// <summary>A question to a group's pilot group and facilitator: something does not seem to fit. It is no finding, and nobody's fault.</summary>
/// <param name="Share">How often, of how many; for a rate in a hundred steps.</param>
/// <param name="Before">The same in the weeks it is compared with.</param>
/// <param name="Flagged">Two different signs for two weeks in this group: it is worth asking now.</param>
/// <param name="Finding">What came of asking; null: nobody has recorded it.</param>
public sealed record SignQuestion(DateOnly Week, string Group, int People, SignKind Sign, double Share, double Before, bool Flagged, Finding? Finding, string? Note);

/// <summary>How often a sign was right where somebody looked: from this its threshold can be set.</summary>
/// <param name="Misfits">Something did not fit.</param>
public sealed record SignPrecision(SignKind Sign, int Looked, int Misfits);

/// <param name="Weeks">How many whole weeks there are to judge by.</param>
/// <param name="Needed">So many have to be there before the first is judged.</param>
public sealed record SignsShown(int Weeks, int Needed, IReadOnlyList<SignQuestion> Questions, IReadOnlyList<SignPrecision> Precision, IReadOnlyList<string> Withheld);

/// <summary>Judges signs by group and week on what may be told.</summary>
public static class SignReading
{
    public static async Task<SignsShown> Read(ViewsDb views, string site, MayBeTold told, int least, DateOnly thisWeek, CancellationToken stop, SignRules? rules = null)
    {
        var counts = await views.Set<SignCountRow>().AsNoTracking().Where(row => row.Site == site && row.Week < thisWeek).ToListAsync(stop);
        var workers = (await views.Set<SignWorkerRow>().AsNoTracking().Where(row => row.Site == site && row.Week < thisWeek).ToListAsync(stop))
            .GroupBy(row => (row.Week, row.Group)).ToDictionary(one => one.Key, one => one.Select(row => row.Person).ToHashSet());
        var findings = await views.Set<SignFindingRow>().AsNoTracking().Where(row => row.Site == site).ToListAsync(stop);
        var weeks = counts.Select(row => row.Week).Distinct().Order().ToList();
        rules ??= new SignRules(Baseline: Math.Clamp(weeks.Count / 2, 3, 8));
        var precision = findings.GroupBy(row => row.Sign).OrderBy(one => one.Key)
            .Select(one => new SignPrecision(one.Key, one.Count(), one.Count(row => row.Finding == Finding.Misfit))).ToList();
        if (weeks.Count <= rules.Baseline)
            return new SignsShown(weeks.Count, rules.Baseline + 1, [], precision, [.. told.Withheld.Select(cell => cell.Name)]);

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
            return new SignsShown(weeks.Count, rules.Baseline + 1, [], precision, [.. told.Withheld.Select(cell => cell.Name)]);
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
                    weeks[place], found.Group, groups[found.Group].Members.Count, kind, Share(one.Weeks[place]), Share(new Week(before.Sum(week => week.Value), before.Sum(week => week.Of))),
                    at == report.Weeks.Count - 1 && flagged.Contains(found.Group), finding?.Finding, finding?.Note));
            }
        }

        return new SignsShown(
            weeks.Count, rules.Baseline + 1,
            [.. questions.OrderByDescending(one => one.Week).ThenByDescending(one => one.Flagged).ThenBy(one => one.Group, StringComparer.Ordinal).ThenBy(one => one.Sign)], precision,
            [.. told.Withheld.Select(cell => cell.Name)]);

        IEnumerable<string> GroupsIn(Cell cell) => cell.Name.Split(" + ");

        int People(Cell cell, DateOnly week) => GroupsIn(cell).SelectMany(group => workers.GetValueOrDefault((week, group)) ?? []).Distinct().Count();

        // A week in which fewer than a group were there is no week: it would tell what those few did.
        Week Sum(Cell cell, SignKind sign, DateOnly week)
        {
            if (People(cell, week) < least)
                return default;
            var rows = counts.Where(row => row.Sign == sign && row.Week == week && GroupsIn(cell).Contains(row.Group)).ToList();
            var rate = SignKinds.SignOf(sign).By == Measured.Rate;
            return new Week(rows.Sum(row => row.Count), rows.Sum(row => row.Of) / (rate ? 100.0 : 1));
        }

        static double Share(Week week) => week.Of == 0 ? 0 : Math.Round(1000 * week.Value / week.Of) / 1000;
    }
}

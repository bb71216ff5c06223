using Groundswell.Deciding;
using Groundswell.People.Attendances;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Work.Past;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Layers;

/// <summary>Reads what the network of a site is made of out of the views.</summary>
public static class EvidenceReading
{
    /// <summary>Nobody is at work for longer: whoever forgot to leave would be everywhere.</summary>
    private const double LongestStay = 14;

    /// <param name="since">What is older is not read.</param>
    public static async Task<SiteEvidence> Evidence(this ViewsDb views, string site, DateTimeOffset since, DateTimeOffset at, CancellationToken stop)
    {
        var centers = await MainWorkCenters(views, site, stop);
        var people = await People(views, site, centers, stop);
        var contacts = await views.Set<ContactRow>().AsNoTracking().Where(row => row.Site == site && row.At >= since && row.At <= at)
            .Select(row => new Shown(row.Layer, row.From, row.To, row.At, row.Shift, row.Worth / 100.0, row.Entries)).ToListAsync(stop);
        var from = DateOnly.FromDateTime(since.UtcDateTime).AddDays(-1);
        var stays = (await views.Set<AttendanceRow>().AsNoTracking().Where(row => row.Site == site && row.Date >= from && row.ArrivedAt != null)
                .Select(row => new { row.Person, row.Date, row.Shift, row.ArrivedAt, row.DepartedAt }).ToListAsync(stop))
            .ConvertAll(row => new Stayed(
                FormattableString.Invariant($"{row.Date:yyyy-MM-dd} {row.Shift}"), row.Person,
                Math.Clamp(((row.DepartedAt ?? at) - row.ArrivedAt!.Value).TotalHours, 0, LongestStay)));
        contacts.AddRange(await Edits(views, site, since, at, people, stop));
        var none = contacts.Count == 0;
        await Past(views, site, contacts, stays, stop);
        return new SiteEvidence(people, contacts, stays, at, IsOnlyPast: none && contacts.Count > 0);
    }

    private static async Task<IReadOnlyList<Shown>> Edits(ViewsDb views, string site, DateTimeOffset since, DateTimeOffset at, List<SitePerson> people, CancellationToken stop)
    {
        var worked = await views.Set<WorkedByRow>().AsNoTracking().Where(row => row.Site == site && row.At >= since && row.At <= at).ToListAsync(stop);
        var versions = worked.ConvertAll(row => row.Version).Distinct().ToList();
        return EditsOf(worked, await views.Set<DraftHandRow>().AsNoTracking().Where(row => versions.Contains(row.Version)).ToListAsync(stop), people);
    }

    /// <summary>
    /// Who works by what others had a hand in: once for each version, since how often one works by it is the rota's. Whoever is in Engineering writes drafts because it is theirs to
    /// write them.
    /// </summary>
    internal static IReadOnlyList<Shown> EditsOf(IReadOnlyList<WorkedByRow> worked, IReadOnlyList<DraftHandRow> hands, IReadOnlyList<SitePerson> people)
    {
        var theirDuty = people.Where(person => person.Function == Function.Engineering).Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
        var byVersion = hands.Where(hand => !theirDuty.Contains(hand.Person)).ToLookup(hand => hand.Version, hand => hand.Person);
        return
        [
            .. from row in worked
               orderby row.Position
               from editor in byVersion[row.Version].Order(StringComparer.Ordinal)
               where editor != row.Person
               select new Shown(Layer.Edit, editor, row.Person, row.At, row.Shift, 1, row.Position.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Where those worked most whose past work was taken over: it is all that groups them where nobody has said more.</summary>
    private static async Task<Dictionary<string, string>> MainWorkCenters(ViewsDb views, string site, CancellationToken stop)
    {
        var worked = await views.Set<PastExecutionRow>().AsNoTracking().Where(row => row.Site == site)
            .GroupBy(row => new { row.Person, row.WorkUnit }).Select(group => new { group.Key.Person, group.Key.WorkUnit, Times = group.Count() }).ToListAsync(stop);
        if (worked.Count == 0)
            return [];
        var centers = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site && row.Kind == "work-unit" && row.Parent != null)
            .ToDictionaryAsync(row => row.Id, row => row.Parent!, stop);
        return worked.GroupBy(row => row.Person).ToDictionary(
            person => person.Key,
            person => person.GroupBy(row => centers.GetValueOrDefault(row.WorkUnit, row.WorkUnit))
                .OrderByDescending(center => center.Sum(row => row.Times)).ThenBy(center => center.Key, StringComparer.Ordinal).First().Key);
    }

    private static async Task<List<SitePerson>> People(ViewsDb views, string site, Dictionary<string, string> centers, CancellationToken stop)
    {
        var rows = await views.Set<PersonRow>().AsNoTracking().Where(row => row.Site == site && row.Status == nameof(PersonStatus.Here)).ToListAsync(stop);
        var reports = rows.Where(row => row.ReportsTo is not null).CountBy(row => row.ReportsTo!).ToDictionary();
        return rows.ConvertAll(row => new SitePerson(
            row.Id,
            [.. row.Functions.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Function>)],
            row.Team ?? row.ShiftPattern ?? centers.GetValueOrDefault(row.Id, ""),
            row.ReportsTo,
            reports.GetValueOrDefault(row.Id)));
    }

    /// <summary>Work taken over from another system: who worked on an order after whom, and who was there on a day, since it tells nothing else of people.</summary>
    private static async Task Past(ViewsDb views, string site, List<Shown> contacts, List<Stayed> stays, CancellationToken stop)
    {
        var rows = await views.Set<PastExecutionRow>().AsNoTracking().Where(row => row.Site == site)
            .Select(row => new { row.Order, row.Person, row.From, row.To, row.Position }).ToListAsync(stop);
        foreach (var order in rows.GroupBy(row => row.Order))
        {
            var sorted = order.OrderBy(row => row.From).ThenBy(row => row.Position).ToList();
            foreach (var (before, after) in sorted.Zip(sorted.Skip(1)).Where(pair => pair.First.Person != pair.Second.Person))
                contacts.Add(new Shown(Layer.Work, before.Person, after.Person, after.From, DayOf(after.From), 1, $"{before.Position} {after.Position}"));
        }

        stays.AddRange(rows.GroupBy(row => (Day: DayOf(row.From), row.Person))
            .Select(day => new Stayed(day.Key.Day, day.Key.Person, Math.Min(LongestStay, day.Sum(row => (row.To - row.From).TotalHours)))));

        static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}

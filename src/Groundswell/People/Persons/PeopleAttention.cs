using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Accounts;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Persons;

/// <summary>Work that is planned and that nobody may do, or soon nobody may.</summary>
/// <param name="WorkCenter">By its name; null where the jobs are not dispatched yet.</param>
/// <param name="Until">When the last who holds it holds it no longer; null where nobody does.</param>
public sealed record NeedUnmet(string Qualification, string? WorkCenter, int Jobs, DateTimeOffset? Until);

/// <param name="AtLeast">So many are asked for.</param>
public sealed record CoverageUnmet(string Qualification, string? Team, int Held, int AtLeast, bool OnlySoon);

/// <summary>What needs somebody's attention among a site's people, the most pressing first.</summary>
/// <param name="Locked">Accounts of the site's people that are locked; null where whoever looks does not administer.</param>
/// <param name="LeftWithAccount">People who have left and whose account is open.</param>
/// <param name="Sessions">Open sessions of the site's people.</param>
public sealed record PeopleAttention(
    IReadOnlyList<NeedUnmet> Needs, IReadOnlyList<CoverageUnmet> Coverage, int Expired, int Expiring, int NoShift,
    IReadOnlyList<(string Person, string Name)>? Locked, int LeftWithAccount, int Sessions)
{
    private static readonly Rights Administration = Rights.Of(Role.Administrator);

    public bool IsQuiet => Needs.Count + Coverage.Count + Expired + Expiring + NoShift + (Locked?.Count ?? 0) + LeftWithAccount == 0;

    public static async Task<PeopleAttention> At(
        string site, Caller caller, IPlannedNeeds planned, ViewsDb views, Names names, Sessions sessions, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var read = await QualificationQueries.Read(site, views, names, time, QualificationQueries.SoonInDays, stop);
        var called = read.Qualifications.ToDictionary(row => row.Id, row => row.Name);
        var centers = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site && row.Kind == WorkCenter.Kind).ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        var needs = new List<NeedUnmet>();
        foreach (var need in await planned.Of(site, stop))
        {
            var holders = read.Held.Where(one => one.Qualification == need.Qualification && (one.Standing is Standing.Held or Standing.Expiring)).ToList();
            var until = holders.Count == 0 || holders.Exists(one => one.Until is null) ? null : holders.Max(one => one.Until);
            if (holders.Count == 0 || (until is { } ends && ends <= (need.FirstDue ?? now)))
                needs.Add(new NeedUnmet(called.GetValueOrDefault(need.Qualification) ?? need.Qualification, need.WorkCenter is { } center ? centers.GetValueOrDefault(center) ?? center : null, need.Jobs, until));
        }

        var noShift = await views.Set<PersonRow>().CountAsync(row => row.Site == site && row.Status == nameof(PersonStatus.Here) && row.ShiftPattern == null, stop);
        var (locked, left, open) = Administration.Allow(caller.Grants, null) ? await Accounts(site, views, names, sessions, now, stop) : (null, 0, 0);
        return new PeopleAttention(
            needs,
            [
                .. read.Coverage.Where(gap => gap.Missing > 0 || gap.MissingSoon > 0).OrderByDescending(gap => gap.Missing)
                    .Select(gap => new CoverageUnmet(called.GetValueOrDefault(gap.Qualification) ?? gap.Qualification, gap.Team, gap.Held, gap.AtLeast, gap.Missing == 0)),
            ],
            read.Held.Count(one => one.Standing == Standing.Expired), read.Held.Count(one => one.Standing == Standing.Expiring), noShift, locked, left, open);
    }

    private static async Task<(IReadOnlyList<(string, string)>? Locked, int Left, int Sessions)> Accounts(
        string site, ViewsDb views, Names names, Sessions sessions, DateTimeOffset now, CancellationToken stop)
    {
        var persons = views.Set<PersonRow>().Where(row => row.Site == site);
        var locked = await views.Set<AccountRow>().AsNoTracking()
            .Where(row => row.Locked != null && row.Status == nameof(AccountStatus.Open) && persons.Any(person => person.Id == row.Id)).ToListAsync(stop);
        locked.RemoveAll(row => row.LockedUntil <= now);
        var left = await views.Set<AccountRow>().CountAsync(
            row => row.Status == nameof(AccountStatus.Open) && persons.Any(person => person.Id == row.Id && person.Status == nameof(PersonStatus.Left)), stop);
        var here = (await persons.Select(row => row.Id).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        var open = (await sessions.OpenOnes(null, null, stop)).Count(row => here.Contains(row.Person));
        var printed = await names.Of(locked.Select(row => row.Id), stop);
        return ([.. locked.Select(row => (row.Id, printed.GetValueOrDefault(row.Id) ?? row.Id))], left, open);
    }
}

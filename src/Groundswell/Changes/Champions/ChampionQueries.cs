using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Champions;

/// <summary>Where a site has champions and where nobody carries anything.</summary>
/// <param name="Shifts">The codes of the site's shifts.</param>
public sealed record CoverageMap(IReadOnlyList<string> Shifts, IReadOnlyList<CoverageRow> WorkCenters);

/// <param name="ByShift">As the map's shifts: how many champions are there for the work center in it.</param>
public sealed record CoverageRow(string WorkCenter, string Name, IReadOnlyList<int> ByShift);

/// <summary>A champion, as colleagues see them: whom to turn to, and for what.</summary>
/// <param name="NamedByPeers">Yes or no; who and how many is nobody's business.</param>
public sealed record ChampionShown(
    string Person, string Name, ChampionStatus Status, bool NamedByPeers, IReadOnlyList<string> WorkCenters, IReadOnlyList<string> Shifts,
    IReadOnlyList<Function> Functions, DateOnly? TermEnds, string? Deputy, IReadOnlyList<string> Carries);

/// <summary>Reads champions and what they cover from the site's record itself.</summary>
internal static class ChampionQueries
{
    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/champions", "The champions of a site: whom one can turn to.", Rights.Everyone, All);
        queries.Add("/sites/{site}/champions/coverage", "Where champions are there for a work center and shift, and where nobody is.", Rights.Everyone, Coverage);
    }

    private static async Task<Ok<List<ChampionShown>>> All(string site, States states, Names names, TimeProvider time, CancellationToken stop) =>
        TypedResults.Ok(await ShownOf(site, states, names, time.GetUtcNow(), stop));

    private static async Task<Ok<CoverageMap>> Coverage(string site, States states, ViewsDb views, TimeProvider time, CancellationToken stop, string? change = null) =>
        TypedResults.Ok(await MapOf(site, change is null ? null : new Id<Change>(change), states, views, time.GetUtcNow(), stop));

    internal static async Task<List<ChampionShown>> ShownOf(string site, States states, Names names, DateTimeOffset now, CancellationToken stop)
    {
        var champions = (await new Reading(states, Logs.OfSite(site), stop).Of(SiteChampions.OfSite)).People.Values
            .Where(champion => champion.IsActive(now)).OrderBy(champion => champion.Person.Value, StringComparer.Ordinal).ToList();
        var called = await names.Of(champions.Select(champion => champion.Person.Value), stop);
        return champions.ConvertAll(champion => new ChampionShown(
            champion.Person.Value, called.GetValueOrDefault(champion.Person.Value) ?? champion.Person.Value, champion.Status, champion.NamedBy.Contains(NamedBy.Peers),
            [.. champion.Area.WorkCenters.Select(center => center.Value)], champion.Area.Shifts, champion.Area.Functions, champion.TermEnds, champion.Deputy?.Value,
            [.. champion.Carries.Select(change => change.Value).Order(StringComparer.Ordinal)]));
    }

    /// <param name="carrying">Only champions who carry this change; null: all of them.</param>
    internal static async Task<CoverageMap> MapOf(string site, Id<Change>? carrying, States states, ViewsDb views, DateTimeOffset now, CancellationToken stop)
    {
        var read = new Reading(states, Logs.OfSite(site), stop);
        var champions = await read.Of(SiteChampions.OfSite);
        var active = champions.People.Values.Where(champion => champion.IsActive(now) && (carrying is not { } change || champion.Carries.Contains(change))).ToList();
        // Whoever has left the site covers nothing, whatever they once accepted.
        var here = new List<Champion>();
        foreach (var champion in active)
        {
            if ((await read.Of(champion.Person)).Status == PersonStatus.Here)
                here.Add(champion);
        }

        var shifts = (await read.Of(ShiftCalendar.OfSite)).Shifts.Select(shift => shift.Code).ToList();
        var centers = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site && row.Kind == WorkCenter.Kind && row.Status != nameof(InUse.Retired))
            .OrderBy(row => row.Name).Select(row => new { row.Id, row.Name }).ToListAsync(stop);
        return new CoverageMap(shifts, centers.ConvertAll(center => new CoverageRow(
            center.Id, center.Name, [.. shifts.Select(shift => here.Count(champion => champion.Area.Covers(new Id<WorkCenter>(center.Id), shift)))])));
    }
}

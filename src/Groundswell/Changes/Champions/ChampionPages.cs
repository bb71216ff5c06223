using Groundswell.Changes.Proposals;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Champions;

/// <summary>The page of a site's champions, with the map of what they cover, and what is done on it.</summary>
internal static class ChampionPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/champions", ChampionsPage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.champions", 50, "nav.changes"));
        var champions = pages.MapGroup("/sites/{site}/champions");
        champions.MapPost("/volunteer", ChampionsPage.Volunteer).OpenTo(Rights.Everyone);
        champions.MapPost("/accept", ChampionsPage.Accept).OpenTo(Rights.Everyone);
        champions.MapPost("/area", ChampionsPage.Area).OpenTo(Rights.Everyone);
        champions.MapPost("/deputy", ChampionsPage.Deputy).OpenTo(Rights.Everyone);
        champions.MapPost("/renew", ChampionsPage.Renew).OpenTo(Rights.Everyone);
        champions.MapPost("/step-down", ChampionsPage.StepDown).OpenTo(Rights.Everyone);
        champions.MapPost("/take-up", ChampionsPage.TakeUp).OpenTo(Rights.Everyone);
        champions.MapPost("/put-down", ChampionsPage.PutDown).OpenTo(Rights.Everyone);
        champions.MapPost("/nominate", ChampionsPage.Nominate).OpenTo(Rights.Everyone);
        champions.MapPost("/propose", ChampionsPage.Propose).OpenTo(Rights.Everyone);
    }
}

/// <param name="Me">The one who looks, where they are or were named.</param>
/// <param name="Carried">The changes that the one who looks carries.</param>
/// <param name="OpenVoices">Proposals that wait, where the one who looks is a champion.</param>
/// <param name="Colleagues">Who works here, by id and name.</param>
public sealed record ChampionsShown(
    Champion? Me, IReadOnlyList<CarriedShown> Carried, IReadOnlyList<ChampionShown> Champions, CoverageMap Map, IReadOnlyList<ProposalRow> OpenVoices, IReadOnlyList<(string Id, string Name)> WorkCenters,
    IReadOnlyList<(string Id, string Name)> Changes, IReadOnlyList<(string Id, string Name)> Colleagues, DateTimeOffset Now);

/// <summary>What the page of champions needs to answer.</summary>
public sealed record ChampionsAsked(Viewer Viewer, ViewsDb Views, States States, Names Names, TimeProvider Time, FormDoor Door, HttpContext Http)
{
    private const int MostColleagues = 1_000;

    internal async Task<ChampionsShown> Read(string site)
    {
        var (stop, now, me) = (Http.RequestAborted, Time.GetUtcNow(), Viewer.Caller!.Person);
        var mine = (await new Reading(States, Logs.OfSite(site), stop).Of(SiteChampions.OfSite)).Of(new Id<Person>(me));
        var map = await ChampionQueries.MapOf(site, null, States, Views, now, stop);
        var centers = mine is { Status: ChampionStatus.Active } ? mine.Area.WorkCenters.Select(center => center.Value).ToList() : [];
        var voices = await Views.Set<ProposalRow>().AsNoTracking().Where(row => row.Site == site && row.IsOpen && row.WorkCenter != null && centers.Contains(row.WorkCenter))
            .OrderBy(row => row.ProposedAt).Take(20).ToListAsync(stop);
        var changes = await Views.Set<ChangeRow>().AsNoTracking().Where(row => row.Status != ChangeStatus.GivenUp).OrderByDescending(row => row.OpenedAt)
            .Take(MostColleagues).Select(row => new { row.Change, row.Title }).ToListAsync(stop);
        var people = await Views.Set<PersonRow>().AsNoTracking().Where(row => row.Site == site && row.Status == nameof(PersonStatus.Here) && row.Id != me)
            .OrderBy(row => row.Id).Take(MostColleagues).Select(row => row.Id).ToListAsync(stop);
        var called = await Names.Of(people, stop);
        return new ChampionsShown(
            mine, mine is { Status: ChampionStatus.Active } ? await new CarriedReading(Views, States, Names).Of(site, mine, now, stop) : [], await ChampionQueries.ShownOf(site, States, Names, now, stop), map, voices, [.. map.WorkCenters.Select(center => (center.WorkCenter, center.Name))],
            [.. changes.Select(change => (change.Change, change.Title))], [.. people.Select(one => (one, called.GetValueOrDefault(one) ?? one)).OrderBy(one => one.Item2, StringComparer.CurrentCulture)],
            now);
    }

    internal async Task<IResult> Do(string site, Command command) => await Door.Take(command, Http)
        ? Page.GoTo($"/sites/{site}/champions")
        : Page.Of<ChampionsPage>(new { Shown = await Read(site) });
}

using Groundswell.Changes.Proposals;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Groundswell.Serving;
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
/// <param name="ToTakeUp">The changes that they don't carry yet, by id and title.</param>
public sealed record ChampionsShown(
    Champion? Me, IReadOnlyList<CarriedShown> Carried, IReadOnlyList<ChampionShown> Champions, CoverageMap Map, IReadOnlyList<ProposalRow> OpenVoices,
    IReadOnlyList<(string Id, string Title)> ToTakeUp, SiteChoices Choices, ActsOffered Acts, DateTimeOffset Now);

/// <summary>What the page of champions needs to answer.</summary>
public sealed record ChampionsAsked(Viewer Viewer, ViewsDb Views, States States, Names Names, TimeProvider Time, Door Door, FormDoor Forms, HttpContext Http)
{
    private const int MostChanges = 1_000;

    internal async Task<ChampionsShown> Read(string site)
    {
        var (stop, now, me) = (Http.RequestAborted, Time.GetUtcNow(), new Id<Person>(Viewer.Caller!.Person));
        var mine = (await new Reading(States, Logs.OfSite(site), stop).Of(SiteChampions.OfSite)).Of(me);
        var map = await ChampionQueries.MapOf(site, null, States, Views, now, stop);
        var centers = mine is { Status: ChampionStatus.Active } ? mine.Area.WorkCenters.Select(center => center.Value).ToList() : [];
        var voices = await Views.Set<ProposalRow>().AsNoTracking().Where(row => row.Site == site && row.IsOpen && row.WorkCenter != null && centers.Contains(row.WorkCenter))
            .OrderBy(row => row.ProposedAt).Take(20).ToListAsync(stop);
        var changes = (await Views.Set<ChangeRow>().AsNoTracking().Where(row => row.Status != ChangeStatus.GivenUp).OrderByDescending(row => row.OpenedAt)
            .Take(MostChanges).Select(row => new { row.Change, row.Title }).ToListAsync(stop)).Where(row => mine?.Carries.Contains(new Id<Change>(row.Change)) != true)
            .Select(row => (row.Change, row.Title)).ToList();
        var choices = await SiteChoices.Of(site, Views, States, Names, stop);
        return new ChampionsShown(
            mine, mine is { Status: ChampionStatus.Active } ? await new CarriedReading(Views, States, Names).Of(site, mine, now, stop) : [],
            await ChampionQueries.ShownOf(site, States, Names, now, stop), map, voices, changes, choices, await Offered(site, me, mine, changes, choices), now);
    }

    /// <summary>What only lacks what its form asks for is offered.</summary>
    private Task<ActsOffered> Offered(string site, Id<Person> me, Champion? mine, List<(string Change, string Title)> changes, SiteChoices choices)
    {
        var colleague = new Id<Person>(choices.People.FirstOrDefault(one => one.Value != me.Value).Value ?? ActsOffered.Some);
        List<SiteCommand> asked =
        [
            new VolunteerAsChampion(), new AcceptBeingChampion([]), new ChangeChampionArea([]), new SetDeputy(), new RenewChampionTerm(), new StepDownAsChampion(),
            new NominateChampions([colleague]), new ProposeChampion(colleague, ActsOffered.Some),
        ];
        if (mine is { Status: ChampionStatus.Active } && changes is [var (first, _), ..])
            asked.Add(new TakeUpChange(new(first)));
        return ActsOffered.Ask(
            Door, Http.Caller()!, why => why is ChampionAreaMissing or ChampionNamedFromAbove || (why is ChampionNamedAlready named && named.Champion != me),
            Http.RequestAborted, asked.Select(command => command with { Site = site }));
    }

    internal async Task<IResult> Do(string site, Command command) => await Forms.Take(command, Http)
        ? Page.GoTo($"/sites/{site}/champions")
        : Page.Of<ChampionsPage>(new { Shown = await Read(site) });
}

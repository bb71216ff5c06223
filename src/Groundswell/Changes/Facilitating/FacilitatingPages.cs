using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Facilitating;

/// <summary>What a facilitator has to do with a change at a site: what people said to be answered, what the group voted, and who was not asked yet.</summary>
/// <param name="Asked">How many the site has listed as affected: each has the change on their own screen.</param>
/// <param name="Answered">How many of them have said what they think.</param>
/// <param name="Says">By name, those to be answered first; none of who reports to whoever looks.</param>
/// <param name="Groups">Those whose facilitator whoever looks is: the votes by name. Nobody else is told.</param>
public sealed record FacilitatingShown(
    string Change, string Title, int Asked, int Answered, SayTotals Totals, IReadOnlyList<SayToAnswer> Says, IReadOnlyList<GroupFacilitated> Groups, DateTimeOffset Now)
{
    public IReadOnlyList<SayToAnswer> ToAnswer => [.. Says.Where(say => say is { Effect: SayEffect.Hurts, AnsweredAt: null })];
}

/// <param name="Ballots">Of the vote that was opened last.</param>
public sealed record GroupFacilitated(string Pilot, PilotStatus Status, PilotVote? Vote, IReadOnlyList<BallotShown> Ballots);

/// <param name="Accepts">Null: not said yet, or forgotten.</param>
public sealed record BallotShown(string Person, string Name, bool? Accepts, string? Remark);

/// <summary>The facilitator's page of a change at a site.</summary>
internal static class FacilitatingPages
{
    public static readonly Rights Facilitators = Rights.Of(Role.Facilitator);

    public static string PathOf(string site, string change) => $"{SiteChangeReading.PathOf(site, change)}/facilitating";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/changes/{change}/facilitating", FacilitatingPage.Show).OpenTo(Facilitators);
        pages.MapPost("/sites/{site}/changes/{change}/facilitating/{number:int}", FacilitatingPage.Answer).OpenTo(Facilitators);
    }

    public static void List(Queries queries) => queries.Add(
        "/sites/{site}/changes/{change}/facilitating", "What is a facilitator's to do with a change at a site: says to answer, the votes of their own groups, who was asked and has answered.",
        Facilitators, Of);

    private static async Task<IResult> Of(string site, string change, [AsParameters] FacilitatingAsked asked, Problems problems) =>
        await asked.Read(site, change) is { } shown ? Results.Ok(shown) : problems.Of(new ChangeUnknown(new(change)));
}

/// <summary>What the page needs to answer. A route's handler takes it by AsParameters.</summary>
public sealed record FacilitatingAsked(
    [FromServices] ViewsDb Views, [FromServices] States States, [FromServices] Names Names, [FromServices] FormDoor Door, [FromServices] Viewer Viewer, [FromServices] TimeProvider Time,
    HttpContext Http)
{
    private CancellationToken Stop => Http.RequestAborted;

    /// <summary>Null where there is no such change.</summary>
    internal async Task<FacilitatingShown?> Read(string site, string change)
    {
        if (await Views.Set<ChangeRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Change == change, Stop) is not { } row)
            return null;
        var (id, me) = (new Id<Change>(change), Http.Caller()!.Person);
        var (here, people) = (new Reading(States, Logs.OfSite(site), Stop), new Reading(States, Logs.PeopleOfSite(site), Stop));
        var affected = (await here.Of(SiteChange.IdOf(id))).Affected.Values.Select(one => one.Person.Value).ToHashSet();
        var says = await people.Of(ChangeSays.IdOf(id));
        var groups = new List<GroupFacilitated>();
        foreach (var tried in (await PilotList.Read(Views, change, Stop)).Where(pilot => pilot.Site == site && pilot.Facilitator == me))
            groups.Add(await Group(await here.Of(new Id<Pilot>(tried.Pilot)), people));
        return new FacilitatingShown(
            change, row.Title, affected.Count, affected.Count(says.ByPerson.ContainsKey), await SayQueries.TotalsOf(site, id, States, Stop),
            await SayQueries.ForFacilitator(site, id, me, States, Names, Stop), groups, Time.GetUtcNow());
    }

    private async Task<GroupFacilitated> Group(Pilot pilot, Reading people)
    {
        var cast = (await people.Of(Ballots.IdOf(pilot.Id))).Cast;
        var voters = pilot.Vote?.Voters ?? [];
        var called = await Names.Of(voters, Stop);
        return new GroupFacilitated(pilot.Id.Value, pilot.Status, pilot.Vote, [.. voters.Select(Ballot)]);

        BallotShown Ballot(string voter)
        {
            // A ballot of an earlier vote is none of this one.
            var own = cast.GetValueOrDefault(voter) is { } ballot && ballot.VoteOpened == pilot.Vote?.OpenedBy ? ballot : null;
            return new BallotShown(voter, called.GetValueOrDefault(voter) ?? voter, own?.Accepts, own?.Remark);
        }
    }
}

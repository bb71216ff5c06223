using Groundswell.Changes.Champions;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Changes.Inviting;

/// <summary>The pages of whom to ask, into a pilot group and as a champion of a change, and their forms. Opening one as a facilitator is a look, and recorded.</summary>
internal static class InvitingPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/pilots/{pilot}/candidates", PilotCandidatesPage.Show).OpenTo(PilotActs.Inviting);
        pages.MapPost("/sites/{site}/pilots/{pilot}/candidates/{person}", PilotCandidatesPage.Invite).OpenTo(PilotActs.Inviting);
        pages.MapGet("/sites/{site}/changes/{change}/candidates", ChampionCandidatesPage.Show).OpenTo(ChampionActs.Leads);
        pages.MapPost("/sites/{site}/changes/{change}/candidates/{person}", ChampionCandidatesPage.Propose).OpenTo(ChampionActs.Leads);
    }

    public static string OfPilot(string site, string pilot) => $"{PilotReading.PathOf(site, pilot)}/candidates";

    public static string OfChange(string site, string change) => $"{SiteChangeReading.PathOf(site, change)}/candidates";
}

/// <summary>What these pages need to answer. A route's handler takes it by AsParameters.</summary>
public sealed record InvitingAsked(
    [FromServices] PilotCandidateReading Pilots, [FromServices] ChampionCandidateReading Champions, [FromServices] States States, [FromServices] Names Names,
    [FromServices] FormDoor Door, [FromServices] Viewer Viewer, HttpContext Http)
{
    internal CancellationToken Stop => Http.RequestAborted;

    /// <summary>The names of those the network proposes.</summary>
    internal ValueTask<IReadOnlyDictionary<string, string>> Printed(Influence.Choosing.Suggestion? suggestion) =>
        Names.Of(suggestion?.Invited.Select(one => one.Person) ?? [], Stop);
}

using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Influence.Spread;
using Groundswell.Masters;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Changes.Adoption;

/// <summary>The page of how a version spread at a site: pushed or pulled for everybody; along ties for facilitators and the works council, whose look is recorded.</summary>
internal static class SpreadPages
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/sites/{site}/adoption/{master}/{version}", SpreadPage.Show).OpenTo(Rights.Everyone);

    public static string PathOf(string site, string master, string version) => $"/sites/{site}/adoption/{Uri.EscapeDataString(master)}/{Uri.EscapeDataString(version)}";
}

/// <param name="Name">The master's.</param>
/// <param name="Peers">Null where whoever looks may not be told, or did not ask.</param>
/// <param name="Refused">Why not, where it was asked.</param>
public sealed record SpreadShown(string Master, string Name, AdoptionShown Adopted, PeerEffectShown? Peers, Refusal? Refused);

/// <summary>What the page needs to answer. A route's handler takes it by AsParameters.</summary>
public sealed record SpreadAsked(
    [FromServices] ViewsDb Views, [FromServices] States States, [FromServices] Names Names, [FromServices] PeerEffects Effects, [FromServices] Viewer Viewer,
    [FromServices] TimeProvider Time, HttpContext Http)
{
    internal async Task<(SpreadShown Shown, SiteChoices Choices)?> Read(string site, string master, string version, bool peers)
    {
        var stop = Http.RequestAborted;
        var read = await new Reading(States, Logs.OfSite(site), stop).Shared(new Id<WorkMasterVersion>(version));
        if (read.WorkMaster.Value != master)
            return null;
        var today = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);
        var (effect, refusal) = peers && Viewer.Has(AdoptionQueries.Looking) ? await AdoptionQueries.PeersOf(site, master, version, Views, Effects, today, Viewer.Caller!, stop) : (null, null);
        return (
            new SpreadShown(master, read.Content.Name, await AdoptionQueries.Read(site, master, version, Views, today, null, stop), effect, refusal),
            await SiteChoices.Of(site, Views, States, Names, stop));
    }
}

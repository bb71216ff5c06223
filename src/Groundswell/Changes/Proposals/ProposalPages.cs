using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Showing;

namespace Groundswell.Changes.Proposals;

/// <summary>The page of a site's proposals, and what is done on it.</summary>
internal static class ProposalPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/proposals", ProposalsPage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.proposals", 40, "nav.changes"));
        pages.MapPost("/sites/{site}/proposals", ProposalsPage.Make).OpenTo(Rights.Everyone);

        // Who may do it the door says, which knows each act's rights.
        var proposal = pages.MapGroup("/sites/{site}/proposals/{proposal}");
        proposal.MapPost("/same", ProposalsPage.Same).OpenTo(Rights.Everyone);
        proposal.MapPost("/different", ProposalsPage.Different).OpenTo(Rights.Everyone);
        proposal.MapPost("/accept", ProposalsPage.Accept).OpenTo(Rights.Everyone);
        proposal.MapPost("/begin", ProposalsPage.Begin).OpenTo(Rights.Everyone);
        proposal.MapPost("/merge", ProposalsPage.Merge).OpenTo(Rights.Everyone);
        proposal.MapPost("/refuse", ProposalsPage.Refuse).OpenTo(Rights.Everyone);
        proposal.MapPost("/object", ProposalsPage.Object).OpenTo(Rights.Everyone);
        proposal.MapPost("/withdraw", ProposalsPage.Withdraw).OpenTo(Rights.Everyone);
    }
}

/// <summary>What the page of proposals is asked, and what it needs to answer.</summary>
public sealed record ProposalsAsked(
    Viewer Viewer, Words Words, ViewsDb Views, States States, Names Names, TimeProvider Time, FormDoor Door, HttpContext Http, string? Show = null, int? Page = null)
{
    internal Task<ProposalsShown> Read(string site) => new ProposalsReading(Views, States, Names, Words, Viewer, Time).Of(
        site, Enum.TryParse<ProposalShow>(Show, out var show) && Enum.IsDefined(show) ? show : ProposalShow.Open, Math.Max(1, Page ?? 1), Http.RequestAborted);

    /// <summary>Begins a change and takes the proposal into it: two entries of two logs, the second with an id of the first's, so that both are done once however often it is sent.</summary>
    internal async Task<IResult> Begin(string site, OpenChange open, Id<Proposal> proposal, string? answer)
    {
        var accept = new AcceptProposal(proposal, open.Change, answer) { Id = DueCommand.IdOf("begin", open.Id.ToString("N")), Site = site };
        return await Door.Take(open, Http) && await Door.Take(accept, Http)
            ? Showing.Page.GoTo($"/changes/{Uri.EscapeDataString(open.Change.Value)}")
            : Showing.Page.Of<ProposalsPage>(new { Shown = await Read(site) });
    }

    internal async Task<IResult> Do(string site, Command command) => await Door.Take(command, Http)
        ? Showing.Page.GoTo($"/sites/{site}/proposals")
        : Showing.Page.Of<ProposalsPage>(new { Shown = await Read(site) });
}

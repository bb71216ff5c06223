using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groundswell.Changes.Programme;

/// <summary>The programme: sites by changes, for those who lead it and those who watch over it.</summary>
internal static class ProgrammePages
{
    internal static readonly Rights Readers = Rights.Of(
        Role.MesLeader, Role.SiteLead, Role.Facilitator, Role.QualityReviewer, Role.QualityApprover, Role.Engineer, Role.WorksCouncil);

    public static void List(Queries queries) => queries.Add(
        "/programme", "Changes by sites, a page at a time: readiness, adoption, time to 80 % and, for each site, the pull index and the pushes.", Readers, Of);

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/programme", ProgrammePage.Show).OpenTo(Readers).WithMetadata(new InNavigation("nav.programme", 36, "nav.changes"));

    private static async Task<Results<Ok<ProgrammeShown>, UnauthorizedHttpResult>> Of(
        HttpContext http, Navigation navigation, SharedProgramme programme, CancellationToken stop, int? page = null, string? show = null,
        string? find = null) =>
        http.Caller() is { } caller
            ? TypedResults.Ok(await programme.Of(await SitesOf(caller, navigation, stop), ProgrammeFilter.Of(show, find), Math.Max(1, page ?? 1), stop))
            : TypedResults.Unauthorized();

    /// <summary>Those at which whoever asks has one of these rights.</summary>
    internal static async Task<IReadOnlyList<SiteChoice>> SitesOf(Caller caller, Navigation navigation, CancellationToken stop) =>
        [.. (await navigation.SitesOf(caller, stop)).Where(site => Readers.Allow(caller.Grants, site.Code))];
}

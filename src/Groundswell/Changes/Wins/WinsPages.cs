using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groundswell.Changes.Wins;

/// <summary>A site's wins: for everybody who works there.</summary>
internal static class WinsPages
{
    public static void List(Queries queries) => queries.Add(
        "/sites/{site}/wins", "What a site's launched changes have done, with an interval for each figure, of five people or more.", Rights.Everyone,
        async Task<Ok<WinsShown>> (string site, ViewsDb views, Names names, CancellationToken stop, int? page = null) =>
            TypedResults.Ok(await new WinsReading(views, names).Of(site, Math.Max(1, page ?? 1), stop)));

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/sites/{site}/wins", WinsPage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.wins", 42, "nav.changes"));
}

using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Variants;

/// <summary>What can be asked of sites' variants.</summary>
internal static class VariantQueries
{
    public static void List(Queries queries)
    {
        queries.Add(
            "/masters/{master}/variants", "What sites have made of a master for themselves, and why; the newest first.", Rights.Everyone,
            async Task<Ok<List<VariantRow>>> (string master, ViewsDb views, CancellationToken stop) =>
                TypedResults.Ok(await VariantReading.Of(views, master: master).ToListAsync(stop)));
        queries.Add(
            "/sites/{site}/variants", "The variants of a site, of all masters; the newest first.", Rights.Everyone,
            async Task<Ok<List<VariantRow>>> (string site, ViewsDb views, CancellationToken stop) =>
                TypedResults.Ok(await VariantReading.Of(views, site.ToUpperInvariant()).ToListAsync(stop)));
        queries.Add(
            "/sites/{site}/variants/{version}", "A site's variant: its difference to the core, its reason, what it has done, and what a later core has changed otherwise.",
            Rights.Everyone, One);
    }

    private static async Task<Results<Ok<VariantShown>, NotFound>> One(string site, string version, ViewsDb views, States states, Names names, CancellationToken stop) =>
        await new VariantReading(views, states, names).One(version, stop) is { Shown: var shown } && string.Equals(shown.Site, site, StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Ok(shown)
            : TypedResults.NotFound();
}

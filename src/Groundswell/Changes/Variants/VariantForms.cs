using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Merging;
using Groundswell.Masters.Versions;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Changes.Variants;

/// <summary>How a site adapts the core on pages: at a change there, and at a master.</summary>
internal static class VariantForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        // Who may do it the door says, which knows each act's rights.
        var here = pages.MapGroup("/sites/{site}/changes/{change}");
        here.MapPost("/adapt", Adapt).OpenTo(Rights.Everyone);
        here.MapPost("/take-over-core", TakeOver).OpenTo(Rights.Everyone);
        here.MapPost("/offer", Offer).OpenTo(Rights.Everyone);
        pages.MapPost("/sites/{site}/variants/of/{master}/adapt", AdaptMaster).OpenTo(Rights.Everyone);
    }

    private static Task<IResult> Adapt(
        string site, string change, [FromForm] Guid id, [FromForm] string? version, [FromForm] string? title, [FromForm] string? reason, [AsParameters] SiteChangeReading page)
    {
        // The form's own id: sent twice, it is the same change.
        var own = id.ToString("N");
        return page.Do(
            site, change, new OpenVariant(new(own), VersionIn(version), title ?? "", reason ?? "", Of: new Id<Change>(change)) { Id = id, Site = site },
            then: SiteChangeReading.PathOf(site, own));
    }

    private static async Task<IResult> AdaptMaster(
        string site, string master, [FromForm] Guid id, [FromForm] string? version, [FromForm] string? title, [FromForm] string? reason, [AsParameters] MasterReading page)
    {
        var own = id.ToString("N");
        return await page.Forms.Take(new OpenVariant(new(own), VersionIn(version), title ?? "", reason ?? "") { Id = id, Site = site }, page.Http)
            ? Page.GoTo(SiteChangeReading.PathOf(site, own))
            : await page.Show(master);
    }

    private static Task<IResult> TakeOver(
        string site, string change, [FromForm] Guid id, [FromForm] string? variant, [FromForm] string? core, [FromForm] string? title, [FromForm] string? reason,
        IFormCollection form, [AsParameters] SiteChangeReading page)
    {
        var own = id.ToString("N");
        return page.Do(
            site, change,
            new TakeOverCore(new(own), VersionIn(variant), VersionIn(core), title ?? "", reason ?? "", Choices: Choices(form)) { Id = id, Site = site },
            then: SiteChangeReading.PathOf(site, own));
    }

    private static Task<IResult> Offer(
        string site, string change, [FromForm] Guid id, [FromForm] string? variant, [FromForm] string? title, IFormCollection form,
        [AsParameters] SiteChangeReading page)
    {
        var own = id.ToString("N");
        return page.Do(
            site, change, new OfferVariant(new(own), new(change), VersionIn(variant), title ?? "", Choices: Choices(form)) { Id = id, Site = site },
            then: $"/changes/{own}");
    }

    /// <summary>What is no version is refused by the decider, which knows all there are.</summary>
    private static Id<WorkMasterVersion> VersionIn(string? entered) =>
        Id<WorkMasterVersion>.TryParse(entered, null, out var version) ? version : new Id<WorkMaster>("-").Version(0);

    /// <summary>Those that somebody has chosen; the rest stay open, and are refused by name.</summary>
    private static List<ConflictChoice> Choices(IFormCollection form)
    {
        var (kind, element, field, take) = (form["kind"], form["element"], form["field"], form["take"]);
        var choices = new List<ConflictChoice>();
        for (var i = 0; i < take.Count && i < kind.Count && i < element.Count && i < field.Count; i++)
        {
            if (Enum.TryParse<ElementKind>(kind[i], out var of) && Enum.TryParse<MergeSide>(take[i], out var side))
                choices.Add(new ConflictChoice(of, element[i] ?? "", field[i] ?? "", side));
        }

        return choices;
    }
}

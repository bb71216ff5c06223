using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Changes.Openings;

/// <summary>How the opening of a site is begun, and what it begins with, on the pages of changes.</summary>
internal static class OpeningForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        // Who may do it the door says, which knows each act's rights.
        pages.MapPost("/sites/{site}/openings", Begin).OpenTo(Rights.Everyone);
        pages.MapPost("/sites/{site}/changes/{change}/shape/versions", Say).OpenTo(Rights.Everyone);
    }

    private static async Task<IResult> Begin(
        string site, [FromForm] Guid id, [FromForm] string? title, [FromForm] string? reason, IFormCollection form, [AsParameters] ChangesAsked page)
    {
        var change = id.ToString("N");
        return await page.Forms.Take(new BeginSiteOpening(new(change), title ?? "", reason ?? "", Ticked(form)) { Id = id, Site = site }, page.Http)
            ? Page.GoTo($"/changes/{change}")
            : await page.Show();
    }

    private static Task<IResult> Say(string site, string change, [FromForm] Guid id, IFormCollection form, [AsParameters] StoryReading page) =>
        page.Do(change, new SayOpeningVersions(new(change), Ticked(form)) { Id = id, Site = site });

    private static IReadOnlyList<Id<WorkMasterVersion>> Ticked(IFormCollection form) =>
        [.. form["versions"].OfType<string>().Select(one => Id<WorkMasterVersion>.TryParse(one, null, out var version)
            ? version
            : throw new BadHttpRequestException($"'{one}' is no version."))];
}

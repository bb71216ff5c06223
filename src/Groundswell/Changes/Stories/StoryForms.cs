using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace Groundswell.Changes.Stories;

/// <summary>How a change is shaped on its page.</summary>
internal static class StoryForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        // Who may do it the door says, which knows each act's rights.
        var shape = pages.MapGroup("/sites/{site}/changes/{change}/shape");
        shape.MapPost("/describe", Describe).OpenTo(Rights.Everyone);
        shape.MapPost("/reach", Reach).OpenTo(Rights.Everyone);
        shape.MapPost("/effects", Effects).OpenTo(Rights.Everyone);
        shape.MapPost("/benefit", Benefit).OpenTo(Rights.Everyone);
        shape.MapPost("/raise", Raise).OpenTo(Rights.Everyone);
        shape.MapPost("/draft", Draft).OpenTo(Rights.Everyone);
        shape.MapPost("/give-up", GiveUp).OpenTo(Rights.Everyone);
        shape.MapPost("/reopen", Reopen).OpenTo(Rights.Everyone);
        pages.MapPost("/sites/{site}/changes", Open).OpenTo(Rights.Everyone);
    }

    private static async Task<IResult> Open(
        string site, [FromForm] Guid id, [FromForm] string? title, [FromForm] string? reason, [FromForm] bool? affecting, [AsParameters] ChangesAsked page)
    {
        var change = id.ToString("N");
        return await page.Forms.Take(new OpenChange(new(change), title ?? "", reason ?? "", affecting == true) { Id = id, Site = site }, page.Http)
            ? Page.GoTo($"/changes/{change}")
            : await page.Show();
    }

    private static Task<IResult> Describe(
        string site, string change, [FromForm] Guid id, [FromForm] string? title, [FromForm] string? reason, [FromForm] bool? affecting, [AsParameters] StoryReading page) =>
        page.Do(change, new DescribeChange(new(change), title ?? "", reason ?? "", affecting == true) { Id = id, Site = site });

    private static Task<IResult> Reach(
        string site, string change, [FromForm] Guid id, IFormCollection form, [FromForm] string? qualifications,
        [AsParameters] StoryReading page) => page.Do(change, new SayReach(new(change), new ChangeReach(
            Filled(form["sites"]), [], FunctionsIn(form["functions"]),
            (qualifications ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } codes ? codes : null))
        { Id = id, Site = site });

    private static Task<IResult> Effects(
        string site, string change, [FromForm] Guid id, IFormCollection form, [AsParameters] StoryReading page)
    {
        var effects = form["who"].Select((who, row) => (Who: who?.Trim(), Row: row)).Where(one => one.Who is { Length: > 0 })
            .Select(one => new ChangeEffect(one.Who!, Text(form["gains"], one.Row), Text(form["loses"], one.Row))).ToList();
        return page.Do(change, new SayEffects(new(change), effects) { Id = id, Site = site });
    }

    private static Task<IResult> Benefit(
        string site, string change, [FromForm] Guid id, [FromForm] Function function, [FromForm] string? words, [FromForm] string? measure, [AsParameters] StoryReading page) =>
        page.Do(change, new SayBenefit(new(change), function, words ?? "", measure ?? "") { Id = id, Site = site });

    private static Task<IResult> Raise(
        string site, string change, [FromForm] Guid id, [FromForm] ChangeClass to, [FromForm] string? reason, [AsParameters] StoryReading page) =>
        page.Do(change, new RaiseClass(new(change), to, reason ?? "") { Id = id, Site = site });

    private static Task<IResult> Draft(string site, string change, [FromForm] Guid id, [FromForm] string? workMaster, [AsParameters] StoryReading page) =>
        page.Do(change, new OpenChangeDraft(new(change), Id<WorkMaster>.TryParse(workMaster, null, out var master) ? master : new("-")) { Id = id, Site = site });

    private static Task<IResult> GiveUp(string site, string change, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] StoryReading page) =>
        page.Do(change, new GiveUpChange(new(change), reason ?? "") { Id = id, Site = site });

    private static Task<IResult> Reopen(string site, string change, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] StoryReading page) =>
        page.Do(change, new ReopenChange(new(change), reason ?? "") { Id = id, Site = site });

    internal static IReadOnlyList<Function> FunctionsIn(StringValues entered) =>
        [.. entered.OfType<string>().Where(one => one.Length > 0).Select(one => Enum.TryParse<Function>(one, out var function) && Enum.IsDefined(function)
            ? function
            : throw new BadHttpRequestException($"'{one}' is no function."))];

    private static string[] Filled(StringValues entered) => [.. entered.OfType<string>().Where(one => one.Length > 0)];

    private static string? Text(StringValues entered, int row) => row < entered.Count && !string.IsNullOrWhiteSpace(entered[row]) ? entered[row]!.Trim() : null;
}

using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Changes.Drafting;

/// <summary>What members of a pilot group do with a draft on their page: other words, another order, a step more or less, a comment. All the rest is the engineers' editor's.</summary>
internal static class DraftTogetherForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        // Who may do it the door says: it is membership that counts.
        var draft = pages.MapGroup("/sites/{site}/pilots/{pilot}/draft/{version}");
        draft.MapGet("", DraftTogetherPage.Show).OpenTo(Rights.Everyone);
        draft.MapPost("/comments", CommentOnAll).OpenTo(Rights.Everyone);
        draft.MapPost("/steps/{step}/comments", Comment).OpenTo(Rights.Everyone);
        draft.MapPost("/steps/{step}", Words).OpenTo(Rights.Everyone);
        draft.MapPost("/steps/{step}/earlier", Earlier).OpenTo(Rights.Everyone);
        draft.MapPost("/steps/{step}/remove", Remove).OpenTo(Rights.Everyone);
        draft.MapPost("/operations/{operation}/steps", Add).OpenTo(Rights.Everyone);
        draft.MapPost("/reasons/{list}", Reasons).OpenTo(Rights.Everyone);
    }

    private static Task<IResult> CommentOnAll(string site, string pilot, string version, [FromForm] Guid id, [FromForm] string? words, [AsParameters] DraftTogether page) =>
        page.Comment(site, pilot, version, id, words, null);

    private static Task<IResult> Comment(string site, string pilot, string version, string step, [FromForm] Guid id, [FromForm] string? words, [AsParameters] DraftTogether page) =>
        page.Comment(site, pilot, version, id, words, step);

    private static Task<IResult> Words(
        string site, string pilot, string version, string step, [FromForm] Guid id, [FromForm] string? name, [FromForm] string? instruction, [FromForm] string? hazard,
        [AsParameters] DraftTogether page) => page.Edit(site, pilot, version, id, step, content =>
        content.FindStep(step) is { } found
            ? new StepChanged((StepText.In(found, page.Words.Language) with { Name = name ?? "", Instruction = instruction ?? "", Hazard = hazard ?? "" }).Of(found))
            : null);

    private static Task<IResult> Earlier(string site, string pilot, string version, string step, [FromForm] Guid id, [AsParameters] DraftTogether page) =>
        page.Edit(site, pilot, version, id, step, content =>
        {
            if (content.OperationOf(step) is not { } operation)
                return null;
            var place = operation.Steps.ToList().FindIndex(one => one.Id == step);
            return place == 0 ? null : new StepMoved(step, operation.Id, place == 1 ? null : operation.Steps[place - 2].Id);
        });

    private static Task<IResult> Remove(string site, string pilot, string version, string step, [FromForm] Guid id, [AsParameters] DraftTogether page) =>
        page.Edit(site, pilot, version, id, step, content => content.FindStep(step) is null ? null : new StepRemoved(step));

    /// <summary>A step that is done and confirmed. What is measured, scanned or signed an engineer adds.</summary>
    private static Task<IResult> Add(
        string site, string pilot, string version, string operation, [FromForm] Guid id, [FromForm] string? name, [FromForm] string? instruction, [FromForm] string? after,
        [AsParameters] DraftTogether page) => page.Edit(site, pilot, version, id, null, content =>
        content.FindOperation(operation) is null
            ? null
            : new StepAdded(
                operation,
                new Step(
                    SuggestedId.OfName(name ?? "", content), name ?? "", new Confirm(),
                    string.IsNullOrWhiteSpace(instruction) ? null : new Dictionary<string, string> { [page.Words.Language] = instruction.Trim() }),
                string.IsNullOrEmpty(after) ? null : after));

    /// <summary>Each reason in the reader's language. What is left empty goes; what has no code is new; words in other languages stay.</summary>
    private static Task<IResult> Reasons(
        string site, string pilot, string version, string list, [FromForm] Guid id, [FromForm] int named, IFormCollection form,
        [AsParameters] DraftTogether page) => page.Shape(site, pilot, version, id, list, named, before =>
        {
            var (code, text) = (form["code"], form["text"]);
            var reasons = new List<Reason>();
            for (var row = 0; row < text.Count; row++)
            {
                if (text[row]?.Trim() is not { Length: > 0 } words)
                    continue;
                var known = before.FirstOrDefault(reason => row < code.Count && reason.Code == code[row]);
                if (known is null)
                    reasons.Add(new Reason(SuggestedId.OfReason(words, [.. before.Concat(reasons).Select(reason => reason.Code)]), new Dictionary<string, string> { [page.Words.Language] = words }));
                else if (words == DraftReasonsShown.TextOf(known, page.Words.Language))
                    reasons.Add(known);
                else
                    reasons.Add(known with { Text = new Dictionary<string, string>(known.Text) { [page.Words.Language] = words } });
            }

            return reasons;
        });
}

using System.Globalization;
using System.Text.Json;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Reasons;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Authoring;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Drafting;

/// <summary>A draft as the members of a pilot group see it who write it together.</summary>
/// <param name="MayEdit">Whoever looks is a member, and the change is still shaped.</param>
/// <param name="Edits">Oldest first: who changed which steps.</param>
/// <param name="Reasons">The lists of reasons that its steps name, by their ids.</param>
public sealed record DraftTogetherShown(
    Pilot Pilot, Change Change, WorkMasterVersion Draft, WorkMasterContent? Base, bool MayEdit, IReadOnlyList<DraftEditShown> Edits, IReadOnlyList<DraftCommentRow> Comments,
    IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, DraftReasonsShown> Reasons)
{
    public string Called(string person) => Names.GetValueOrDefault(person) ?? person;

    /// <summary>Who changed a step last; null where nobody has.</summary>
    public DraftEditShown? LastOf(string step) => Edits.LastOrDefault(edit => edit.Steps.Contains(step));
}

/// <summary>A list of reasons as a draft names it.</summary>
/// <param name="Version">0: the draft names none of its own.</param>
public sealed record DraftReasonsShown(Id<ReasonList> List, string Name, int Version, IReadOnlyList<Reason> Reasons)
{
    /// <summary>A reason's words for a reader; those of another language where it has none in theirs.</summary>
    public static string TextOf(Reason reason, string language) =>
        reason.Text.GetValueOrDefault(language) ?? reason.Text.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => text.Value).FirstOrDefault() ?? reason.Code;
}

/// <param name="Steps">The ids of the steps it was about.</param>
public sealed record DraftEditShown(string Person, DateTimeOffset At, IReadOnlyList<string> Steps);

/// <summary>Reads the page on which a draft is written together, and answers its forms. A route's handler takes it by AsParameters.</summary>
public sealed record DraftTogether(
    [FromServices] ViewsDb Views, [FromServices] States States, [FromServices] Names Names, [FromServices] Door Door, [FromServices] FormDoor Forms, [FromServices] Viewer Viewer,
    [FromServices] Words Words, HttpContext Http)
{
    private CancellationToken Stop => Http.RequestAborted;

    public static string PathOf(string site, string pilot, string version) => $"{PilotReading.PathOf(site, pilot)}/draft/{Uri.EscapeDataString(version)}";

    public async Task<IResult> Show(string pilot, string version) =>
        Viewer.Site is { Code: var site } && await Read(site, pilot, version) is { } shown ? Page.Of<DraftTogetherPage>(new { Shown = shown }) : Page.NothingHere();

    /// <summary>Records an edit of the draft as it is now; where somebody else has changed the same step since it was read, it is refused.</summary>
    /// <param name="step">The step it is about; null: none that is there.</param>
    public async Task<IResult> Edit(string site, string pilot, string version, Guid id, string? step, Func<WorkMasterContent, ContentChange?> change)
    {
        if (await Find(site, pilot, version) is not var (group, draft))
            return Page.NothingHere();
        if (change(draft.Content) is not { } edit)
            return Page.NothingHere();
        var command = new EditDraftTogether(group.Change, group.Id, draft.Id, BaseOf(draft, step), [edit]) { Id = id, Site = site };
        return await Take(site, pilot, version, command, step);
    }

    public async Task<IResult> Comment(string site, string pilot, string version, Guid id, string? words, string? step) =>
        await Find(site, pilot, version) is var (group, draft)
            ? await Take(site, pilot, version, new CommentOnDraft(group.Change, group.Id, draft.Id, words ?? "", step) { Id = id, Site = site }, step)
            : Page.NothingHere();

    /// <summary>Records a list of reasons as it is to be in the draft.</summary>
    /// <param name="reasons">Makes it of the one there is.</param>
    public async Task<IResult> Shape(string site, string pilot, string version, Guid id, string list, int named, Func<IReadOnlyList<Reason>, IReadOnlyList<Reason>> reasons)
    {
        if (await Find(site, pilot, version) is not var (group, draft) || !Id<ReasonList>.TryParse(list, null, out var asked))
            return Page.NothingHere();
        var read = new Reading(States, Logs.OfSite(site), Stop);
        var known = await read.Shared(asked);
        var before = known.ReasonsOf(named == 0 ? known.AtSite(await read.Of(ActiveReasonList.IdOf(asked))) : named);
        return await Take(site, pilot, version, new ShapeReasonList(group.Change, group.Id, asked, named, reasons(before)) { Id = id, Site = site }, null);
    }

    private async Task<IResult> Take(string site, string pilot, string version, SharedCommand command, string? step) =>
        await Forms.Take(command, Http) ? Page.GoTo($"{PathOf(site, pilot, version)}{(step is null ? "" : $"#step-{step}")}") : await Show(pilot, version);

    /// <summary>The revision there is, where the step is as it was read, whatever others have done to the rest; otherwise the one that was read, and then the decider refuses.</summary>
    private int BaseOf(WorkMasterVersion draft, string? step)
    {
        var form = Http.Request.Form;
        return step is null || form[DraftReading.BasisField].ToString() == BasisOf(draft.Content, step)
            ? draft.Revision
            : int.TryParse(form[DraftReading.RevisionField], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
    }

    /// <summary>What tells whether somebody else has changed a step since.</summary>
    internal static string BasisOf(WorkMasterContent content, string step) =>
        content.FindStep(step) is { } found ? new StepPart(found, content.OperationOf(step)!.Id).Basis(content) : "";

    private async Task<(Pilot Pilot, WorkMasterVersion Draft)?> Find(string site, string pilot, string version)
    {
        var read = new Reading(States, Logs.OfSite(site), Stop);
        var group = await read.Of(new Id<Pilot>(pilot));
        var draft = await read.Shared(new Id<WorkMasterVersion>(version));
        return group.Status == PilotStatus.Unknown || draft.Status == VersionStatus.Unknown ? null : (group, draft);
    }

    private async Task<DraftTogetherShown?> Read(string site, string pilot, string version)
    {
        if (await Find(site, pilot, version) is not var (group, draft))
            return null;
        var read = new Reading(States, Logs.OfSite(site), Stop);
        var change = await read.Shared(group.Change);
        if (change.Drafts.All(one => one.Version != draft.Id))
            return null;
        var basis = draft.BasedOn is { } basedOn ? (await read.Shared(basedOn)).Content : null;
        var rows = await Views.Set<MasterHistoryRow>().AsNoTracking().Where(row => row.WorkMaster == draft.WorkMaster.Value && row.Version == version && row.Changes != null)
            .OrderBy(row => row.Position).ToListAsync(Stop);
        var edits = rows.ConvertAll(row => new DraftEditShown(row.Person, row.At, StepsIn(row.Changes!)));
        var comments = await DraftComments.Read(version, Views, Stop);
        var asks = new CommentOnDraft(group.Change, group.Id, draft.Id, ActsOffered.Some) { Site = site };
        return new DraftTogetherShown(
            group, change, draft, basis, draft.Status == VersionStatus.Draft && await Door.WouldRefuse(asks, Http.Caller()!, Stop) is null, edits, comments,
            await Names.Of(edits.Select(edit => edit.Person).Concat(comments.Select(comment => comment.Person)).Concat(group.Members), Stop), await ReasonsIn(draft, read));
    }

    private static async Task<IReadOnlyDictionary<string, DraftReasonsShown>> ReasonsIn(WorkMasterVersion draft, Reading read)
    {
        var shown = new Dictionary<string, DraftReasonsShown>(StringComparer.Ordinal);
        foreach (var named in draft.Content.Operations.SelectMany(operation => operation.Steps).Select(NamedReasonList.In).OfType<NamedReasonList>().DistinctBy(one => one.List))
        {
            var list = await read.Shared(named.List);
            if (list.InUse)
                shown[named.List.Value] = new DraftReasonsShown(named.List, list.Name, named.Version ?? 0, list.ReasonsOf(named.Version ?? list.AtSite(await read.Of(ActiveReasonList.IdOf(named.List)))));
        }

        return shown;
    }

    /// <summary>The steps that an edit was about, as the history has them.</summary>
    private static IReadOnlyList<string> StepsIn(string changes) =>
    [
        .. (JsonSerializer.Deserialize(changes, MastersJson.Default.IReadOnlyListContentChange) ?? []).Select(change => change switch
        {
            StepAdded added => added.Step.Id,
            StepChanged changed => changed.Step.Id,
            StepMoved moved => moved.Step,
            StepRemoved removed => removed.Step,
            _ => null,
        }).OfType<string>().Distinct(),
    ];
}

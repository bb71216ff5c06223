using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;

namespace Groundswell.Changes.Reasons;

/// <summary>
/// Shape a list of reasons as a member of a change's pilot group: the whole list as it is to be. It becomes a version of its own, which the change's drafts name from then on;
/// so it is tried, accepted and launched with them, and with nothing else.
/// </summary>
/// <param name="Pilot">The pilot group, at the command's site.</param>
/// <param name="BaseVersion">The version that the drafts named when the member looked; 0: none.</param>
/// <param name="Reasons">All of them. A code stays what it is where only its words change, so that losses can be compared.</param>
public sealed record ShapeReasonList(Id<Change> Change, Id<Pilot> Pilot, Id<ReasonList> List, int BaseVersion, IReadOnlyList<Reason> Reasons) : SharedCommand
{
    /// <param name="own">What people at the pilot group's site choose from now, where the drafts name no version.</param>
    /// <param name="drafts">The change's drafts.</param>
    public static Decision Decide(
        ShapeReasonList shape, Change change, Pilot pilot, ReasonList list, ActiveReasonList own, IReadOnlyList<WorkMasterVersion> drafts, Circumstances circumstances)
    {
        if ((ChangeRules.NotOpen(shape.Change, change) ?? PilotRules.NotOfGroup(shape.Pilot, shape.Change, pilot, circumstances)) is { } refusal)
            return refusal;
        if (!list.InUse)
            return new ReasonListNotInUse(shape.List);
        var naming = drafts.Where(draft => draft.Status == VersionStatus.Draft && StepsOf(draft, shape.List).Any()).ToList();
        if (naming.Count == 0)
            return new ReasonListInNoDraft(shape.List);
        var named = NamedNow(naming, shape.List);
        if (named != shape.BaseVersion)
            return new DraftMovedOn(shape.BaseVersion, named);
        if (ReasonCheck.Fault(shape.Reasons) is { } fault)
            return fault;
        if (ContentText.Same(shape.Reasons, list.ReasonsOf(named == 0 ? list.AtSite(own) : named), MastersJson.Default.IReadOnlyListReason))
            return new DraftUnchanged(naming[0].Id);

        var next = list.Versions.Length + 1;
        var version = new NamedReasonList(shape.List, next).Named;
        return naming.Aggregate(
            Decision.Of([new Decided(shape.List.Stream, new ReasonListRevised(shape.List, next, list.Name, shape.Reasons, shape.Change.Value))]),
            (decision, draft) => decision.And(draft.Id, new DraftEdited(
                draft.Id, draft.Revision + 1, [.. StepsOf(draft, shape.List).Select(step => new StepChanged(step with { Does = ((ReportOutput)step.Does) with { Reasons = version } }))])));
    }

    /// <summary>The version of a list that drafts name; 0 where none of them names one.</summary>
    internal static int NamedNow(IReadOnlyList<WorkMasterVersion> drafts, Id<ReasonList> list) => drafts.SelectMany(draft => StepsOf(draft, list))
        .Select(step => NamedReasonList.In(step)!.Value.Version ?? 0).DefaultIfEmpty(0).Max();

    private static IEnumerable<Step> StepsOf(WorkMasterVersion draft, Id<ReasonList> list) =>
        draft.Content.Operations.SelectMany(operation => operation.Steps).Where(step => NamedReasonList.In(step)?.List == list);
}

/// <summary>No step of the change's drafts asks for a reason from this list: there is nothing that it would go live with.</summary>
public sealed record ReasonListInNoDraft(Id<ReasonList> List) : Refusal("change.reason-list-in-no-draft")
{
    public override string Field => "list";
}

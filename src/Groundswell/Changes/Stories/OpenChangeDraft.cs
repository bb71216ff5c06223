using Groundswell.Changes.Openings;
using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;

namespace Groundswell.Changes.Stories;

/// <summary>Open, for a change, a draft of the next version of a work master: a copy of an approved one.</summary>
/// <param name="BasedOn">The number of the version to copy; null: the last that is not retired.</param>
public sealed record OpenChangeDraft(Id<Change> Change, Id<WorkMaster> WorkMaster, int? BasedOn = null) : SharedCommand
{
    public static Decision Decide(OpenChangeDraft open, Change change, WorkMaster master, WorkMasterVersion basedOn)
    {
        if (ChangeRules.NotOpen(open.Change, change) is { } refusal)
            return refusal;
        if (change.OpensSite)
            return new OpensSite(open.Change);
        if (change.Drafts.Any(draft => draft.WorkMaster == open.WorkMaster))
            return new ChangeHasDraft(open.Change, open.WorkMaster);

        // What a draft is compared with makes its class. Another draft would make a large change look small.
        if (basedOn.Status is not (VersionStatus.Approved or VersionStatus.Unknown))
            return new VersionNotApproved(basedOn.Id, basedOn.Status);
        if (!master.IsKnown)
            return new WorkMasterUnknown(open.WorkMaster);
        if (basedOn.Status == VersionStatus.Unknown)
            return new VersionUnknown(open.WorkMaster.Version(open.BasedOn ?? 1));
        if (basedOn.Variant is { } own && (change.VariantOf is null || !own.IsOf(change.Origin)))
            return new VersionIsVariant(basedOn.Id, own.Site);

        // What a variant carries is the site's own, whichever master it is of.
        var variant = change.VariantOf is null ? null
            : new SiteVariant(change.Origin, basedOn.Variant?.Core ?? basedOn.Id, change.Reason, basedOn.Variant is null ? null : basedOn.Id);
        return OpenDraft.Opened(master, basedOn.Id, basedOn.Content, null, variant).On(open.WorkMaster)
            .And(open.Change, new ChangeDraftOpened(open.Change, open.WorkMaster, open.WorkMaster.Version(master.NextNumber)));
    }
}

/// <summary>Edit a change's draft as a member of its pilot group. The edit is the member's own in the record.</summary>
/// <param name="Pilot">The pilot group, at the command's site.</param>
/// <param name="BaseRevision">The revision that the member looked at.</param>
/// <param name="Changes">What is to be different, one after the other.</param>
public sealed record EditDraftTogether(
    Id<Change> Change, Id<Pilot> Pilot, Id<WorkMasterVersion> Version, int BaseRevision, IReadOnlyList<ContentChange> Changes) : SharedCommand
{
    public static Decision Decide(EditDraftTogether edit, Change change, Pilot pilot, WorkMasterVersion version, Circumstances circumstances)
    {
        if ((ChangeRules.NotOpen(edit.Change, change) ?? PilotRules.NotOfGroup(edit.Pilot, edit.Change, pilot, circumstances)) is { } refusal)
            return refusal;
        if (change.Drafts.All(draft => draft.Version != edit.Version))
            return new DraftOfOtherChange(edit.Change, edit.Version);

        return DraftEdits.Decide(edit.Version, version, edit.BaseRevision, edit.Changes);
    }
}

using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Materials.Definitions;

namespace Groundswell.Changes.Stories;

/// <summary>Freeze a draft as it is now, as a numbered revision that can be tried. For the members of the pilot group.</summary>
/// <param name="BaseRevision">The revision of the draft that is meant.</param>
public sealed record FreezeRevision(Id<Change> Change, Id<Pilot> Pilot, Id<WorkMasterVersion> Version, int BaseRevision) : SharedCommand
{
    /// <param name="basedOn">The version that the draft was copied from.</param>
    /// <param name="materials">Every material that the content names.</param>
    public static Decision Decide(
        FreezeRevision freeze, Change change, Pilot pilot, WorkMasterVersion draft, WorkMasterVersion basedOn, WorkMaster master,
        IReadOnlyList<MaterialDefinition> materials, Circumstances circumstances)
    {
        if ((ChangeRules.NotOpen(freeze.Change, change) ?? PilotRules.NotOfGroup(freeze.Pilot, freeze.Change, pilot, circumstances)) is { } refusal)
            return refusal;
        if (change.Drafts.All(one => one.Version != freeze.Version))
            return new DraftOfOtherChange(freeze.Change, freeze.Version);
        if (DraftEdits.NotNow(freeze.Version, draft, freeze.BaseRevision) is { } moved)
            return moved;
        if (ContentCheck.Faults(draft.Content, master, materials) is { Count: > 0 } faults)
            return new VersionFaulty(faults);
        var least = ClassOfChange.Between(draft, basedOn);
        if (least == ChangeClass.None)
            return new NothingToTry(freeze.Version);

        var number = NextNumber(change, freeze.Version);
        var revision = freeze.Version.Revision(number);
        var hash = ContentText.HashOf(draft.Content);
        return Decision
            .Of(new RevisionFrozen(freeze.Change, freeze.Version, revision, number, hash, least))
            .And(revision, new VersionFrozen(
                revision, draft.WorkMaster, draft.Number, freeze.Version, draft.Revision, draft.Content, hash, [.. draft.Editors.Order(StringComparer.Ordinal)],
                draft.Variant));
    }

    internal static int NextNumber(Change change, Id<WorkMasterVersion> draft) => 1 + change.Revisions.Count(frozen => frozen.Draft == draft);
}

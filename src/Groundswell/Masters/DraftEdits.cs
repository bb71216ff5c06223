using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters;

/// <summary>What every edit of a draft has to keep to.</summary>
internal static class DraftEdits
{
    /// <param name="basedOn">The revision the editor looked at; null: they don't say.</param>
    public static Decision Decide(Id<WorkMasterVersion> asked, WorkMasterVersion version, int? basedOn, params IReadOnlyList<ContentChange> changes)
    {
        if (NotNow(asked, version, basedOn) is { } refusal)
            return refusal;

        var after = ContentChanges.Apply(version.Content, changes);
        if (ContentText.Same(version.Content, after, MastersJson.Default.WorkMasterContent))
            return new DraftUnchanged(asked);
        if (ContentIds.Faults(after) is { Count: > 0 } faults)
            return new DraftIdsUnfit(faults);

        return new DraftEdited(asked, version.Revision + 1, changes);
    }

    /// <summary>Why the version can't be edited from that revision, or null.</summary>
    public static Refusal? NotNow(Id<WorkMasterVersion> asked, WorkMasterVersion version, int? basedOn) => version.Status switch
    {
        VersionStatus.Unknown => new VersionUnknown(asked),
        VersionStatus.Draft => basedOn is { } revision && revision != version.Revision ? new DraftMovedOn(revision, version.Revision) : null,
        var status => new VersionNotDraft(asked, status),
    };
}

/// <summary>Somebody has edited the draft since it was read.</summary>
public sealed record DraftMovedOn(int BaseRevision, int Revision) : Refusal("draft.moved-on")
{
    public override string Field => "baseRevision";
}

/// <summary>The edit leaves the draft as it is: it asks for what is there, or names what is not.</summary>
public sealed record DraftUnchanged(Id<WorkMasterVersion> Version) : Refusal("draft.unchanged");

/// <summary>Ids are missing, misshapen or used twice: then nothing could be compared any more.</summary>
public sealed record DraftIdsUnfit(IReadOnlyList<ContentFault> Faults) : Refusal("draft.ids-unfit");

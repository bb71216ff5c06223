using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters;

/// <summary>Say that a draft is finished: from now on nothing changes in it, and it can be reviewed and approved.</summary>
/// <param name="Revision">The revision that is meant; null: the one there is.</param>
public sealed record SendToReview(Id<WorkMasterVersion> Version, int? Revision = null, string? Remark = null) : EnterpriseCommand
{
    /// <param name="materials">Every material that the content names.</param>
    public static Decision Decide(SendToReview send, WorkMasterVersion version, WorkMaster master, IReadOnlyList<MaterialDefinition> materials)
    {
        if (version.Status == VersionStatus.Unknown)
            return new VersionUnknown(send.Version);
        if (version.Status != VersionStatus.Draft)
            return new VersionNotDraft(send.Version, version.Status);
        if (send.Revision is { } revision && revision != version.Revision)
            return new DraftMovedOn(revision, version.Revision);
        if (ContentCheck.Faults(version.Content, master, materials) is { Count: > 0 } faults)
            return new VersionFaulty(faults);

        return new VersionSentToReview(send.Version, version.Revision, ContentText.HashOf(version.Content), version.Content, send.Remark);
    }
}

/// <summary>The content can't be worked by. All its faults at once.</summary>
public sealed record VersionFaulty(IReadOnlyList<ContentFault> Faults) : Refusal("version.faulty")
{
    public int Count => Faults.Count;
}

using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters;

/// <summary>Make a draft say this and nothing else. The record keeps what changed by it.</summary>
/// <param name="BaseRevision">The revision that the new content was written from.</param>
public sealed record ReplaceDraft(Id<WorkMasterVersion> Version, int BaseRevision, WorkMasterContent Content) : EnterpriseCommand
{
    public static Decision Decide(ReplaceDraft replace, WorkMasterVersion version)
    {
        if (DraftEdits.NotNow(replace.Version, version, replace.BaseRevision) is { } refusal)
            return refusal;

        // Before they are compared: contents are compared by ids.
        if (ContentIds.Faults(replace.Content) is { Count: > 0 } faults)
            return new DraftIdsUnfit(faults);

        return DraftEdits.Decide(
            replace.Version, version, replace.BaseRevision, ContentChanges.Between(version.Content, replace.Content));
    }
}

using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters;

/// <summary>Change a draft's name, or the size of the run that it is given for.</summary>
public sealed record ChangeDraftHead(Id<WorkMasterVersion> Version, string Name, MadeMaterial Makes, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(ChangeDraftHead change, WorkMasterVersion version) =>
        DraftEdits.Decide(change.Version, version, change.BaseRevision, new HeadChanged(change.Name, change.Makes));
}

using Groundswell.Deciding;

namespace Groundswell.Masters;

/// <summary>Retire an approved version: no site is given it any more, and no order gets it.</summary>
public sealed record RetireVersion(Id<WorkMasterVersion> Version, string Reason) : EnterpriseCommand
{
    public static Decision Decide(RetireVersion retire, WorkMasterVersion version)
    {
        if (version.Status == VersionStatus.Unknown)
            return new VersionUnknown(retire.Version);
        if (version.Status != VersionStatus.Approved)
            return new VersionNotApproved(retire.Version, version.Status);
        if (string.IsNullOrWhiteSpace(retire.Reason))
            return new MasterReasonMissing();

        return Decision
            .Of(new VersionRetired(retire.Version, retire.Reason.Trim()))
            .And(version.WorkMaster, new WorkMasterVersionRetired(version.WorkMaster, version.Number));
    }
}

/// <summary>Give a draft up. Its number is not used again, and what was written stays in the record.</summary>
public sealed record DiscardDraft(Id<WorkMasterVersion> Version, string Reason) : EnterpriseCommand
{
    public static Decision Decide(DiscardDraft discard, WorkMasterVersion version)
    {
        if (version.Status == VersionStatus.Unknown)
            return new VersionUnknown(discard.Version);
        if (version.Status != VersionStatus.Draft)
            return new VersionNotDraft(discard.Version, version.Status);
        if (string.IsNullOrWhiteSpace(discard.Reason))
            return new MasterReasonMissing();

        return Decision
            .Of(new DraftDiscarded(discard.Version, discard.Reason.Trim()))
            .And(version.WorkMaster, new WorkMasterVersionRetired(version.WorkMaster, version.Number));
    }
}

using Groundswell.Deciding;

namespace Groundswell.Masters;

/// <summary>The enterprise has no such work master.</summary>
public sealed record WorkMasterUnknown(Id<WorkMaster> WorkMaster) : Refusal("work-master.unknown")
{
    public override string Field => "workMaster";
}

/// <summary>There is no such version of the work master.</summary>
public sealed record VersionUnknown(Id<WorkMasterVersion> Version) : Refusal("version.unknown")
{
    public override string Field => "version";
}

/// <summary>Only a draft can be edited, sent to review or given up.</summary>
public sealed record VersionNotDraft(Id<WorkMasterVersion> Version, VersionStatus Status) : Refusal("version.not-draft");

/// <summary>Only what is in review is reviewed, approved or returned.</summary>
public sealed record VersionNotInReview(Id<WorkMasterVersion> Version, VersionStatus Status) : Refusal("version.not-in-review");

/// <summary>Only an approved version is given to a site or retired.</summary>
public sealed record VersionNotApproved(Id<WorkMasterVersion> Version, VersionStatus Status) : Refusal("version.not-approved")
{
    public override string Field => "version";
}

/// <summary>The name by which people know it is missing.</summary>
public sealed record MasterNameMissing() : Refusal("work-master.name-missing")
{
    public override string Field => "name";
}

/// <summary>The reason stays in the record.</summary>
public sealed record MasterReasonMissing() : Refusal("work-master.reason-missing")
{
    public override string Field => "reason";
}

/// <summary>What shows that it was in force elsewhere is missing.</summary>
public sealed record EvidenceMissing() : Refusal("work-master.evidence-missing")
{
    public override string Field => "evidence";
}

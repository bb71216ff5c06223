using Groundswell.Deciding;

namespace Groundswell.Masters.Effective;

/// <summary>The site has a version of this master: another one does not come by commissioning.</summary>
public sealed record VersionRunsHere(Id<WorkMaster> WorkMaster) : Refusal("commissioning.version-runs-here")
{
    public override string Field => "workMaster";
}

/// <summary>The site has had another version of this master: a further one is launched, with a change.</summary>
public sealed record NotTheFirstVersion(Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version) : Refusal("commissioning.not-the-first")
{
    public override string Field => "version";
}

/// <summary>The site lead has signed for a version already, and Quality has not answered.</summary>
public sealed record CommissioningAskedAlready(Id<WorkMasterVersion> Version) : Refusal("commissioning.asked-already");

/// <summary>The site lead has not signed for this version.</summary>
public sealed record CommissioningNotAsked(Id<WorkMasterVersion> Version) : Refusal("commissioning.not-asked")
{
    public override string Field => "version";
}

/// <summary>Two have to sign, not one twice.</summary>
public sealed record SecondSignerIsFirst(string Person) : Refusal("commissioning.second-signer-is-first");

/// <summary>Nothing waits for Quality's signature.</summary>
public sealed record NothingToDecline(Id<WorkMaster> WorkMaster) : Refusal("commissioning.nothing-to-decline");

/// <summary>The site has no commissioned version of this master.</summary>
public sealed record NothingCommissioned(Id<WorkMaster> WorkMaster) : Refusal("commissioning.nothing-commissioned")
{
    public override string Field => "workMaster";
}

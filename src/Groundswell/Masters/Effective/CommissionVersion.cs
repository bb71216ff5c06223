using Groundswell.Deciding;

namespace Groundswell.Masters.Effective;

/// <summary>Ask, as the site lead, that a master's first version be used at the site. Signed: "approved", over its content hash. Quality signs next.</summary>
/// <param name="From">The first shift date it is to be for; null: at once.</param>
public sealed record AskForCommissioning(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, DateOnly? From = null, string? Remark = null) : SiteCommand
{
    public static Decision Decide(AskForCommissioning ask, EffectiveVersion effective, WorkMasterVersion version, Circumstances circumstances)
    {
        if (version.Status == VersionStatus.Unknown || version.WorkMaster != ask.WorkMaster)
            return new VersionUnknown(ask.Version);
        if (version is not { Status: VersionStatus.Approved, ContentHash: { } hash })
            return new VersionNotApproved(ask.Version, version.Status);
        if (effective.HasVersion)
            return new VersionRunsHere(ask.WorkMaster);
        if (effective.Asked is { } asked)
            return new CommissioningAskedAlready(asked.Version);
        if (circumstances.LacksSignature(SignatureMeaning.Approved, hash) is { } unsigned)
            return unsigned;

        return new VersionCommissioningAsked(
            ask.WorkMaster, ask.Version, hash, circumstances.Own(SignatureMeaning.Approved, hash), ask.From, ask.Remark);
    }
}

/// <summary>Let the site use the version that the site lead has asked for, for Quality. Signed: "approved", over its content hash.</summary>
public sealed record CommissionVersion(Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version) : SiteCommand
{
    public static Decision Decide(CommissionVersion commission, EffectiveVersion effective, WorkMasterVersion version, Circumstances circumstances)
    {
        if (effective.Asked is not { } asked || asked.Version != commission.Version)
            return new CommissioningNotAsked(commission.Version);
        if (version.Status != VersionStatus.Approved)
            return new VersionNotApproved(commission.Version, version.Status);
        if (asked.Signature.Signer == circumstances.Person)
            return new SecondSignerIsFirst(circumstances.Person);
        if (circumstances.LacksSignature(SignatureMeaning.Approved, asked.ContentHash) is { } unsigned)
            return unsigned;

        return new VersionCommissioned(
            commission.WorkMaster, commission.Version, asked.ContentHash,
            [asked.Signature, circumstances.Own(SignatureMeaning.Approved, asked.ContentHash)], asked.From);
    }
}

/// <summary>Take back what the site lead has asked for, before Quality has signed it: either of them can.</summary>
public sealed record DeclineCommissioning(Id<WorkMaster> WorkMaster, string Reason) : SiteCommand
{
    public static Decision Decide(DeclineCommissioning decline, EffectiveVersion effective)
    {
        if (effective.Asked is not { } asked)
            return new NothingToDecline(decline.WorkMaster);
        if (string.IsNullOrWhiteSpace(decline.Reason))
            return new MasterReasonMissing();

        return new VersionCommissioningDeclined(decline.WorkMaster, asked.Version, decline.Reason.Trim());
    }
}

/// <summary>Let no more orders get the commissioned version, for Quality. Signed: "approved", over its content hash. The site has none then, until one is commissioned.</summary>
public sealed record WithdrawCommissioning(Id<WorkMaster> WorkMaster, string Reason) : SiteCommand
{
    public static Decision Decide(WithdrawCommissioning withdraw, EffectiveVersion effective, Circumstances circumstances)
    {
        var commissioned = effective.Provisions.LastOrDefault(provision => provision is { Source: VersionSource.Commissioning, WithdrawnAt: null });
        if (commissioned is null)
            return new NothingCommissioned(withdraw.WorkMaster);
        if (string.IsNullOrWhiteSpace(withdraw.Reason))
            return new MasterReasonMissing();
        if (circumstances.LacksSignature(SignatureMeaning.Approved, commissioned.ContentHash) is { } unsigned)
            return unsigned;

        return new VersionCommissioningWithdrawn(
            withdraw.WorkMaster, commissioned.Version, commissioned.Position, withdraw.Reason.Trim(),
            circumstances.Own(SignatureMeaning.Approved, commissioned.ContentHash));
    }
}

/// <summary>The site has a version of this master: another one does not come by commissioning.</summary>
public sealed record VersionRunsHere(Id<WorkMaster> WorkMaster) : Refusal("commissioning.version-runs-here")
{
    public override string Field => "workMaster";
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

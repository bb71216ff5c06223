using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Signing;

namespace Groundswell.Masters.Effective;

/// <summary>Ask, as the site lead, that a master's first version be used at the site. Signed: "approved". Quality signs next.</summary>
/// <param name="From">The first shift date it is to be for; null: at once.</param>
public sealed record AskForCommissioning(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, DateOnly? From = null, string? Remark = null) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.SiteLead))];

    public static Decision Decide(
        AskForCommissioning ask, EffectiveVersion effective, WorkMasterVersion version, SiteAtWork work, Site site, Circumstances circumstances)
    {
        if (!work.IsAtWork(site))
            return new SiteNotAtWork(ask.Site);
        if (version.Status == VersionStatus.Unknown || version.WorkMaster != ask.WorkMaster)
            return new VersionUnknown(ask.Version);
        if (version is not { Status: VersionStatus.Approved, ContentHash: { } hash })
            return new VersionNotApproved(ask.Version, version.Status);
        if (version.NotOf(ask.Site) is { } ofOther)
            return ofOther;
        if (CommissionVersion.ComesOtherwise(effective, ask.WorkMaster, ask.Version, work) is { } otherwise)
            return otherwise;
        if (effective.Asked is { } asked)
            return new CommissioningAskedAlready(asked.Version);
        var shown = SheetOf(ask, version, work).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new VersionCommissioningAsked(
            ask.WorkMaster, ask.Version, hash, circumstances.Own(SignatureMeaning.Approved, shown), ask.From, ask.Remark,
            work.Opened);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, await read.Shared(Version), await read.Of(SiteAtWork.OfSite));

    internal static SigningSheet SheetOf(AskForCommissioning ask, WorkMasterVersion version, SiteAtWork work) =>
        CommissioningSheet.Of("Ask that a version be used at the site", ask.Site, version.WorkMaster, version.Id, version.ContentHash, ask.From, work.Opened)
            .With("Remark", ask.Remark);
}

/// <summary>Let the site use the version that the site lead has asked for, for Quality. Signed: "approved".</summary>
public sealed record CommissionVersion(Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    public static Decision Decide(
        CommissionVersion commission, EffectiveVersion effective, WorkMasterVersion version, SiteAtWork work, Site site, Circumstances circumstances)
    {
        if (!work.IsAtWork(site))
            return new SiteNotAtWork(commission.Site);
        if (effective.Asked is not { } asked || asked.Version != commission.Version)
            return new CommissioningNotAsked(commission.Version);
        if (version.Status != VersionStatus.Approved)
            return new VersionNotApproved(commission.Version, version.Status);
        if (ComesOtherwise(effective, commission.WorkMaster, commission.Version, work) is { } otherwise)
            return otherwise;
        if (asked.Signature.Signer == circumstances.Person)
            return new SecondSignerIsFirst(circumstances.Person);
        var shown = SheetOf(commission, asked).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new VersionCommissioned(
            commission.WorkMaster, commission.Version, asked.ContentHash,
            [asked.Signature, circumstances.Own(SignatureMeaning.Approved, shown)], asked.From, asked.WorkCenters);
    }

    /// <summary>
    /// Only a site's first version of a master is commissioned. What was commissioned and withdrawn may be commissioned again: that is the same version;
    /// another one is launched. Where launches have come to further work centers since, so may it.
    /// </summary>
    internal static Refusal? ComesOtherwise(EffectiveVersion effective, Id<WorkMaster> master, Id<WorkMasterVersion> version, SiteAtWork work) =>
        effective.HasVersion && !GoesOn(effective, version, work) ? new VersionRunsHere(master)
        : effective.Provisions.Any(given => given.Source != VersionSource.Commissioning || given.Version != version) ? new NotTheFirstVersion(master, version)
        : null;

    private static bool GoesOn(EffectiveVersion effective, Id<WorkMasterVersion> version, SiteAtWork work)
    {
        var runs = effective.Provisions.Where(given => given.WithdrawnAt is null).ToList();
        return runs.TrueForAll(given => given.Source == VersionSource.Commissioning && given.Version == version)
            && (work.Opened ?? []).Any(center => !runs.Exists(given => given.Scope.HasWorkCenter(center)));
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) =>
        SheetOf(this, (await read.Of(EffectiveVersion.IdOf(WorkMaster))).Asked);

    internal static SigningSheet SheetOf(CommissionVersion commission, VersionCommissioningAsked? asked) =>
        CommissioningSheet.Of("Commission a version at the site", commission.Site, commission.WorkMaster, commission.Version, asked?.ContentHash, asked?.From, asked?.WorkCenters)
            .With("Asked for by", asked?.Signature.PrintedName)
            .With("Remark", asked?.Remark);
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

/// <summary>Let no more orders get the commissioned version, for Quality. Signed: "approved". The site then has what a change has given it, or none.</summary>
public sealed record WithdrawCommissioning(Id<WorkMaster> WorkMaster, string Reason) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    public static Decision Decide(WithdrawCommissioning withdraw, EffectiveVersion effective, Circumstances circumstances)
    {
        if (Commissioned(effective) is not [.., var commissioned] all)
            return new NothingCommissioned(withdraw.WorkMaster);
        if (string.IsNullOrWhiteSpace(withdraw.Reason))
            return new MasterReasonMissing();
        var shown = SheetOf(withdraw, commissioned).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        // Wherever it was commissioned: it may have gone from work center to work center.
        var signature = circumstances.Own(SignatureMeaning.Approved, shown);
        return Decision.Of([.. all.Select(one => new Decided(null, new VersionCommissioningWithdrawn(withdraw.WorkMaster, one.Version, one.Position, withdraw.Reason.Trim(), signature)))]);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, Commissioned(await read.Of(EffectiveVersion.IdOf(WorkMaster))) is [.., var last] ? last : null);

    internal static SigningSheet SheetOf(WithdrawCommissioning withdraw, Provision? commissioned) =>
        CommissioningSheet.Of("Withdraw a version from the site", withdraw.Site, withdraw.WorkMaster, commissioned?.Version, commissioned?.ContentHash, null)
            .With("Reason", withdraw.Reason);

    private static IReadOnlyList<Provision> Commissioned(EffectiveVersion effective) =>
        [.. effective.Provisions.Where(provision => provision is { Source: VersionSource.Commissioning, WithdrawnAt: null })];
}

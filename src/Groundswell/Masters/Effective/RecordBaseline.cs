using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using Groundswell.Plant;
using Groundswell.Signing;

namespace Groundswell.Masters.Effective;

/// <summary>Say which version of a master ran at the site before the site had a record. Once for each master, and only while nothing else has given the site a version.</summary>
/// <remarks>Where the site, or what is made, is under GMP it is signed by Quality: "approved".</remarks>
/// <param name="InUse">One version for the site, and others for work centers where another one ran.</param>
/// <param name="Evidence">What shows that it ran: a batch record, an export, an agreement.</param>
public sealed record RecordBaseline(Id<WorkMaster> WorkMaster, IReadOnlyList<BaselineVersion> InUse, string Evidence) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    /// <param name="versions">The versions that the command names.</param>
    /// <param name="workCenters">The work centers that the command names.</param>
    /// <param name="materials">What the versions make.</param>
    public static Decision Decide(
        RecordBaseline record, EffectiveVersion effective, IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<WorkCenter> workCenters,
        IReadOnlyList<MaterialDefinition> materials, SiteAtWork work, Site site, Circumstances circumstances)
    {
        if (work is { Began: SiteBeginning.Opening, Change: { } opening })
            return new SiteOpenedByChange(record.Site, opening);
        if (effective.HasBaseline || !effective.Provisions.IsEmpty)
            return new VersionsGivenAlready(record.WorkMaster);
        if (string.IsNullOrWhiteSpace(record.Evidence))
            return new EvidenceMissing();
        if (record.InUse.Count == 0 || record.InUse.Contains(null!) || record.InUse.DistinctBy(use => use.WorkCenter).Count() < record.InUse.Count)
            return new BaselineUnclear(record.WorkMaster);

        var uses = new List<VersionInUse>();
        foreach (var use in record.InUse)
        {
            var version = versions.FirstOrDefault(known => known.Id == use.Version);
            if (version is null || version.WorkMaster != record.WorkMaster)
                return new VersionUnknown(use.Version);
            if (version is not { Status: VersionStatus.Approved, ContentHash: { } hash })
                return new VersionNotApproved(use.Version, version.Status);
            if (version.NotOf(record.Site) is { } ofOther)
                return ofOther;
            if (use.WorkCenter is { } center && workCenters.All(known => known.Id != center || known.InUse != Plant.InUse.Yes))
                return new NotInUse(WorkCenter.Kind, center.Value);
            uses.Add(new VersionInUse(use.Version, hash, use.WorkCenter));
        }

        if ((site.UnderGmp || materials.Any(material => material.UnderGmp)) && circumstances.LacksSignature(SignatureMeaning.Approved, SheetOf(record, versions).ContentHash) is { } unsigned)
            return unsigned;

        var recorded = Decision.Of(new BaselineRecorded(record.WorkMaster, uses, record.Evidence.Trim(), circumstances.Signatures));
        return work.Began == SiteBeginning.NotYet ? recorded.And(SiteAtWork.OfSite, new SiteBeganWork(SiteBeginning.Baseline)) : recorded;
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read)
    {
        var versions = new List<WorkMasterVersion>();
        foreach (var use in InUse.OfType<BaselineVersion>())
            versions.Add(await read.Shared(use.Version));
        return SheetOf(this, versions);
    }

    internal static SigningSheet SheetOf(RecordBaseline record, IReadOnlyList<WorkMasterVersion> versions) =>
        record.InUse.OfType<BaselineVersion>().Aggregate(
            new SigningSheet("Enter what ran before there was a record").With("Site", record.Site).With("Work master", record.WorkMaster.Value),
            (sheet, use) => sheet
                .With(use.WorkCenter is { } center ? SheetWord.Of("Version at {center}", ("center", center)) : "Version", use.Version.Value)
                .With("Content (SHA-256)", versions.FirstOrDefault(version => version.Id == use.Version)?.ContentHash))
        .With("Evidence", record.Evidence);
}

/// <summary>A version that ran at the site, and where.</summary>
/// <param name="WorkCenter">Null: wherever no other line names the work center.</param>
public sealed record BaselineVersion(Id<WorkMasterVersion> Version, Id<WorkCenter>? WorkCenter = null);

/// <summary>The site was given a version of this master: a baseline is for what ran before.</summary>
public sealed record VersionsGivenAlready(Id<WorkMaster> WorkMaster) : Refusal("baseline.versions-given-already")
{
    public override string Field => "workMaster";
}

/// <summary>No version is named, or two for one place.</summary>
public sealed record BaselineUnclear(Id<WorkMaster> WorkMaster) : Refusal("baseline.unclear")
{
    public override string Field => "inUse";
}

using Groundswell.Deciding;
using Groundswell.Signing;

namespace Groundswell.Masters;

/// <summary>Send a version back from review, so that it can be edited again.</summary>
public sealed record ReturnToDraft(Id<WorkMasterVersion> Version, string Reason) : EnterpriseCommand
{
    public static Decision Decide(ReturnToDraft give, WorkMasterVersion version)
    {
        if (version.Status == VersionStatus.Unknown)
            return new VersionUnknown(give.Version);
        if (version.Status != VersionStatus.InReview)
            return new VersionNotInReview(give.Version, version.Status);
        if (string.IsNullOrWhiteSpace(give.Reason))
            return new MasterReasonMissing();

        return new VersionReturnedToDraft(give.Version, give.Reason.Trim());
    }
}

/// <summary>Sign that a version in review was reviewed. Signed: "reviewed", over the hash of its content.</summary>
public sealed record ReviewVersion(Id<WorkMasterVersion> Version, string? Remark = null) : EnterpriseCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles =>
        [new(SignatureMeaning.Reviewed, Rights.Of(Role.Engineer, Role.QualityReviewer, Role.QualityApprover))];

    public static Decision Decide(ReviewVersion review, WorkMasterVersion version, Circumstances circumstances)
    {
        if (version.Status == VersionStatus.Unknown)
            return new VersionUnknown(review.Version);
        if (version is not { Status: VersionStatus.InReview, ContentHash: { } hash })
            return new VersionNotInReview(review.Version, version.Status);
        if (version.Editors.Contains(circumstances.Person))
            return new EditorJudgesOwnDraft(circumstances.Person);
        if (circumstances.LacksSignature(SignatureMeaning.Reviewed, hash) is { } unsigned)
            return unsigned;

        return new VersionReviewed(review.Version, hash, circumstances.Own(SignatureMeaning.Reviewed, hash), review.Remark);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => VersionSheet.Of("Review a version of a work master", await read.Of(Version));
}

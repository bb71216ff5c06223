using Groundswell.Deciding;
using Groundswell.Signing;

namespace Groundswell.Masters;

/// <summary>Approve a version in review, for Quality. Signed: "approved", over the hash of its content. It runs nowhere by that.</summary>
public sealed record ApproveVersion(Id<WorkMasterVersion> Version) : EnterpriseCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    public static Decision Decide(ApproveVersion approve, WorkMasterVersion version, Circumstances circumstances)
    {
        if (version.Status == VersionStatus.Unknown)
            return new VersionUnknown(approve.Version);
        if (version is not { Status: VersionStatus.InReview, ContentHash: { } hash })
            return new VersionNotInReview(approve.Version, version.Status);
        if (version.Editors.Contains(circumstances.Person))
            return new EditorJudgesOwnDraft(circumstances.Person);
        if (circumstances.LacksSignature(SignatureMeaning.Approved, hash) is { } unsigned)
            return unsigned;
        if (circumstances.Signatures.Any(signature => signature.ContentHash != hash))
            return new SignatureOfOtherContent(SignatureMeaning.Approved, hash);

        return Decision
            .Of(new VersionApproved(approve.Version, hash, circumstances.Signatures))
            .And(version.WorkMaster, new WorkMasterVersionApproved(version.WorkMaster, version.Number));
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => VersionSheet.Of("Approve a version of a work master", await read.Of(Version));
}

/// <summary>Who wrote it does not judge it: four eyes see more than two.</summary>
public sealed record EditorJudgesOwnDraft(string Person) : Refusal("version.editor-judges-own-draft");

using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.Signing;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>Let work go on after an exception, as somebody in a role that the master names.</summary>
public sealed record ReleaseException(Id<Job> Job, int Number, string Reason) : SiteCommand, ISignable
{
    private static readonly Rights Signers = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead);

    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Signers), new(SignatureMeaning.Released, Signers)];

    /// <param name="releaser">The account of whoever releases, or of the signer.</param>
    public static Decision Decide(ReleaseException release, Job job, Account releaser, Circumstances circumstances)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(release.Job);
        if (job.OpenExceptions.FirstOrDefault(open => open.Number == release.Number) is not { } open)
            return new ExceptionNotOpen(release.Job, release.Number);
        if (string.IsNullOrWhiteSpace(release.Reason))
            return new WorkReasonMissing();
        var signature = circumstances.Signatures.FirstOrDefault(signed => signed.Meaning is SignatureMeaning.Approved or SignatureMeaning.Released);
        if (open.BySignature && signature is null)
            return new ExceptionUnsigned(release.Job, release.Number);
        if (signature is not null && SheetOf(release, job).ContentHash is var hash && signature.ContentHash != hash)
            return new SignatureOfOtherContent(signature.Meaning, hash);
        var grants = signature is null ? releaser.GrantsFor(circumstances) : releaser.Id.Value == signature.Signer ? releaser.Grants : [];
        if (!new Rights(open.ReleasedBy, []).Allow(grants, release.Site))
            return new ExceptionNotYours(release.Job, release.Number, string.Join(", ", open.ReleasedBy));

        return new ExceptionReleased(release.Job, release.Number, release.Reason.Trim(), signature);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, await read.Of(Job));

    private static SigningSheet SheetOf(ReleaseException release, Job job)
    {
        var open = job.OpenExceptions.FirstOrDefault(one => one.Number == release.Number);
        return new SigningSheet("Release an exception")
            .With("Site", release.Site)
            .With("Job", release.Job.Value)
            .With("Exception", release.Number)
            .With("Step", open?.Step)
            .With("What was not as asked", open is null ? null : open.Told is { } told ? SheetWord.Of(told, open.Detail) : SheetWord.AsIs(open.Detail))
            .With("Reason", release.Reason);
    }
}

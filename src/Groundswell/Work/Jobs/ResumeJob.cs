using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>Go on with a paused or suspended job. Whoever resumes it works on it.</summary>
public sealed record ResumeJob(Id<Job> Job) : SiteCommand
{
    public static Decision Decide(
        ResumeJob resume, Job job, Order order, WorkMasterVersion version, Person person, EffectiveVersion runs, Circumstances circumstances)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(resume.Job);
        if (job.Status == JobStatus.Held)
            return new JobIsHeld(resume.Job, job.StoppedFor ?? "");
        if (job.Status is not (JobStatus.Paused or JobStatus.Suspended))
            return new JobNotStopped(resume.Job, job.Status);
        if (!order.MayBeWorkedOn)
            return new JobOrderStopped(job.Order, order.Status, order.HeldFor);
        if (StartJob.MayNotEnterCrew(job, order, version, person, runs, circumstances) is { } lacking)
            return lacking;

        return new JobResumed(resume.Job);
    }
}

/// <summary>Let a held job go on. It is paused then, for its person to resume.</summary>
public sealed record ReleaseHeldJob(Id<Job> Job, string Reason) : SiteCommand
{
    /// <param name="lifter">The account of whoever asks.</param>
    public static Decision Decide(ReleaseHeldJob release, Job job, Account lifter, Circumstances circumstances)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(release.Job);
        if (job.Status != JobStatus.Held)
            return new JobNotStopped(release.Job, job.Status);
        if (HoldLifting.IsForOthers(job.LiftedBy, lifter, release.Site, circumstances))
            return new JobHeldByQuality(release.Job, job.StoppedFor ?? "");
        if (string.IsNullOrWhiteSpace(release.Reason))
            return new WorkReasonMissing();

        return new JobPaused(release.Job, release.Reason.Trim());
    }
}

/// <summary>Quality holds the job; only Quality lets it go on.</summary>
public sealed record JobHeldByQuality(Id<Job> Job, string Reason) : Refusal("job.held-by-quality");

using Groundswell.Deciding;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>Go on with a paused or suspended job. Whoever resumes it works on it.</summary>
public sealed record ResumeJob(Id<Job> Job) : SiteCommand
{
    public static Decision Decide(ResumeJob resume, Job job, Order order) => job.Status switch
    {
        JobStatus.Unknown => new JobUnknown(resume.Job),
        JobStatus.Held => new JobIsHeld(resume.Job, job.StoppedFor ?? ""),
        JobStatus.Paused or JobStatus.Suspended => order.MayBeWorkedOn
            ? new JobResumed(resume.Job)
            : new JobOrderStopped(job.Order, order.Status, order.HeldFor),
        _ => new JobNotStopped(resume.Job, job.Status),
    };
}

/// <summary>Let a held job go on. It is paused then, for its person to resume.</summary>
public sealed record ReleaseHeldJob(Id<Job> Job, string Reason) : SiteCommand
{
    public static Decision Decide(ReleaseHeldJob release, Job job)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(release.Job);
        if (job.Status != JobStatus.Held)
            return new JobNotStopped(release.Job, job.Status);
        if (string.IsNullOrWhiteSpace(release.Reason))
            return new WorkReasonMissing();

        return new JobPaused(release.Job, release.Reason.Trim());
    }
}

using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>Stop one's own work for a while; it keeps its place at the work unit.</summary>
public sealed record PauseJob(Id<Job> Job, string Reason) : SiteCommand
{
    public static Decision Decide(PauseJob pause, Job job) =>
        StoppedJob.Refuses(pause.Job, job, pause.Reason) is { } refusal ? refusal : new JobPaused(pause.Job, pause.Reason.Trim());
}

/// <summary>
/// Stop a running job for a reason; a lead or Quality lets it go on (ISA-95 job order command "Hold"). What Quality holds, Quality alone lets go on.
/// </summary>
public sealed record HoldJob(Id<Job> Job, string Reason, string? Remark = null) : SiteCommand
{
    /// <param name="holder">The account of whoever asks.</param>
    public static Decision Decide(HoldJob hold, Job job, Account holder, Circumstances circumstances)
    {
        // Quality may make a hold of a lead's its own; otherwise the lead could let it go on while Quality is in doubt.
        var liftedBy = HoldLifting.By(holder, hold.Site, circumstances);
        if (job.Status == JobStatus.Held && (liftedBy is null || job.LiftedBy is not null))
            return new JobIsHeld(hold.Job, job.StoppedFor ?? "");

        // A paused or suspended job can be held too, for the same reason: its person could let it go on.
        var stopped = job.IsBegun ? job with { Status = JobStatus.Running } : job;
        return StoppedJob.Refuses(hold.Job, stopped, hold.Reason) is { } refusal
            ? refusal
            : new JobHeld(hold.Job, hold.Reason.Trim(), hold.Remark, liftedBy);
    }
}

/// <summary>Say that something outside has stopped the job: no material, no power, no machine.</summary>
public sealed record SuspendJob(Id<Job> Job, string Reason) : SiteCommand
{
    public static Decision Decide(SuspendJob suspend, Job job) =>
        StoppedJob.Refuses(suspend.Job, job, suspend.Reason) is { } refusal ? refusal : new JobSuspended(suspend.Job, suspend.Reason.Trim());
}

/// <summary>What stopping a job asks for, whoever stops it.</summary>
internal static class StoppedJob
{
    public static Refusal? Refuses(Id<Job> id, Job job, string reason)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(id);
        if (job.Status != JobStatus.Running)
            return new JobNotRunning(id, job.Status);
        return string.IsNullOrWhiteSpace(reason) ? new WorkReasonMissing() : null;
    }
}

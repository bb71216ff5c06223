using Groundswell.Deciding;

namespace Groundswell.Work.Jobs;

/// <summary>Say that a running job is now being set up, runs, or has broken down.</summary>
/// <param name="Reason">What broke; asked for at a breakdown.</param>
public sealed record ChangePhase(Id<Job> Job, JobPhase Phase, string? Reason = null) : SiteCommand
{
    public static Decision Decide(ChangePhase change, Job job)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(change.Job);
        if (job.Status != JobStatus.Running)
            return new JobNotRunning(change.Job, job.Status);
        if (job.Phase == change.Phase)
            return new PhaseAlready(change.Job, change.Phase);
        if (change.Phase == JobPhase.Breakdown && string.IsNullOrWhiteSpace(change.Reason))
            return new Orders.WorkReasonMissing();

        return new JobPhaseChanged(change.Job, change.Phase, change.Reason?.Trim());
    }
}

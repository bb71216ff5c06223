using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Masters.ReasonLists;
using Groundswell.People.Persons;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Jobs;

/// <summary>End a job, with what came out since the last report where there is more.</summary>
public sealed record CompleteJob(Id<Job> Job, Output? Output = null, string? BeyondPlan = null) : SiteCommand
{
    /// <param name="others">The order's other jobs, whose values conditions of steps may use.</param>
    /// <param name="shared">The lists of reasons of which the version's steps name a version.</param>
    /// <param name="own">What the site uses of the others that they name.</param>
    public static Decision Decide(
        CompleteJob complete, Job job, Order order, WorkMasterVersion version, IReadOnlyList<Job> others, IReadOnlyList<ReasonList> shared,
        IReadOnlyList<ActiveReasonList> own)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(complete.Job);
        if (job.Status != JobStatus.Running)
            return new JobNotRunning(complete.Job, job.Status);
        if (!order.MayBeWorkedOn)
            return new JobOrderStopped(job.Order, order.Status, order.HeldFor);
        if (job.OpenExceptions is [var waiting, ..])
            return new ExceptionStillOpen(complete.Job, waiting.Number, string.Join(", ", waiting.ReleasedBy));
        if (StepOrder.Open(job, version, new StepValues(version, order, [.. others, job])) is { Count: > 0 } open)
            return new StepsStillOpen(complete.Job, string.Join(", ", open.Select(step => step.Name)));
        if (complete.Output is not { Total: not 0 } output)
            return new JobCompleted(complete.Job);
        if ((ReportOutput.Unfit(complete.Job, job, output, Output.None, complete.BeyondPlan)
            ?? OutputReasons.NotOfList(output, version, job.Operation, null, shared, own)) is { } unfit)
            return unfit;

        return ReportOutput.Excepted(new JobOutputReported(complete.Job, output), job, output, Output.None, complete.BeyondPlan)
            .And(complete.Job, new JobCompleted(complete.Job));
    }
}

/// <summary>Take a completed job up again: it was completed too early, or by mistake. Whoever reopens it works on it.</summary>
public sealed record ReopenJob(Id<Job> Job, string Reason) : SiteCommand
{
    public static Decision Decide(
        ReopenJob reopen, Job job, Order order, WorkMasterVersion version, Person person, EffectiveVersion runs, Circumstances circumstances)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(reopen.Job);
        if (job.Status != JobStatus.Completed)
            return new JobNotCompleted(reopen.Job, job.Status);
        if (!order.MayBeWorkedOn)
            return new JobOrderStopped(job.Order, order.Status, order.HeldFor);
        if (string.IsNullOrWhiteSpace(reopen.Reason))
            return new WorkReasonMissing();
        if (StartJob.MayNotEnterCrew(job, order, version, person, runs, circumstances) is { } lacking)
            return lacking;

        return new JobReopened(reopen.Job, reopen.Reason.Trim());
    }
}

/// <summary>The job is not completed.</summary>
public sealed record JobNotCompleted(Id<Job> Job, JobStatus Status) : Refusal("job.not-completed");

using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>Leave a step out that the master asks for. It makes an exception, unless the step is optional.</summary>
public sealed record SkipStep(Id<Job> Job, string Step, string Reason) : SiteCommand
{
    public static Decision Decide(SkipStep skip, Job job, Order order, WorkMasterVersion version, IReadOnlyList<Job> others, Circumstances circumstances)
    {
        if (StepOrder.MayNotWork(skip.Job, job, order) is { } stopped)
            return stopped;
        if (StepOrder.Find(skip.Job, skip.Step, job, version, new StepValues(version, order, [.. others, job]), out var step) is { } unfit)
            return unfit;
        if (!job.Crew.Contains(circumstances.Person))
            return new StepByOutsider(skip.Job, circumstances.Person);
        if (string.IsNullOrWhiteSpace(skip.Reason))
            return new WorkReasonMissing();
        if (step is { Critical: true, Exceptions.NotTaken: true })
            return new StepOutsideNotTaken(step.Id, Saying.Of("told.critical"));

        var skipped = new StepSkipped(skip.Job, skip.Step, skip.Reason.Trim());
        return step.Optional
            ? skipped
            : Decision.Of(skipped, StepDoing.Raised(job, step, ExceptionKind.Skipped, Saying.Of("told.skipped", ("step", step.Name)), skip.Reason));
    }
}

using Groundswell.Deciding;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Jobs;

/// <summary>Let part of a job's quantity go on as a job of its own, at another work center perhaps.</summary>
public sealed record SplitJob(Id<Job> Job, decimal Quantity, Id<Job> Into) : SiteCommand
{
    public static Decision Decide(SplitJob split, Job job, Job into, Order order)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(split.Job);
        if (job.HasEnded)
            return new JobNotPlanned(split.Job, job.Status);
        if (!order.MayBeWorkedOn)
            return new JobOrderStopped(job.Order, order.Status, order.HeldFor);
        if (job.Status == JobStatus.Held)
            return new JobIsHeld(split.Job, job.StoppedFor ?? "");
        if (job.OpenExceptions is [var waiting, ..])
            return new ExceptionStillOpen(split.Job, waiting.Number, string.Join(", ", waiting.ReleasedBy));
        if (into.Status != JobStatus.Unknown || !split.Into.Value.StartsWith(split.Job.Value + "-", StringComparison.Ordinal))
            return new SplitIdUnfit(split.Into, split.Job);
        var open = job.Quantity - job.Output.Good - job.Output.Rejected - job.Output.Review;
        if (split.Quantity <= 0 || split.Quantity >= open)
            return new SplitQuantityUnfit(split.Quantity, open, job.Unit);

        return Decision.Of(new JobSplit(split.Job, split.Quantity, split.Into))
            .And(order.Id, new OrderJobAdded(order.Id, split.Into))
            .And(split.Into, new JobPlanned(split.Into, job.Order, job.Version, job.Operation, split.Quantity, job.Unit, job.WorkCenter));
    }
}

/// <summary>A split job is called after the one it comes from, with a hyphen and more: 4711.020-B.</summary>
public sealed record SplitIdUnfit(Id<Job> Into, Id<Job> Job) : Refusal("job.split-id-unfit")
{
    public override string Field => "into";
}

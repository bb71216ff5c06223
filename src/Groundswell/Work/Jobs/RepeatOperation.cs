using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Jobs;

/// <summary>Do an operation again, for what has to be reworked: a job that the version did not foresee, where the version allows going back.</summary>
/// <param name="After">The job whose pieces go back.</param>
/// <param name="Operation">Where they go back to.</param>
/// <param name="As">The id of the job to be, as <see cref="JobIds"/> makes it.</param>
public sealed record RepeatOperation(Id<Job> After, string Operation, Id<Job> As, decimal Quantity, string Reason) : SiteCommand
{
    public static Decision Decide(RepeatOperation repeat, Job after, Job asJob, Order order, WorkMasterVersion version)
    {
        if (after.Status == JobStatus.Unknown)
            return new JobUnknown(repeat.After);
        if (!order.MayBeWorkedOn)
            return new JobOrderStopped(after.Order, order.Status, order.HeldFor);
        if (after.Status == JobStatus.Held)
            return new JobIsHeld(repeat.After, after.StoppedFor ?? "");
        if (after.OpenExceptions is [var waiting, ..])
            return new ExceptionStillOpen(repeat.After, waiting.Number, string.Join(", ", waiting.ReleasedBy));
        var from = version.Content.FindOperation(after.Operation);
        if (from?.ReworkTo?.Contains(repeat.Operation) != true || version.Content.FindOperation(repeat.Operation) is not { } operation)
            return new NoWayBack(after.Operation, repeat.Operation);
        var time = 1 + order.Jobs.Count(job => IsOf(job, order.Id, repeat.Operation));
        if (repeat.As != JobIds.Of(order.Id, repeat.Operation, time) || asJob.Status != JobStatus.Unknown)
            return new NextRepeatIs(JobIds.Of(order.Id, repeat.Operation, time));
        if (repeat.Quantity <= 0)
            return new OutputUnfit(repeat.Quantity);
        if (string.IsNullOrWhiteSpace(repeat.Reason))
            return new WorkReasonMissing();

        var at = operation.Equipment is { Level: EquipmentLevel.WorkCenter } needs ? new Id<WorkCenter>(needs.Code) : (Id<WorkCenter>?)null;
        return Decision.Of(new OrderJobAdded(order.Id, repeat.As)).And(repeat.As, new JobPlanned(
            repeat.As, order.Id, after.Version, repeat.Operation, repeat.Quantity, after.Unit, at, repeat.After, repeat.Reason.Trim()));
    }

    private static bool IsOf(Id<Job> job, Id<Order> order, string operation)
    {
        var first = JobIds.Of(order, operation).Value;
        return job.Value == first || (job.Value.StartsWith(first + ".", StringComparison.Ordinal) && int.TryParse(job.Value[(first.Length + 1)..], out _));
    }
}

/// <summary>The version lets no work go back that way.</summary>
public sealed record NoWayBack(string From, string To) : Refusal("job.no-way-back")
{
    public override string Field => "operation";
}

/// <summary>The job to be has another id: somebody was quicker, or it is not the next.</summary>
public sealed record NextRepeatIs(Id<Job> Next) : Refusal("job.next-repeat-is")
{
    public override string Field => "as";
}

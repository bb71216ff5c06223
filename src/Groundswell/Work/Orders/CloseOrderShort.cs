using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Materials.Lots;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Orders;

/// <summary>End an order with less than was ordered: what is running has to be finished, what has not begun is cancelled.</summary>
public sealed record CloseOrderShort(Id<Order> Order, decimal Good, string Reason) : SiteCommand
{
    public static Decision Decide(
        CloseOrderShort close, Order order, IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<Job> jobs,
        IReadOnlyList<MaterialLot> assigned, MaterialLot? output, Circumstances circumstances)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(close.Order);
        if (order.Status != OrderStatus.Released)
            return new OrderNotReleased(close.Order, order.Status);
        if (order.HeldFor is { } held)
            return new OrderIsHeld(close.Order, held);
        if (string.IsNullOrWhiteSpace(close.Reason))
            return new WorkReasonMissing();
        if (close.Good < 0)
            return new OrderQuantityNotPositive(close.Good);
        if (jobs.Where(job => job.IsBegun).Select(job => job.Id).ToList() is { Count: > 0 } begun)
            return new JobsStillOpen(close.Order, string.Join(", ", begun));
        if (CompleteOrder.StillOpen(jobs) is { } waiting)
            return waiting;
        if (CompleteOrder.Beyond(order, jobs, close.Good) is { } beyond)
            return beyond;

        var ended = WithoutWaitingJobs(Decision.Of(new OrderClosedShort(close.Order, close.Good, close.Reason.Trim())), jobs, close.Reason);
        return CompleteOrder.Booked(ended, order, versions, jobs, close.Good, assigned, output, circumstances);
    }

    internal static Decision WithoutWaitingJobs(Decision ended, IReadOnlyList<Job> jobs, string reason) =>
        jobs.Where(job => !job.HasEnded).Aggregate(ended, (decision, job) => decision.And(job.Id, new JobCancelled(job.Id, reason.Trim())));
}

/// <summary>Give an order up. Nothing of it may be under way or done: what was made is accounted for by <see cref="CloseOrderShort"/>.</summary>
public sealed record CancelOrder(Id<Order> Order, string Reason) : SiteCommand
{
    public static Decision Decide(CancelOrder cancel, Order order, IReadOnlyList<Job> jobs)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(cancel.Order);
        if (order.Status is not (OrderStatus.Created or OrderStatus.Released))
            return new OrderEnded(cancel.Order, order.Status);
        if (order.HeldFor is { } held)
            return new OrderIsHeld(cancel.Order, held);
        if (string.IsNullOrWhiteSpace(cancel.Reason))
            return new WorkReasonMissing();
        if (jobs.Where(job => job.IsBegun).Select(job => job.Id).ToList() is { Count: > 0 } begun)
            return new JobsStillOpen(cancel.Order, string.Join(", ", begun));
        if (jobs.Where(job => job.Status == JobStatus.Completed).Select(job => job.Id).ToList() is { Count: > 0 } done)
            return new JobsWereDone(cancel.Order, string.Join(", ", done));

        return CloseOrderShort.WithoutWaitingJobs(new OrderCancelled(cancel.Order, cancel.Reason.Trim()), jobs, cancel.Reason);
    }
}

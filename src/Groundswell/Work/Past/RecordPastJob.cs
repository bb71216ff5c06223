using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Past;

/// <summary>Say that an order that was taken over had an operation that its version does not have: the route was known only in part when it was taken over.</summary>
public sealed record RecordPastJob(Id<Order> Order, Id<Job> Job, string Operation, Id<WorkCenter> WorkCenter) : SiteCommand
{
    public static Decision Decide(RecordPastJob past, Order order, Job job)
    {
        if (order is not { Status: OrderStatus.Released or OrderStatus.Completed, Version: { } version })
            return new OrderNotReleased(past.Order, order.Status);
        if (job.Status != JobStatus.Unknown || past.Job != JobIds.Of(past.Order, past.Operation))
            return new PastJobThere(past.Job);

        return Decision.Of(new OrderJobAdded(past.Order, past.Job))
            .And(past.Job, new JobPlanned(past.Job, past.Order, version, past.Operation, order.Quantity, order.Unit, past.WorkCenter));
    }
}

/// <summary>The order has this job, or the job's id is not the one of its operation.</summary>
public sealed record PastJobThere(Id<Job> Job) : Refusal("past.job-there")
{
    public override string Field => "job";
}

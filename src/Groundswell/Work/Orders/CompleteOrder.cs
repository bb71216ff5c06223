using Groundswell.Deciding;
using Groundswell.Materials.Lots;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Orders;

/// <summary>End an order whose jobs are done: what was set aside for it is booked as consumed, and its good output into its lot.</summary>
/// <param name="Good">The good quantity; where nothing is said, what the last jobs reported, or else, where no job reported anything, the quantity ordered.</param>
public sealed record CompleteOrder(Id<Order> Order, decimal? Good = null) : SiteCommand
{
    /// <param name="assigned">The states of the lots set aside, in the order of <see cref="Order.Assigned"/>.</param>
    /// <param name="output">The output lot; null where none was said.</param>
    public static Decision Decide(
        CompleteOrder complete, Order order, IReadOnlyList<Job> jobs, IReadOnlyList<MaterialLot> assigned, MaterialLot? output,
        Circumstances circumstances)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(complete.Order);
        if (order.Status != OrderStatus.Released)
            return new OrderNotReleased(complete.Order, order.Status);
        if (order.HeldFor is { } reason)
            return new OrderIsHeld(complete.Order, reason);
        if (jobs.Where(job => !job.HasEnded).Select(job => job.Id).ToList() is { Count: > 0 } open)
            return new JobsStillOpen(complete.Order, string.Join(", ", open));
        var good = complete.Good ?? ReportedBy(jobs) ?? order.Quantity;
        if (good < 0)
            return new OrderQuantityNotPositive(good);

        return Booked(Decision.Of(new OrderCompleted(complete.Order, good)), order, good, assigned, output, circumstances);
    }

    /// <summary>What ends an order also books: consumption of the lots set aside, production into the output lot.</summary>
    internal static Decision Booked(
        Decision ended, Order order, decimal good, IReadOnlyList<MaterialLot> assigned, MaterialLot? output, Circumstances circumstances)
    {
        var work = new WorkReference(order.Id.Value);

        // One lot may stand for several lines: each is taken from what the one before has left.
        var left = new Dictionary<Id<MaterialLot>, MaterialLot>();
        foreach (var (planned, lot) in order.Assigned.Zip(assigned))
        {
            var now = left.GetValueOrDefault(planned.Lot, lot);
            var taken = LotUse.Consume(planned.Lot, now, planned.Quantity, planned.Unit, work, circumstances.Date, circumstances.Person, null);
            if (taken.Refusal is { } refusal)
                return refusal;
            ended = ended.And(planned.Lot, taken.Events[0].Event);
            left[planned.Lot] = now with { Quantity = now.Quantity - planned.Quantity };
        }

        return output is not null && order.OutputLot is { } into && good > 0
            ? ended.And(into, new MaterialLotProducedFurther(into, good, work))
            : ended;
    }

    /// <summary>What the last operation brought forth, in all its jobs: split off, or done again. Jobs that came later stand behind those of the version.</summary>
    private static decimal? ReportedBy(IReadOnlyList<Job> jobs) => jobs.Any(job => job.Output.Total != 0)
        ? jobs.Where(job => job.Operation == jobs.Select(one => one.Operation).Distinct().Last()).Sum(job => job.Good)
        : null;
}

/// <summary>Not all of the order's jobs are done.</summary>
public sealed record JobsStillOpen(Id<Order> Order, string Jobs) : Refusal("order.jobs-still-open");

using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Lots;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Orders;

/// <summary>End an order whose jobs are done: what was set aside for it and not used yet is booked as consumed, and its good output into its lot.</summary>
/// <param name="Good">The good quantity; where nothing is said, what the last jobs reported, or else, where no job reported anything, the quantity ordered.</param>
public sealed record CompleteOrder(Id<Order> Order, decimal? Good = null) : SiteCommand
{
    /// <param name="versions">Those that the jobs are bound to: after an order was bound anew, what had begun ends by the version it began with.</param>
    /// <param name="assigned">The states of the lots set aside, in the order of <see cref="Order.Assigned"/>.</param>
    /// <param name="output">The output lot; null where none was said.</param>
    public static Decision Decide(
        CompleteOrder complete, Order order, IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<Job> jobs, IReadOnlyList<MaterialLot> assigned,
        MaterialLot? output, Circumstances circumstances)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(complete.Order);
        if (order.Status != OrderStatus.Released)
            return new OrderNotReleased(complete.Order, order.Status);
        if (order.HeldFor is { } reason)
            return new OrderIsHeld(complete.Order, reason);
        if (jobs.Where(job => !job.HasEnded).Select(job => job.Id).ToList() is { Count: > 0 } open)
            return new JobsStillOpen(complete.Order, string.Join(", ", open));
        if (StillOpen(jobs) is { } waiting)
            return waiting;
        var good = complete.Good ?? ReportedBy(jobs) ?? order.Quantity;
        if (good < 0)
            return new OrderQuantityNotPositive(good);
        if (Beyond(order, jobs, good) is { } beyond)
            return beyond;

        return Booked(Decision.Of(new OrderCompleted(complete.Order, good)), order, versions, jobs, good, assigned, output, circumstances);
    }

    /// <summary>What ends an order also books: consumption of the lots set aside, production into the output lot.</summary>
    internal static Decision Booked(
        Decision ended, Order order, IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<Job> jobs, decimal good,
        IReadOnlyList<MaterialLot> assigned, MaterialLot? output, Circumstances circumstances)
    {
        var work = new WorkReference(order.Id.Value);
        var used = LinesUsed(versions, jobs);

        // One lot may stand for several lines: each is taken from what the one before has left, and what was taken for the order already counts once.
        var left = new Dictionary<Id<MaterialLot>, (MaterialLot Lot, decimal Taken)>();
        foreach (var (planned, lot) in order.Assigned.Zip(assigned).Where(one => !used.Contains(one.First.Line)))
        {
            var (now, already) = left.GetValueOrDefault(planned.Lot, (lot, lot.Taken.OutsideSteps(order.Id.Value)));
            var open = Math.Max(0, planned.Quantity - already);
            left[planned.Lot] = (now with { Quantity = now.Quantity - open }, Math.Max(0, already - planned.Quantity));
            if (open == 0)
                continue;
            var taken = LotUse.Consume(planned.Lot, now, open, planned.Unit, work, circumstances.Date, circumstances.Person, null);
            if (taken.Refusal is { } refusal)
                return refusal;
            ended = ended.And(planned.Lot, taken.Events[0].Event);
        }

        if (output is null || order.OutputLot is not { } into || good <= 0)
            return ended;
        return output.Released ? new LotIsReleased(into) : ended.And(into, new MaterialLotProducedFurther(into, good, work));
    }

    /// <summary>Lines of the bill that a step has recorded what was used of: that is what was used, whatever was set aside.</summary>
    private static HashSet<string> LinesUsed(IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<Job> jobs) =>
    [
        .. from job in jobs
           from version in versions
           where version.Id == job.Version
           from step in version.Content.FindOperation(job.Operation)?.Steps ?? []
           let consume = step.Does as ConsumeMaterial
           where consume is not null && job.Steps.TryGetValue(step.Id, out var done) && !done.Skipped
           select consume.Line,
    ];

    /// <summary>Why an order does not end while something about its work waits for somebody's judgement, or null.</summary>
    internal static Refusal? StillOpen(IReadOnlyList<Job> jobs) => jobs.FirstOrDefault(job => !job.OpenExceptions.IsEmpty) is { OpenExceptions: [var waiting, ..] } job
        ? new ExceptionStillOpen(job.Id, waiting.Number, string.Join(", ", waiting.ReleasedBy))
        : null;

    /// <summary>Why no more is made than was reported, or null: whoever ends an order does not make a report of their own.</summary>
    internal static Refusal? Beyond(Order order, IReadOnlyList<Job> jobs, decimal good) =>
        ReportedBy(jobs) is { } reported && good > reported ? new GoodBeyondReported(order.Id, reported, good, order.Unit) : null;

    /// <summary>
    /// What the last operation that reported anything brought forth, in all its jobs: split off, or done again. Jobs that came later stand behind those
    /// of the version. Null where no job reported anything.
    /// </summary>
    private static decimal? ReportedBy(IReadOnlyList<Job> jobs)
    {
        var reporting = jobs.Where(job => job.Output.Total != 0).Select(job => job.Operation).ToHashSet(StringComparer.Ordinal);
        if (reporting.Count == 0)
            return null;
        var last = jobs.Select(job => job.Operation).Distinct().Last(reporting.Contains);
        return jobs.Where(job => job.Operation == last).Sum(job => job.Good);
    }
}

/// <summary>The jobs reported less than was said to be made.</summary>
public sealed record GoodBeyondReported(Id<Order> Order, decimal Reported, decimal Good, string Unit) : Refusal("order.good-beyond-reported")
{
    public override string Field => "good";
}

/// <summary>Some of the order's jobs are done: it is not as if it had never been.</summary>
public sealed record JobsWereDone(Id<Order> Order, string Jobs) : Refusal("order.jobs-were-done");

/// <summary>Not all of the order's jobs are done.</summary>
public sealed record JobsStillOpen(Id<Order> Order, string Jobs) : Refusal("order.jobs-still-open");

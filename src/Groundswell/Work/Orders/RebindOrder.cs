using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Orders;

/// <summary>Let the jobs of an order that are not begun follow a version that was launched, or pushed, for work in progress too.</summary>
/// <remarks>What is begun ends as it began. Only such a launch moves anything; no order is moved to a version by asking for it.</remarks>
public sealed record RebindOrder(Id<Order> Order) : SiteCommand
{
    /// <param name="before">The version that the order is bound to.</param>
    /// <param name="version">The version that the site's record gives for it now; unknown where it gives none.</param>
    public static Decision Decide(
        RebindOrder rebind, Order order, EffectiveVersion runs, WorkMasterVersion before, WorkMasterVersion version, IReadOnlyList<Job> jobs,
        Circumstances circumstances)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(rebind.Order);
        if (order.Status != OrderStatus.Released || order.Given is null)
            return new OrderNotReleased(rebind.Order, order.Status);
        if (GivenNow(order, runs, circumstances.Now) is not { IsAffecting: true } given || given.Version != version.Id || given.Version == order.Version)
            return new NothingMovesTheOrder(rebind.Order);
        if (version.Status == VersionStatus.Retired)
            return new VersionIsRetired(version.Id);
        var planned = jobs.Where(job => job.Status == JobStatus.Planned).ToList();
        if (planned.Count == 0)
            return new AllJobsBegun(rebind.Order);
        if (!before.Content.Operations.Select(operation => operation.Id).SequenceEqual(version.Content.Operations.Select(operation => operation.Id))
            || before.Content.Makes.Unit != version.Content.Makes.Unit)
            return new OperationsDiffer(rebind.Order, version.Id);

        var moved = Decision.Of(new OrderRebound(
            rebind.Order, version.Id, before.Id, order.Given with { Source = given.Source, Position = given.Position }));
        return planned.Aggregate(moved, (decision, job) => decision.And(job.Id, new JobRebound(
            job.Id, version.Id, job.Version, ReleaseOrder.WorkCenterOf(version.Content.FindOperation(job.Operation)!) ?? job.WorkCenter)));
    }

    /// <summary>What the site's record gives now for the place and shift that the order was released for.</summary>
    internal static GivenVersion? GivenNow(Order order, EffectiveVersion runs, DateTimeOffset now) => order.Given is { } bound
        ? runs.For(new VersionAsked(bound.WorkCenter, bound.ShiftDate, null, now, bound.Shift))
        : null;
}

/// <summary>No launch or push moves this order: what was launched is not for work in progress, or the order has its version already.</summary>
public sealed record NothingMovesTheOrder(Id<Order> Order) : Refusal("order.nothing-moves-it");

/// <summary>Every job has begun, or ended: they finish as they are.</summary>
public sealed record AllJobsBegun(Id<Order> Order) : Refusal("order.all-jobs-begun");

/// <summary>The new version has other operations: the order finishes as it is, or is cancelled and released anew.</summary>
public sealed record OperationsDiffer(Id<Order> Order, Id<WorkMasterVersion> Version) : Refusal("order.operations-differ");

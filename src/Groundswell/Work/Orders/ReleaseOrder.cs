using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Orders;

/// <summary>Let work begin: the version that runs at the site is bound to the order, and each of its operations becomes a job.</summary>
/// <param name="WorkCenter">Where its version is looked up for, where the site runs different versions at different work centers.</param>
/// <param name="PlannedStart">When it is to begin; now, where nothing is said.</param>
public sealed record ReleaseOrder(Id<Order> Order, Id<WorkCenter>? WorkCenter = null, DateTimeOffset? PlannedStart = null) : SiteCommand
{
    /// <param name="runs">What the site's record says of which version runs there.</param>
    /// <param name="version">The version that it gives for this order; unknown where it gives none.</param>
    public static Decision Decide(
        ReleaseOrder release, Order order, EffectiveVersion runs, WorkMasterVersion version, Site site, ShiftCalendar calendar,
        Circumstances circumstances)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(release.Order);
        if (order.Status != OrderStatus.Created)
            return new OrderNotCreated(release.Order, order.Status);
        if (order.HeldFor is { } reason)
            return new OrderIsHeld(release.Order, reason);
        var asked = Asked(release.WorkCenter, release.PlannedStart, site, calendar, circumstances);
        if (runs.For(asked) is not { } given || given.Version != version.Id)
            return new NoVersionRunsHere(order.WorkMaster);
        if (version.Status == VersionStatus.Retired)
            return new VersionIsRetired(version.Id);
        if (version.Content.Makes.Unit != order.Unit)
            return new OrderInOtherUnit(release.Order, order.Unit, version.Content.Makes.Unit);

        var jobs = version.Content.Operations.Select(operation => (Id: JobIds.Of(release.Order, operation.Id), Operation: operation)).ToList();
        return jobs.Aggregate(
            Decision.Of(new OrderReleased(release.Order, version.Id, [.. jobs.Select(job => job.Id)], VersionGiven.By(given, asked))),
            (decision, job) => decision.And(job.Id, new JobPlanned(
                job.Id, release.Order, version.Id, job.Operation.Id, order.Quantity, order.Unit, WorkCenterOf(job.Operation))));
    }

    /// <summary>
    /// Where and when the order is meant to begin: what its version is looked up for. What runs is asked for now, not at a time that somebody says: a
    /// version that was withdrawn since is not given. Only what a station kept, or an import takes over, was released then.
    /// </summary>
    internal static VersionAsked Asked(
        Id<WorkCenter>? workCenter, DateTimeOffset? plannedStart, Site site, ShiftCalendar calendar, Circumstances circumstances)
    {
        var begin = plannedStart ?? circumstances.At;
        return new VersionAsked(
            workCenter, calendar.DateAt(begin, site.Zone), null,
            circumstances.Late || circumstances.Source == Record.Source.Imported ? circumstances.At : circumstances.Now, calendar.CodeAt(begin, site.Zone));
    }

    internal static Id<WorkCenter>? WorkCenterOf(Operation operation) =>
        operation.Equipment is { Level: EquipmentLevel.WorkCenter } at ? new Id<WorkCenter>(at.Code) : null;
}

/// <summary>No version of the work master runs at this site, there and then: none was commissioned, launched or taken over.</summary>
public sealed record NoVersionRunsHere(Id<WorkMaster> WorkMaster) : Refusal("order.no-version-runs-here");

/// <summary>The version that ran here was retired. Another has to take its place.</summary>
public sealed record VersionIsRetired(Id<WorkMasterVersion> Version) : Refusal("order.version-retired");

/// <summary>The order is in another unit than the version makes.</summary>
public sealed record OrderInOtherUnit(Id<Order> Order, string Unit, string Makes) : Refusal("order.other-unit");

using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Lots;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Orders;

// The life of an order, in order. These names and fields are in plants' records: add to them, never change them.

/// <param name="Due">When it is wanted.</param>
/// <param name="Reference">What whoever asked for it calls it: the ERP's number, a customer's.</param>
[RecordedAs("order.created")]
public sealed record OrderCreated(
    Id<Order> Order, Id<WorkMaster> WorkMaster, decimal Quantity, string Unit, DateTimeOffset? Due = null, int? Priority = null,
    string? Reference = null, Id<Order>? SplitFrom = null) : Event;

[RecordedAs("order.changed")]
public sealed record OrderChanged(
    Id<Order> Order, [property: JsonPropertyOrder(3)] string Reason, [property: JsonPropertyOrder(1)] DateTimeOffset? Due = null,
    [property: JsonPropertyOrder(2)] int? Priority = null) : Event;

/// <summary>Work may begin. The version is bound here, for good.</summary>
/// <param name="Jobs">One for each operation of the version, in the usual order.</param>
/// <param name="Given">What gave the site this version, for what was asked.</param>
[RecordedAs("order.released")]
public sealed record OrderReleased(Id<Order> Order, Id<WorkMasterVersion> Version, IReadOnlyList<Id<Job>> Jobs, VersionGiven? Given = null) : Event;

/// <summary>A change that moves work in progress was launched: the jobs that are not begun follow the new version.</summary>
/// <param name="Before">The version that it was bound to.</param>
[RecordedAs("order.rebound")]
public sealed record OrderRebound(Id<Order> Order, Id<WorkMasterVersion> Version, Id<WorkMasterVersion> Before, VersionGiven Given) : Event;

/// <summary>How the record gave a version, so that it can be proved from the record alone.</summary>
/// <param name="Position">The entry of the site's log that gave it.</param>
/// <param name="WorkCenter">What it was asked for: the work center, the shift's date and code, where they were known.</param>
public sealed record VersionGiven(
    VersionSource Source, long Position, Id<WorkCenter>? WorkCenter = null, DateOnly? ShiftDate = null, string? Shift = null)
{
    internal static VersionGiven By(GivenVersion given, VersionAsked asked) =>
        new(given.Source, given.Position, asked.WorkCenter, asked.ShiftDate, asked.Shift);
}

/// <param name="LiftedBy">Only somebody in one of these roles lets it go on; absent: whoever may hold an order.</param>
[RecordedAs("order.held")]
public sealed record OrderHeld(Id<Order> Order, string Reason, IReadOnlyList<Role>? LiftedBy = null) : Event;

[RecordedAs("order.resumed")]
public sealed record OrderResumed(Id<Order> Order) : Event;

/// <summary>A lot is set aside for the order; what no step has consumed of it by then is booked when the order is completed.</summary>
[RecordedAs("order.lot-assigned")]
public sealed record OrderLotAssigned(Id<Order> Order, string Line, Id<MaterialLot> Lot, decimal Quantity, string Unit) : Event;

[RecordedAs("order.lot-unassigned")]
public sealed record OrderLotUnassigned(Id<Order> Order, Id<MaterialLot> Lot, string Reason) : Event;

/// <summary>The lot that the order's good output goes into.</summary>
[RecordedAs("order.output-lot-assigned")]
public sealed record OrderOutputLotAssigned(Id<Order> Order, Id<MaterialLot> Lot) : Event;

/// <summary>Part of the order goes on as an order of its own.</summary>
[RecordedAs("order.split")]
public sealed record OrderSplit(Id<Order> Order, decimal Quantity, Id<Order> Into) : Event;

/// <summary>A job that the version did not foresee: an operation done again, or work that goes back for rework.</summary>
[RecordedAs("order.job-added")]
public sealed record OrderJobAdded(Id<Order> Order, Id<Job> Job) : Event;

[RecordedAs("order.completed")]
public sealed record OrderCompleted(Id<Order> Order, decimal Good) : Event;

/// <summary>Less was made than was ordered, and nothing more will be.</summary>
[RecordedAs("order.closed-short")]
public sealed record OrderClosedShort(Id<Order> Order, decimal Good, string Reason) : Event;

[RecordedAs("order.cancelled")]
public sealed record OrderCancelled(Id<Order> Order, string Reason) : Event;

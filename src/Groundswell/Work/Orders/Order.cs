using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Materials.Lots;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Orders;

/// <summary>
/// What is to be made, how much of it, by when (ISA-95 operations request). An order is created, and released with the version of the work master
/// that its site runs; that version stays its own for ever. From then on it has a job for each operation. It can be held and resumed, split, and ends
/// completed, closed short or cancelled.
/// </summary>
/// <param name="Version">Null until it is released.</param>
/// <param name="Assigned">The lots set aside for it, in the order they were.</param>
/// <param name="OutputLot">Where its good output goes; null where nobody said.</param>
/// <param name="Given">What gave the site the version it is bound to.</param>
public sealed record Order(
    Id<Order> Id, OrderStatus Status, Id<WorkMaster> WorkMaster, Id<WorkMasterVersion>? Version, decimal Quantity, string Unit,
    ImmutableArray<Id<Job>> Jobs, ImmutableArray<AssignedLot> Assigned, Id<MaterialLot>? OutputLot, string? HeldFor, VersionGiven? Given = null)
    : IState<Order>
{
    public static string Kind => "order";

    public static Order Unknown { get; } = new(default, OrderStatus.Unknown, default, null, 0, "", [], [], null, null);

    /// <summary>Who alone may let it go on; null where it is not held, or whoever may hold an order may.</summary>
    public IReadOnlyList<Role>? LiftedBy { get; init; }

    /// <summary>The versions that it was bound to before, and what had given them: the jobs that had begun go on by them.</summary>
    public ImmutableDictionary<Id<WorkMasterVersion>, VersionGiven> GivenBefore { get; init; } = ImmutableDictionary<Id<WorkMasterVersion>, VersionGiven>.Empty;

    /// <summary>With how much it was completed, and by which entry; null while it is not.</summary>
    public (decimal Good, long Entry)? Ended { get; init; }

    /// <summary>Released, not held, not ended: its jobs may be worked on.</summary>
    public bool MayBeWorkedOn => Status == OrderStatus.Released && HeldFor is null;

    /// <summary>What gave the version that one of its jobs is done by; null where the order does not know.</summary>
    public VersionGiven? GivenFor(Id<WorkMasterVersion> version) => version == Version ? Given : GivenBefore.GetValueOrDefault(version);

    public Order Evolve(Happened happened) => happened.Event switch
    {
        OrderCreated e => Unknown with
        {
            Id = e.Order,
            Status = OrderStatus.Created,
            WorkMaster = e.WorkMaster,
            Quantity = e.Quantity,
            Unit = e.Unit,
        },
        OrderReleased e => this with { Status = OrderStatus.Released, Version = e.Version, Jobs = [.. e.Jobs], Given = e.Given },
        OrderRebound e => this with
        {
            Version = e.Version,
            Given = e.Given,
            GivenBefore = Given is { } before ? GivenBefore.SetItem(e.Before, before) : GivenBefore,
        },
        OrderHeld e => this with { HeldFor = e.Reason, LiftedBy = e.LiftedBy },
        OrderResumed => this with { HeldFor = null, LiftedBy = null },
        OrderLotAssigned e => this with { Assigned = Assigned.Add(new AssignedLot(e.Line, e.Lot, e.Quantity, e.Unit)) },
        OrderLotUnassigned e => this with { Assigned = Assigned.RemoveAll(assigned => assigned.Lot == e.Lot) },
        OrderOutputLotAssigned e => this with { OutputLot = e.Lot },
        OrderSplit e => this with { Quantity = Quantity - e.Quantity },
        OrderJobAdded e => this with { Jobs = Jobs.Add(e.Job) },
        OrderCompleted e => this with { Status = OrderStatus.Completed, Ended = (e.Good, happened.Position) },
        OrderClosedShort => this with { Status = OrderStatus.ClosedShort },
        OrderCancelled => this with { Status = OrderStatus.Cancelled },
        _ => this,
    };
}

/// <param name="Line">The bill line of the version that it is for.</param>
public sealed record AssignedLot(string Line, Id<MaterialLot> Lot, decimal Quantity, string Unit);

[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus
{
    Unknown,
    Created,
    Released,
    Completed,
    ClosedShort,
    Cancelled,
}

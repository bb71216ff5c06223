using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Lots;

namespace Groundswell.Work.Orders;

/// <summary>Set a lot aside for an order, for one line of its bill of material.</summary>
/// <param name="Quantity">How much of it; what the bill asks for, where nothing is said.</param>
public sealed record AssignLot(Id<Order> Order, string Line, Id<MaterialLot> Lot, decimal? Quantity = null) : SiteCommand
{
    public static Decision Decide(AssignLot assign, Order order, WorkMasterVersion version, MaterialLot lot)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(assign.Order);
        if (order.Status != OrderStatus.Released)
            return new OrderNotReleased(assign.Order, order.Status);
        if (version.Content.FindLine(assign.Line) is not { } line)
            return new OrderLineUnknown(assign.Line);
        if (order.Assigned.Any(assigned => assigned.Line == assign.Line && assigned.Lot == assign.Lot))
            return new LotAssignedAlready(assign.Lot, assign.Line);
        var quantity = assign.Quantity ?? BillQuantity.Of(line, version.Content, order.Quantity);
        if (LotUse.RefusesAlways(assign.Lot, lot, quantity, line.Unit) is { } unfit)
            return unfit;
        if (lot.Material != line.Material && line.Alternatives?.Contains(lot.Material) != true)
            return new LotOfOtherMaterial(assign.Lot, lot.Material);
        if (lot.Restricted is { } reason)
            return new LotRestricted(assign.Lot, reason);

        return new OrderLotAssigned(assign.Order, assign.Line, assign.Lot, quantity, line.Unit);
    }
}

/// <summary>Take a lot back that was set aside for an order.</summary>
public sealed record UnassignLot(Id<Order> Order, Id<MaterialLot> Lot, string Reason) : SiteCommand
{
    public static Decision Decide(UnassignLot unassign, Order order)
    {
        if (order.Status != OrderStatus.Released)
            return new OrderNotReleased(unassign.Order, order.Status);
        if (order.Assigned.All(assigned => assigned.Lot != unassign.Lot))
            return new LotNotAssigned(unassign.Lot);
        if (string.IsNullOrWhiteSpace(unassign.Reason))
            return new WorkReasonMissing();

        return new OrderLotUnassigned(unassign.Order, unassign.Lot, unassign.Reason.Trim());
    }
}

/// <summary>Say into which lot the order's good output goes.</summary>
public sealed record AssignOutputLot(Id<Order> Order, Id<MaterialLot> Lot) : SiteCommand
{
    public static Decision Decide(AssignOutputLot assign, Order order, WorkMasterVersion version, MaterialLot lot)
    {
        if (order.Status != OrderStatus.Released)
            return new OrderNotReleased(assign.Order, order.Status);
        if (!lot.Exists)
            return new LotUnknown(assign.Lot);
        if (lot.Material != version.Content.Makes.Material)
            return new LotOfOtherMaterial(assign.Lot, lot.Material);
        if (lot.Unit != order.Unit)
            return new LotInOtherUnit(assign.Lot, lot.Unit, order.Unit);

        return new OrderOutputLotAssigned(assign.Order, assign.Lot);
    }
}

/// <summary>How much of a bill line an order needs.</summary>
internal static class BillQuantity
{
    public static decimal Of(BillLine line, WorkMasterContent content, decimal ordered) =>
        line.Scaling == BillScaling.Fixed ? line.Quantity : line.Quantity * ordered / content.Makes.Quantity;
}

/// <summary>The version's bill of material has no such line.</summary>
public sealed record OrderLineUnknown(string Line) : Refusal("order.bill-line-unknown")
{
    public override string Field => "line";
}

/// <summary>The lot is set aside for this line already.</summary>
public sealed record LotAssignedAlready(Id<MaterialLot> Lot, string Line) : Refusal("order.lot-assigned-already")
{
    public override string Field => "lot";
}

/// <summary>The lot was not set aside for this order.</summary>
public sealed record LotNotAssigned(Id<MaterialLot> Lot) : Refusal("order.lot-not-assigned")
{
    public override string Field => "lot";
}

using Groundswell.Deciding;

namespace Groundswell.Work.Orders;

/// <summary>Let part of an order go on as an order of its own. Before release only: afterwards it is the job that is split.</summary>
public sealed record SplitOrder(Id<Order> Order, decimal Quantity, Id<Order> Into) : SiteCommand
{
    public static Decision Decide(SplitOrder split, Order order, Order into)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(split.Order);
        if (order.Status != OrderStatus.Created)
            return new OrderNotCreated(split.Order, order.Status);
        if (order.HeldFor is { } reason)
            return new OrderIsHeld(split.Order, reason);
        if (into.Status != OrderStatus.Unknown || split.Into == split.Order)
            return new OrderAlreadyThere(split.Into);
        if (split.Quantity <= 0 || split.Quantity >= order.Quantity)
            return new SplitQuantityUnfit(split.Quantity, order.Quantity, order.Unit);
        if (split.Into.Value.Length > CreateOrder.LongestId)
            return new OrderIdTooLong(split.Into, CreateOrder.LongestId);

        return Decision.Of(new OrderSplit(split.Order, split.Quantity, split.Into))
            .And(split.Into, new OrderCreated(split.Into, order.WorkMaster, split.Quantity, order.Unit, SplitFrom: split.Order));
    }
}

/// <summary>What is split off is more than nothing and less than all.</summary>
public sealed record SplitQuantityUnfit(decimal Quantity, decimal Of, string Unit) : Refusal("order.split-quantity-unfit")
{
    public override string Field => "quantity";
}

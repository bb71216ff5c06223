using Groundswell.Deciding;

namespace Groundswell.Work.Orders;

/// <summary>The site has no such order.</summary>
public sealed record OrderUnknown(Id<Order> Order) : Refusal("order.unknown")
{
    public override string Field => "order";
}

/// <summary>The site has, or had, an order of this id.</summary>
public sealed record OrderAlreadyThere(Id<Order> Order) : Refusal("order.already-there")
{
    public override string Field => "order";
}

/// <summary>The order has to be released for this, and not ended.</summary>
public sealed record OrderNotReleased(Id<Order> Order, OrderStatus Status) : Refusal("order.not-released");

/// <summary>This can only be done before the order is released.</summary>
public sealed record OrderNotCreated(Id<Order> Order, OrderStatus Status) : Refusal("order.not-waiting-for-release");

/// <summary>The order has ended.</summary>
public sealed record OrderEnded(Id<Order> Order, OrderStatus Status) : Refusal("order.ended");

/// <summary>The order is held.</summary>
public sealed record OrderIsHeld(Id<Order> Order, string Reason) : Refusal("order.is-held");

/// <summary>The order is not held.</summary>
public sealed record OrderNotHeld(Id<Order> Order) : Refusal("order.not-held");

/// <summary>An order is for more than nothing.</summary>
public sealed record OrderQuantityNotPositive(decimal Quantity) : Refusal("order.quantity-not-positive")
{
    public override string Field => "quantity";
}

/// <summary>The record wants to know why.</summary>
public sealed record WorkReasonMissing() : Refusal("work.reason-missing")
{
    public override string Field => "reason";
}

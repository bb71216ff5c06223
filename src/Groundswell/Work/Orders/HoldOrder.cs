using Groundswell.Deciding;

namespace Groundswell.Work.Orders;

/// <summary>Hold an order: none of its jobs starts or goes on to another step until it is resumed.</summary>
public sealed record HoldOrder(Id<Order> Order, string Reason) : SiteCommand
{
    public static Decision Decide(HoldOrder hold, Order order)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(hold.Order);
        if (order.Status is not (OrderStatus.Created or OrderStatus.Released))
            return new OrderEnded(hold.Order, order.Status);
        if (order.HeldFor is { } reason)
            return new OrderIsHeld(hold.Order, reason);
        if (string.IsNullOrWhiteSpace(hold.Reason))
            return new WorkReasonMissing();

        return new OrderHeld(hold.Order, hold.Reason.Trim());
    }
}

/// <summary>Let a held order go on.</summary>
public sealed record ResumeOrder(Id<Order> Order) : SiteCommand
{
    public static Decision Decide(ResumeOrder resume, Order order) =>
        order.HeldFor is null ? new OrderNotHeld(resume.Order) : new OrderResumed(resume.Order);
}

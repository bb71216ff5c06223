using Groundswell.Deciding;
using Groundswell.People.Accounts;

namespace Groundswell.Work.Orders;

/// <summary>Hold an order: none of its jobs starts or goes on to another step until it is resumed. What Quality holds, Quality alone lets go on.</summary>
public sealed record HoldOrder(Id<Order> Order, string Reason) : SiteCommand
{
    /// <param name="holder">The account of whoever asks.</param>
    public static Decision Decide(HoldOrder hold, Order order, Account holder, Circumstances circumstances)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(hold.Order);
        if (order.Status is not (OrderStatus.Created or OrderStatus.Released))
            return new OrderEnded(hold.Order, order.Status);
        var liftedBy = HoldLifting.By(holder, hold.Site, circumstances);
        // Quality may make a hold of somebody else's its own; otherwise that one could let it go on while Quality is in doubt.
        if (order.HeldFor is { } reason && (liftedBy is null || order.LiftedBy is not null))
            return new OrderIsHeld(hold.Order, reason);
        if (string.IsNullOrWhiteSpace(hold.Reason))
            return new WorkReasonMissing();

        return new OrderHeld(hold.Order, hold.Reason.Trim(), liftedBy);
    }
}

/// <summary>Let a held order go on.</summary>
public sealed record ResumeOrder(Id<Order> Order) : SiteCommand
{
    /// <param name="lifter">The account of whoever asks.</param>
    public static Decision Decide(ResumeOrder resume, Order order, Account lifter, Circumstances circumstances)
    {
        if (order.HeldFor is not { } reason)
            return new OrderNotHeld(resume.Order);
        if (HoldLifting.IsForOthers(order.LiftedBy, lifter, resume.Site, circumstances))
            return new OrderHeldByQuality(resume.Order, reason);

        return new OrderResumed(resume.Order);
    }
}

/// <summary>Quality holds the order; only Quality lets it go on.</summary>
public sealed record OrderHeldByQuality(Id<Order> Order, string Reason) : Refusal("order.held-by-quality");

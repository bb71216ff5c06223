using Groundswell.Deciding;

namespace Groundswell.Work.Orders;

/// <summary>Give an order another due time or priority. Both are said anew; what is left out is none.</summary>
public sealed record ChangeOrder(Id<Order> Order, string Reason, DateTimeOffset? Due = null, int? Priority = null) : SiteCommand
{
    public static Decision Decide(ChangeOrder change, Order order)
    {
        if (order.Status == OrderStatus.Unknown)
            return new OrderUnknown(change.Order);
        if (order.Status is not (OrderStatus.Created or OrderStatus.Released))
            return new OrderEnded(change.Order, order.Status);
        if (string.IsNullOrWhiteSpace(change.Reason))
            return new WorkReasonMissing();

        return new OrderChanged(change.Order, change.Reason.Trim(), change.Due, change.Priority);
    }
}

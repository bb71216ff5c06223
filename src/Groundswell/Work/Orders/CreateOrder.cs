using Groundswell.Deciding;
using Groundswell.Masters;

namespace Groundswell.Work.Orders;

/// <summary>Say what is to be made, how much of it, and by when.</summary>
public sealed record CreateOrder(
    Id<Order> Order, Id<WorkMaster> WorkMaster, decimal Quantity, string Unit, DateTimeOffset? Due = null, int? Priority = null,
    string? Reference = null) : SiteCommand
{
    /// <summary>The longest id of an order, so that its jobs' ids have room for the operation.</summary>
    public const int LongestId = 48;

    public static Decision Decide(CreateOrder create, Order order, WorkMaster master)
    {
        if (order.Status != OrderStatus.Unknown)
            return new OrderAlreadyThere(create.Order);
        if (create.Order.Value.Length > LongestId)
            return new OrderIdTooLong(create.Order, LongestId);
        if (!master.IsKnown)
            return new OrderMasterUnknown(create.WorkMaster);
        if (create.Quantity <= 0)
            return new OrderQuantityNotPositive(create.Quantity);
        if (string.IsNullOrWhiteSpace(create.Unit))
            return new OrderUnitMissing();

        return new OrderCreated(create.Order, create.WorkMaster, create.Quantity, create.Unit, create.Due, create.Priority, create.Reference);
    }
}

/// <summary>There is no such work master.</summary>
public sealed record OrderMasterUnknown(Id<WorkMaster> WorkMaster) : Refusal("order.work-master-unknown")
{
    public override string Field => "workMaster";
}

/// <summary>An order's id leaves room for the ids of its jobs.</summary>
public sealed record OrderIdTooLong(Id<Order> Order, int Longest) : Refusal("order.id-too-long")
{
    public override string Field => "order";
}

/// <summary>A quantity is of something.</summary>
public sealed record OrderUnitMissing() : Refusal("order.unit-missing")
{
    public override string Field => "unit";
}

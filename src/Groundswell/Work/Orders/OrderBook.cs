using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Work.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Orders;

/// <summary>Every order of every site as it stands: read by planners, leads and the supply desk.</summary>
public sealed class OrderBook : IProjection
{
    private const int MostRows = 1_000;

    public string Name => "orders";

    public int Version => 2;

    public void Shape(ModelBuilder tables) => tables.Entity<OrderRow>(row =>
    {
        row.ToTable("order").HasKey(r => new { r.Site, r.Order });
        row.HasIndex(r => new { r.Site, r.Status });
    });

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case OrderCreated e:
                tables.Of<OrderRow>().Put(new OrderRow
                {
                    Site = fact.Site!,
                    Order = e.Order.Value,
                    WorkMaster = e.WorkMaster.Value,
                    Quantity = e.Quantity,
                    Unit = e.Unit,
                    Due = e.Due,
                    Priority = e.Priority,
                    Reference = e.Reference,
                    SplitFrom = e.SplitFrom?.Value,
                    Status = OrderStatus.Created,
                    CreatedAt = fact.At,
                });
                break;
            case OrderChanged e:
                await Change(e.Order, row => (row.Due, row.Priority) = (e.Due, e.Priority));
                break;
            case OrderReleased e:
                await Change(e.Order, row => (row.Status, row.Version, row.ReleasedAt) = (OrderStatus.Released, e.Version.Value, fact.At));
                break;
            case OrderRebound e:
                await Change(e.Order, row => row.Version = e.Version.Value);
                break;
            case OrderHeld e:
                await Change(e.Order, row => row.HeldFor = e.Reason);
                break;
            case OrderResumed e:
                await Change(e.Order, row => row.HeldFor = null);
                break;
            case OrderSplit e:
                await Change(e.Order, row => row.Quantity -= e.Quantity);
                break;
            case OrderOutputLotAssigned e:
                await Change(e.Order, row => row.OutputLot = e.Lot.Value);
                break;
            case OrderCompleted e:
                await Change(e.Order, row => (row.Status, row.Good, row.EndedAt) = (OrderStatus.Completed, e.Good, fact.At));
                break;
            case OrderClosedShort e:
                await Change(e.Order, row => (row.Status, row.Good, row.EndedAt) = (OrderStatus.ClosedShort, e.Good, fact.At));
                break;
            case OrderCancelled e:
                await Change(e.Order, row => (row.Status, row.EndedAt) = (OrderStatus.Cancelled, fact.At));
                break;
        }

        ValueTask Change(Id<Order> order, Action<OrderRow> change) => tables.Of<OrderRow>().Change(fact, change, fact.Site!, order.Value);
    }

    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/orders", "A site's orders, newest first; by status, where one is given.", Rights.Everyone, Of);
        queries.Add("/sites/{site}/orders/{order}", "An order with its jobs.", Rights.Everyone, One);
        queries.Add("/sites/{site}/orders/{order}/history", "Every entry of an order and its jobs, as recorded.", Rights.Everyone, OrderHistory.Of);
    }

    private static async Task<Ok<List<OrderRow>>> Of(string site, OrderStatus? status, ViewsDb views, CancellationToken stop)
    {
        var orders = views.Set<OrderRow>().AsNoTracking().Where(row => row.Site == site);
        if (status is not null)
            orders = orders.Where(row => row.Status == status);
        return TypedResults.Ok(await orders.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Order).Take(MostRows).ToListAsync(stop));
    }

    private static async Task<Results<Ok<OrderWithJobs>, NotFound>> One(string site, string order, ViewsDb views, CancellationToken stop)
    {
        if (await views.Set<OrderRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Order == order, stop) is not { } found)
            return TypedResults.NotFound();
        var jobs = await views.Set<JobRow>().AsNoTracking().Where(row => row.Site == site && row.Order == order).OrderBy(row => row.Planned).ToListAsync(stop);
        return TypedResults.Ok(new OrderWithJobs(found, jobs));
    }
}

/// <summary>An order and its jobs, in the order they were planned.</summary>
public sealed record OrderWithJobs(OrderRow Order, IReadOnlyList<JobRow> Jobs);

/// <summary>An order as lists show it.</summary>
public sealed class OrderRow
{
    public required string Site { get; init; }
    public required string Order { get; init; }
    public required string WorkMaster { get; init; }

    /// <summary>Null until it is released.</summary>
    public string? Version { get; set; }

    public required decimal Quantity { get; set; }
    public required string Unit { get; init; }
    public DateTimeOffset? Due { get; set; }
    public int? Priority { get; set; }
    public string? Reference { get; init; }
    public string? SplitFrom { get; init; }
    public required OrderStatus Status { get; set; }
    public string? HeldFor { get; set; }
    public string? OutputLot { get; set; }

    /// <summary>What was good in the end; null while it goes on.</summary>
    public decimal? Good { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ReleasedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

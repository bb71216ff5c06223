using System.Text.Json.Serialization;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Orders;

/// <summary>Which orders someone wants to see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderShow>))]
public enum OrderShow
{
    Open = 1,
    ToRelease,
    Released,
    Held,
    Late,
    Ended,
    All,
}

/// <summary>In which order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderSort>))]
public enum OrderSort
{
    Due = 1,
    Priority,
    Newest,
}

/// <summary>A filter, as it stands in the page's address.</summary>
public sealed record OrderFilter(OrderShow Show, OrderSort Sort, string? Find, string? Center, int Page);

/// <summary>One order in the list.</summary>
/// <param name="Made">What the work master is called.</param>
/// <param name="JobsDone">Of <paramref name="Jobs"/>.</param>
/// <param name="Now">The jobs that are begun.</param>
public sealed record OrderListed(OrderRow Order, string Made, int Jobs, int JobsDone, IReadOnlyList<JobRow> Now);

/// <summary>A page of the list.</summary>
/// <param name="Count">Of all orders that the filter lets through.</param>
/// <param name="Any">Whether the site has any order at all.</param>
public sealed record OrderListing(OrderFilter Filter, IReadOnlyList<OrderListed> Orders, int Count, bool Any, IReadOnlyList<PlaceRow> Centers)
{
    public const int PageSize = 100;

    public static async Task<OrderListing> Of(string site, OrderFilter filter, ViewsDb views, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var orders = views.Set<OrderRow>().AsNoTracking().Where(row => row.Site == site);
        var any = await orders.AnyAsync(stop);
        orders = filter.Show switch
        {
            OrderShow.ToRelease => orders.Where(row => row.Status == OrderStatus.Created),
            OrderShow.Released => orders.Where(row => row.Status == OrderStatus.Released),
            OrderShow.Held => orders.Where(row => row.HeldFor != null && (row.Status == OrderStatus.Created || row.Status == OrderStatus.Released)),
            OrderShow.Late => orders.Where(row => row.Due < now && (row.Status == OrderStatus.Created || row.Status == OrderStatus.Released)),
            OrderShow.Ended => orders.Where(row => row.Status != OrderStatus.Created && row.Status != OrderStatus.Released),
            OrderShow.All => orders,
            _ => orders.Where(row => row.Status == OrderStatus.Created || row.Status == OrderStatus.Released),
        };
        if (filter.Find?.Trim() is { Length: > 0 } find)
        {
            var made = views.Set<WorkMasterRow>().Where(master => master.Name.Contains(find)).Select(master => master.Id);
            orders = orders.Where(row => row.Order.Contains(find) || row.WorkMaster.Contains(find) || row.Reference!.Contains(find) || made.Contains(row.WorkMaster));
        }

        if (filter.Center is { Length: > 0 } center)
        {
            orders = orders.Where(row => views.Set<JobRow>().Any(job =>
                job.Site == site && job.Order == row.Order && job.WorkCenter == center && job.Status != JobStatus.Completed && job.Status != JobStatus.Cancelled));
        }

        var sorted = filter.Sort switch
        {
            OrderSort.Priority => orders.OrderBy(row => row.Priority == null).ThenBy(row => row.Priority).ThenBy(row => row.Due).ThenBy(row => row.Order),
            OrderSort.Newest => orders.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Order),
            _ => orders.OrderBy(row => row.Due == null).ThenBy(row => row.Due).ThenBy(row => row.Order),
        };
        var shown = await sorted.Skip((filter.Page - 1) * PageSize).Take(PageSize).ToListAsync(stop);
        return new OrderListing(filter, await Told(site, shown, views, stop), await orders.CountAsync(stop), any, await CentersOf(site, views, stop));
    }

    /// <summary>A site's work centers that are in use.</summary>
    public static Task<List<PlaceRow>> CentersOf(string site, ViewsDb views, CancellationToken stop) => views.Set<PlaceRow>().AsNoTracking()
        .Where(row => row.Site == site && row.Kind == WorkCenter.Kind && row.Status != nameof(InUse.Retired)).OrderBy(row => row.Name).ToListAsync(stop);

    private static async Task<List<OrderListed>> Told(string site, List<OrderRow> orders, ViewsDb views, CancellationToken stop)
    {
        var ids = orders.ConvertAll(order => order.Order);
        var jobs = (await views.Set<JobRow>().AsNoTracking().Where(row => row.Site == site && ids.Contains(row.Order)).OrderBy(row => row.Planned).ToListAsync(stop))
            .ToLookup(job => job.Order);
        var masters = orders.Select(order => order.WorkMaster).Distinct().ToList();
        var called = await views.Set<WorkMasterRow>().AsNoTracking().Where(row => masters.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        return orders.ConvertAll(order => new OrderListed(
            order, called.GetValueOrDefault(order.WorkMaster) ?? order.WorkMaster, jobs[order.Order].Count(),
            jobs[order.Order].Count(job => job.Status == JobStatus.Completed),
            [.. jobs[order.Order].Where(job => job.Status is JobStatus.Running or JobStatus.Paused or JobStatus.Held or JobStatus.Suspended)]));
    }
}

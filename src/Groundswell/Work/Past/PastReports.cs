using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Past;

/// <summary>What was taken over, summed up per order, per order and operation, and per work unit; times are the site's local times.</summary>
internal static class PastReports
{
    /// <summary>The activity whose good output has left the shop.</summary>
    private const string Packing = "Packing";

    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/reports/orders", "Orders that were taken over, as filed.", Rights.Everyone, Orders);
        queries.Add("/sites/{site}/reports/order-operations", "The same per operation and work unit.", Rights.Everyone, Operations);
        queries.Add("/sites/{site}/reports/work-units", "The same per work unit.", Rights.Everyone, WorkUnits);
    }

    public static async Task<Ok<List<OrderSummary>>> Orders(string site, ViewsDb views, ISites sites, CancellationToken stop)
    {
        var zone = await ZoneOf(site, sites, stop);
        var orders = await views.Set<OrderRow>().AsNoTracking().Where(row => row.Site == site).ToDictionaryAsync(row => row.Order, stop);
        var rows = await RowsOf(site, views, stop);
        return TypedResults.Ok(rows.GroupBy(row => row.Order).OrderBy(order => order.Key, StringComparer.Ordinal)
            .Select(order => new OrderSummary(
                order.Key, orders[order.Key].Reference ?? "", orders[order.Key].Quantity, order.Count(),
                Local(order.Min(row => row.From), zone), Local(order.Max(row => row.To), zone), order.Select(row => row.Activity).Distinct().Count(),
                Minutes(order, JobPhase.Setup), Minutes(order, JobPhase.Run), Minutes(order, JobPhase.Breakdown),
                order.Sum(row => row.Good), order.Where(row => row.Activity == Packing).Sum(row => row.Good),
                order.Sum(row => row.Rejected), order.Sum(row => row.Review), order.Count(row => row.Reworked)))
            .ToList());
    }

    public static async Task<Ok<List<OperationSummary>>> Operations(string site, ViewsDb views, ISites sites, CancellationToken stop)
    {
        var zone = await ZoneOf(site, sites, stop);
        var rows = await RowsOf(site, views, stop);
        return TypedResults.Ok(rows.GroupBy(row => (row.Order, row.Activity, row.WorkUnit))
            .OrderBy(group => group.Key.Order, StringComparer.Ordinal)
            .ThenBy(group => group.Min(row => row.From)).ThenBy(group => group.Key.Activity, StringComparer.Ordinal)
            .Select(group => new OperationSummary(
                group.Key.Order, group.Key.Activity, group.Key.WorkUnit, group.Count(),
                Local(group.Min(row => row.From), zone), Local(group.Max(row => row.To), zone),
                Minutes(group, JobPhase.Setup), Minutes(group, JobPhase.Run), Minutes(group, JobPhase.Breakdown),
                group.Sum(row => row.Good), group.Sum(row => row.Rejected), group.Sum(row => row.Review), group.Count(row => row.Reworked)))
            .ToList());
    }

    public static async Task<Ok<List<WorkUnitSummary>>> WorkUnits(string site, ViewsDb views, CancellationToken stop)
    {
        var rows = await RowsOf(site, views, stop);
        return TypedResults.Ok(rows.GroupBy(row => row.WorkUnit).OrderBy(unit => unit.Key, StringComparer.Ordinal)
            .Select(unit => new WorkUnitSummary(
                unit.Key, unit.Count(), Minutes(unit, JobPhase.Setup), Minutes(unit, JobPhase.Run), Minutes(unit, JobPhase.Breakdown), Busy(unit),
                unit.Sum(row => row.Good), unit.Sum(row => row.Rejected), unit.Sum(row => row.Review), unit.Select(row => row.Person).Distinct().Count()))
            .ToList());
    }

    /// <summary>Minutes during which anything ran: overlapping pieces count once.</summary>
    internal static long Busy(IEnumerable<PastExecutionRow> rows)
    {
        var busy = TimeSpan.Zero;
        DateTimeOffset? until = null;
        foreach (var row in rows.OrderBy(row => row.From))
        {
            var from = until is { } end && end > row.From ? end : row.From;
            if (row.To > from)
                busy += row.To - from;
            if (until is null || row.To > until)
                until = row.To;
        }

        return (long)busy.TotalMinutes;
    }

    private static long Minutes(IEnumerable<PastExecutionRow> rows, JobPhase phase) =>
        (long)rows.Where(row => row.Phase == phase).Sum(row => (row.To - row.From).TotalMinutes);

    private static DateTime Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private static Task<List<PastExecutionRow>> RowsOf(string site, ViewsDb views, CancellationToken stop) =>
        views.Set<PastExecutionRow>().AsNoTracking().Where(row => row.Site == site).OrderBy(row => row.Position).ToListAsync(stop);

    private static async ValueTask<TimeZoneInfo> ZoneOf(string site, ISites sites, CancellationToken stop) =>
        await sites.Find(site, stop) is { } facts ? TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone) : TimeZoneInfo.Utc;
}

/// <summary>An order that was taken over. Times are local; minutes are whole.</summary>
public sealed record OrderSummary(
    string Case, string Part, decimal OrderedQty, int Rows, DateTime FirstStart, DateTime LastComplete, int DistinctActivities, long SetupMin,
    long RunMin, long BreakdownMin, decimal QtyCompletedSum, decimal PackedQty, decimal RejectedQty, decimal MrbQty, int ReworkRows);

/// <summary>An operation of an order at a work unit.</summary>
public sealed record OperationSummary(
    string Case, string Activity, string WorkUnit, int Rows, DateTime FirstStart, DateTime LastComplete, long SetupMin, long RunMin, long BreakdownMin,
    decimal QtyCompletedSum, decimal RejectedQty, decimal MrbQty, int ReworkRows);

/// <summary>A work unit over all that was taken over.</summary>
/// <param name="BusyUnionMin">Minutes during which anything ran; overlaps count once.</param>
public sealed record WorkUnitSummary(
    string WorkUnit, int Rows, long SetupMin, long RunMin, long BreakdownMin, long BusyUnionMin, decimal Good, decimal Rejected, decimal Review, int Workers);

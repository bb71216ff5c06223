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
                Minutes(order, JobPhase.Setup, zone), Minutes(order, JobPhase.Run, zone), Minutes(order, JobPhase.Breakdown, zone),
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
                Minutes(group, JobPhase.Setup, zone), Minutes(group, JobPhase.Run, zone), Minutes(group, JobPhase.Breakdown, zone),
                group.Sum(row => row.Good), group.Sum(row => row.Rejected), group.Sum(row => row.Review), group.Count(row => row.Reworked)))
            .ToList());
    }

    public static async Task<Ok<List<WorkUnitSummary>>> WorkUnits(string site, ViewsDb views, ISites sites, CancellationToken stop)
    {
        var zone = await ZoneOf(site, sites, stop);
        var rows = await RowsOf(site, views, stop);
        return TypedResults.Ok(rows.GroupBy(row => row.WorkUnit).OrderBy(unit => unit.Key, StringComparer.Ordinal)
            .Select(unit => new WorkUnitSummary(
                unit.Key, unit.Count(), Minutes(unit, JobPhase.Setup, zone), Minutes(unit, JobPhase.Run, zone), Minutes(unit, JobPhase.Breakdown, zone), Busy(unit, zone),
                unit.Sum(row => row.Good), unit.Sum(row => row.Rejected), unit.Sum(row => row.Review), unit.Select(row => row.Person).Distinct().Count()))
            .ToList());
    }

    /// <summary>Minutes during which anything ran: overlapping pieces count once.</summary>
    internal static long Busy(IEnumerable<PastExecutionRow> rows, TimeZoneInfo zone)
    {
        var busy = TimeSpan.Zero;
        var until = DateTime.MinValue;
        foreach (var (from, to) in rows.Select(row => (From: Local(row.From, zone), To: Local(row.To, zone))).OrderBy(time => time.From))
        {
            if (to <= until)
                continue;
            busy += to - (from > until ? from : until);
            until = to;
        }

        return (long)busy.TotalMinutes;
    }

    /// <summary>As filed: between the two times that the source tells, read off the wall clock, also over the night that the clocks change.</summary>
    private static long Minutes(IEnumerable<PastExecutionRow> rows, JobPhase phase, TimeZoneInfo zone) =>
        (long)rows.Where(row => row.Phase == phase).Sum(row => (Local(row.To, zone) - Local(row.From, zone)).TotalMinutes);

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

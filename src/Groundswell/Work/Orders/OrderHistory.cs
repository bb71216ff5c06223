using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Materials.Lots;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.SetAside;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Orders;

/// <summary>
/// The whole history of an order, entry by entry as recorded: its own, its jobs', what its work did to lots, the calls for help from its jobs, the
/// notes about them, and what was set aside of them. It is read from the record itself; views only tell which lots, calls, notes and acts there are.
/// </summary>
internal static class OrderHistory
{
    /// <summary>GET /sites/{site}/orders/{order}/history</summary>
    public static async Task<Results<Ok<List<RecordedEntry>>, NotFound>> Of(
        string site, Id<Order> order, Journal journal, EventCodec codec, ViewsDb views, CancellationToken stop) =>
        await EntriesOf(site, order, journal, codec, views, stop) is { Count: > 0 } entries
            ? TypedResults.Ok(entries.Select(RecordedEntry.Of).ToList())
            : TypedResults.NotFound();

    /// <summary>The entries in the order of the log; none where there is no such order.</summary>
    public static async Task<IReadOnlyList<Entry>> EntriesOf(
        string site, Id<Order> order, Journal journal, EventCodec codec, ViewsDb views, CancellationToken stop)
    {
        var log = Logs.OfSite(site);
        var entries = new List<Entry>(await journal.ReadStream(log, order.Stream, 1, stop));
        if (entries.Count == 0)
            return [];
        var jobs = entries.SelectMany(entry => JobsNamedBy(codec.Read(entry))).Distinct().ToList();
        foreach (var job in jobs)
            entries.AddRange(await journal.ReadStream(log, job.Stream, 1, stop));
        foreach (var lot in await views.Set<LotMovementRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Order == order.Value).Select(row => row.Lot).Distinct().ToListAsync(stop))
        {
            var stream = new Id<MaterialLot>(lot).Stream;
            entries.AddRange((await journal.ReadStream(log, stream, 1, stop)).Where(entry => WorkOf(codec.Read(entry))?.Order == order.Value));
        }

        foreach (var stream in await Around(site, [.. jobs.Select(job => job.Value)], views, stop))
            entries.AddRange(await journal.ReadStream(log, stream, 1, stop));
        return [.. entries.OrderBy(entry => entry.Position)];
    }

    private static IEnumerable<Id<Job>> JobsNamedBy(Event happened) => happened switch
    {
        OrderReleased e => e.Jobs,
        OrderJobAdded e => [e.Job],
        _ => [],
    };

    private static WorkReference? WorkOf(Event happened) => happened switch
    {
        MaterialLotConsumed e => e.For,
        MaterialLotGivenBack e => e.For,
        MaterialLotProduced e => e.For,
        MaterialLotProducedFurther e => e.For,
        _ => null,
    };

    /// <summary>The streams of what is about the order's jobs and has a life of its own.</summary>
    private static async Task<IEnumerable<string>> Around(string site, List<string> jobs, ViewsDb views, CancellationToken stop)
    {
        var calls = await views.Set<HelpCallRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Job != null && jobs.Contains(row.Job)).Select(row => row.Call).ToListAsync(stop);
        var notes = await views.Set<HandOverRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Job != null && jobs.Contains(row.Job)).Select(row => row.HandOver).ToListAsync(stop);
        var aside = await views.Set<SetAsideRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Job != null && jobs.Contains(row.Job)).Select(row => row.SetAside).ToListAsync(stop);
        return
        [
            .. calls.Select(call => new Id<HelpCall>(call).Stream), .. notes.Select(note => new Id<HandOver>(note).Stream),
            .. aside.Select(act => new Id<SetAsideAct>(act).Stream),
        ];
    }
}

/// <summary>An entry as the API shows it: everything that its leaf hash covers.</summary>
/// <param name="Late">It was recorded more than a minute after it happened.</param>
public sealed record RecordedEntry(
    string Log, long Position, string Stream, long Version, string Name, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, bool Late, string TimeZone,
    string Actor, string? Station, string? Device, string? Shift, Source Source, Guid Command, long? Corrects, JsonElement Event, string LeafHash)
{
    public static RecordedEntry Of(Entry entry) => new(
        entry.Log, entry.Position, entry.Stream, entry.Version, entry.Name, entry.OccurredAt, entry.RecordedAt, entry.IsLate(), entry.TimeZone, entry.Actor,
        entry.Station, entry.Device, entry.Shift, entry.Source, entry.Command, entry.Corrects, JsonElement.Parse(entry.Payload.Span),
        Convert.ToHexStringLower(entry.LeafHash.Span));
}

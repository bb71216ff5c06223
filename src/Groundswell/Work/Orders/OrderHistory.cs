using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groundswell.Work.Orders;

/// <summary>The whole history of an order: every entry of its own stream and of its jobs', as recorded. It is read from the record itself.</summary>
internal static class OrderHistory
{
    /// <summary>GET /sites/{site}/orders/{order}/history</summary>
    public static async Task<Results<Ok<List<RecordedEntry>>, NotFound>> Of(
        string site, Id<Order> order, Journal journal, EventCodec codec, CancellationToken stop)
    {
        var log = Logs.OfSite(site);
        var entries = new List<Entry>(await journal.ReadStream(log, order.Stream, 1, stop));
        if (entries.Count == 0)
            return TypedResults.NotFound();
        foreach (var job in entries.SelectMany(entry => JobsNamedBy(codec.Read(entry))).ToList())
            entries.AddRange(await journal.ReadStream(log, job.Stream, 1, stop));
        return TypedResults.Ok(entries.OrderBy(entry => entry.Position).Select(RecordedEntry.Of).ToList());
    }

    private static IEnumerable<Id<Job>> JobsNamedBy(Event happened) => happened switch
    {
        OrderReleased e => e.Jobs,
        OrderJobAdded e => [e.Job],
        _ => [],
    };
}

/// <summary>An entry as the API shows it: everything that its leaf hash covers.</summary>
public sealed record RecordedEntry(
    string Log, long Position, string Stream, long Version, string Name, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string TimeZone,
    string Actor, string? Station, string? Device, string? Shift, Source Source, Guid Command, long? Corrects, JsonElement Event, string LeafHash)
{
    public static RecordedEntry Of(Entry entry) => new(
        entry.Log, entry.Position, entry.Stream, entry.Version, entry.Name, entry.OccurredAt, entry.RecordedAt, entry.TimeZone, entry.Actor,
        entry.Station, entry.Device, entry.Shift, entry.Source, entry.Command, entry.Corrects, JsonElement.Parse(entry.Payload.Span),
        Convert.ToHexStringLower(entry.LeafHash.Span));
}

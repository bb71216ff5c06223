using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Showing;
using Groundswell.Work.Orders;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.OrderRecords;

/// <summary>An order's record for an inspector: to read, to print, and as a file that proves itself.</summary>
public sealed record OrderRecordPages(
    ViewsDb Views, States States, Journal Journal, EventCodec Codec, Names Names, Viewer Viewer, TimeProvider Time, HttpContext Http)
{
    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/orders/{order}/record", Show).OpenTo(Rights.Everyone);
        pages.MapGet("/sites/{site}/orders/{order}/record.json", Export).OpenTo(Rights.Everyone);
    }

    private static async Task<IResult> Show(Id<Order> order, [AsParameters] OrderRecordPages pages) =>
        await pages.Read(order) is { } read ? Page.Of<OrderRecordPage>(new { Record = read }) : Page.NothingHere();

    private static async Task<IResult> Export(Id<Order> order, [AsParameters] OrderRecordPages pages)
    {
        if (await pages.Read(order) is not { } read)
            return Page.NothingHere();
        pages.Http.Response.Headers.ContentDisposition = $"attachment; filename=\"{Uri.EscapeDataString(order.Value)}.record.json\"";
        return Results.Json(
            new { format = "groundswell order record 1", order = order.Value, exportedAt = read.Now, exportedBy = pages.Viewer.Caller!.Person, entries = read.Trail, proofs = read.Proof.Json() },
            new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private async Task<OrderRecord?> Read(Id<Order> order)
    {
        var stop = Http.RequestAborted;
        if (Viewer.Site is not { Code: var site }
            || await Views.Set<OrderRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Order == order.Value, stop) is not { } row)
            return null;
        var log = Logs.OfSite(site);
        var entries = await OrderHistory.EntriesOf(site, order, Journal, Codec, Views, stop);
        var content = row.Version is { } version ? (await new Reading(States, log, stop).Settled(new Id<WorkMasterVersion>(version))).Content : null;
        var folding = new OrderRecordFolding(content);
        foreach (var entry in entries)
            folding.Fold(entry, Codec.Read(entry));
        var photos = new Dictionary<string, RecordedPhoto>(StringComparer.Ordinal);
        foreach (var photo in folding.Jobs.SelectMany(job => job.Steps).SelectMany(step => step.Photos ?? []).DistinctBy(photo => photo.Address))
            photos[photo.Address] = await RecordedPhoto.Of(photo, Journal, stop);
        var made = await Views.Set<WorkMasterRow>().AsNoTracking().Where(master => master.Id == row.WorkMaster).Select(master => master.Name).FirstOrDefaultAsync(stop);
        return new OrderRecord(
            row, made ?? row.WorkMaster, folding.Jobs, folding.Signatures, folding.SetAside, [.. entries.Select(RecordedEntry.Of)],
            await RecordProof.Of(Journal, log, entries, stop),
            await Names.Of(entries.Select(entry => entry.Actor).Concat(folding.Signatures.Select(signed => signed.Signature.Signer)).Concat(folding.SetAside.Select(one => one.Act.DoneBy)), stop), photos, Time.GetUtcNow());
    }
}

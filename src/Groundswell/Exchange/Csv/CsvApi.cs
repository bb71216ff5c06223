using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Serving;
using Groundswell.Work.Calls;

namespace Groundswell.Exchange.Csv;

/// <param name="Column">By its name in the header.</param>
/// <param name="Code">The refusal's, stable.</param>
/// <param name="Text">What to do about it, in English.</param>
public sealed record CsvFaultTold(int Line, string? Column, string Code, string Text);

/// <param name="Plan">Sent back with the file to record it only if it would still change the same.</param>
/// <param name="Recorded">Commands recorded now.</param>
public sealed record CsvAnswer(string Sheet, int New, int Changed, int Unchanged, int Recorded, string? Plan, IReadOnlyList<CsvFaultTold> Faults);

/// <summary>A copy of persons' data leaves the system: the id of the copy, and what it is for.</summary>
public sealed record PeopleCopy(Guid Id, string Purpose);

/// <summary>Files of rows as calls: the file is the body.</summary>
public static class CsvApi
{
    public static void MapExchange(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/sites/{site}/csv").WithTags("Exchange");
        group.MapPost("/{sheet}", Take).For(Rights.Everyone).Accepts<string>("text/csv").Produces<CsvAnswer>().Produces<CsvAnswer>(StatusCodes.Status422UnprocessableEntity)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(CsvExchange.LargestFile + 1024))
            .WithSummary("Check a CSV file whole, and record it where that is asked for and nothing is wrong with it.");
        group.MapGet("/{sheet}", Give).For(Rights.Everyone).Produces<string>(contentType: "text/csv")
            .WithSummary("What there is, as a CSV file: plant, materials, lots or orders.");
        foreach (var sheet in CsvExchange.Sheets.Where(sheet => sheet.OfPersons))
        {
            group.MapPost($"/{sheet.Name}/copies", (string site, PeopleCopy copy, HttpContext http, CsvExchange exchange, Door door, Problems problems) =>
                    Copy(sheet, site, copy, http, exchange, door, problems))
                .For(sheet.Export).Produces<string>(contentType: "text/csv").WithSummary("The people of a site as a CSV file. The copy states its purpose, and is an entry.");
        }
    }

    /// <summary>Records that a file of persons is copied, and for what; null where it is.</summary>
    internal static async Task<Refusal?> RecordCopy(CsvSheet sheet, string site, Guid id, string? purpose, Caller caller, Door door, CancellationToken stop) =>
        (await door.Take(
            new CopyRecord(new(id.ToString("N")), CopyForm.File, sheet.Name, purpose ?? "", 0) { Id = id, Site = site }, caller, stop)).Refusal;

    internal static IResult File(byte[] content, CsvSheet sheet, string site) => Results.File(content, "text/csv; charset=utf-8", $"{site}-{sheet.Name}.csv");

    private static async Task<IResult> Take(
        string site, string sheet, HttpContext http, CsvExchange exchange, ISites sites, RefusalTexts texts, bool record = false, string? plan = null, string? name = null)
    {
        if (CsvExchange.Find(sheet) is not { } found || await sites.Find(site, http.RequestAborted) is null)
            return Results.NotFound();
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var source = name ?? $"{found.Name}.csv";
        var outcome = record
            ? await exchange.Record(found, body.ToArray(), source, plan, site, http.Caller()!, http.RequestAborted)
            : Looked(await exchange.Check(found, body.ToArray(), source, site, http.Caller()!, http.RequestAborted));
        var check = outcome.Check;
        var answer = new CsvAnswer(
            found.Name, check.Count(CsvEffect.New), check.Count(CsvEffect.Changed), check.Count(CsvEffect.Unchanged), outcome.Recorded, check.Plan,
            [.. outcome.Faults.Select(fault => new CsvFaultTold(fault.Line, fault.Column, fault.Refusal.Code, texts.Of(fault.Refusal)))]);
        return Results.Json(answer, statusCode: outcome.Faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Give(string site, string sheet, HttpContext http, CsvExchange exchange, ISites sites, Problems problems, char separator = ',')
    {
        if (CsvExchange.Find(sheet) is not { } found || await sites.Find(site, http.RequestAborted) is null)
            return Results.NotFound();
        return found.OfPersons ? problems.Of(new CopyPurposeMissing()) : File(await exchange.Export(found, site, separator, http.RequestAborted), found, site);
    }

    private static async Task<IResult> Copy(CsvSheet sheet, string site, PeopleCopy copy, HttpContext http, CsvExchange exchange, Door door, Problems problems) =>
        await RecordCopy(sheet, site, copy.Id, copy.Purpose, http.Caller()!, door, http.RequestAborted) is { } refusal
            ? problems.Of(refusal)
            : File(await exchange.Export(sheet, site, ',', http.RequestAborted), sheet, site);

    private static CsvOutcome Looked(CsvCheck check) => new(check, 0, 0, check.Faults);
}

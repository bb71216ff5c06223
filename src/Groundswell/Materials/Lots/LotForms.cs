using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Materials.Lots;

/// <summary>The desk's pages of lots, and what is done on them.</summary>
internal static class LotForms
{
    private static readonly Rights Receiving = Rights.Of(Role.Operator, Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.Integration);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/lots", LotsPage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.lots", 25, "nav.lots"));
        pages.MapGet("/sites/{site}/lots/new", ReceiveLotPage.Show).OpenTo(Receiving);
        pages.MapPost("/sites/{site}/lots/new", ReceiveLotPage.Submit).OpenTo(Receiving);
        pages.MapGet("/sites/{site}/lots/{lot}", LotPage.Show).OpenTo(Rights.Everyone);

        // Who may do it the door says, which knows each act's rights.
        var lot = pages.MapGroup("/sites/{site}/lots/{lot}");
        lot.MapPost("/release", Release).OpenTo(Rights.Everyone);
        lot.MapPost("/restrict", Restrict).OpenTo(Rights.Everyone);
        lot.MapPost("/move", Move).OpenTo(Rights.Everyone);
        lot.MapPost("/split", Split).OpenTo(Rights.Everyone);
        lot.MapPost("/adjust", Adjust).OpenTo(Rights.Everyone);
        lot.MapPost("/scrap", Scrap).OpenTo(Rights.Everyone);
    }

    /// <summary>Without the space around it; null where nothing is left.</summary>
    public static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>The recorded name of a line of a lot's history.</summary>
    public static string RecordedAs(string what) => $"material-lot.{what.Replace(' ', '-')}";

    private static Task<IResult> Release(string site, Id<MaterialLot> lot, [FromForm] Guid id, [FromForm] string reason, [AsParameters] LotPageReading page) =>
        page.Do(site, lot, new ReleaseLot(lot, reason) { Id = id });

    private static Task<IResult> Restrict(string site, Id<MaterialLot> lot, [FromForm] Guid id, [FromForm] string reason, [AsParameters] LotPageReading page) =>
        page.Do(site, lot, new RestrictLot(lot, reason) { Id = id });

    private static Task<IResult> Move(string site, Id<MaterialLot> lot, [FromForm] Guid id, [FromForm] string location, [AsParameters] LotPageReading page) =>
        page.Do(site, lot, new MoveLot(lot, location) { Id = id });

    private static Task<IResult> Split(
        string site, Id<MaterialLot> lot, [FromForm] Guid id, [FromForm] decimal quantity, [FromForm] string into, [AsParameters] LotPageReading page) =>
        page.Do(site, lot, new SplitLot(lot, quantity, new(into.Trim())) { Id = id });

    private static async Task<IResult> Adjust(
        string site, Id<MaterialLot> lot, [FromForm] Guid id, [FromForm] decimal counted, [FromForm] string reason, [AsParameters] LotPageReading page) =>
        await page.Do(site, lot, new AdjustLot(lot, counted, await page.UnitOf(site, lot), reason) { Id = id });

    private static async Task<IResult> Scrap(
        string site, Id<MaterialLot> lot, [FromForm] Guid id, [FromForm] decimal quantity, [FromForm] string reason, [AsParameters] LotPageReading page) =>
        await page.Do(site, lot, new ScrapLot(lot, quantity, await page.UnitOf(site, lot), reason) { Id = id });
}

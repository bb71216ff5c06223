using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Materials.Definitions;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Materials.Lots;

/// <summary>One lot as its page shows it, and what the one who looks may do with it.</summary>
/// <param name="Called">What its material is called.</param>
/// <param name="Movements">A page of them, the newest first.</param>
/// <param name="Count">Of all movements.</param>
/// <param name="People">Printed names by person.</param>
public sealed record LotShown(
    LotRow Lot, string Called, IReadOnlyList<LotMovementRow> Movements, int Page, int Count, ActsOffered Acts, IReadOnlyDictionary<string, string> People, DateOnly Today)
{
    public const int PageSize = 100;
}

/// <summary>Reads a lot's page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record LotPageReading(
    ViewsDb Views, Door Door, FormDoor Forms, Names Names, Viewer Viewer, Words Words, TimeProvider Time, HttpContext Http)
{
    /// <summary>Does what a form of the page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string site, Id<MaterialLot> lot, SiteCommand command) =>
        await Forms.Take(command with { Site = site }, Http) ? Page.GoTo(LotPage.PathOf(site, lot.Value)) : await Show(lot, null);

    public async Task<IResult> Show(Id<MaterialLot> lot, int? page) =>
        Viewer.Site is { } site && await Read(site.Code, lot, Math.Max(1, page ?? 1)) is { } shown ? Page.Of<LotPage>(new { Shown = shown }) : Page.NothingHere();

    /// <summary>The lot's unit: its forms ask for numbers alone.</summary>
    public async Task<string> UnitOf(string site, Id<MaterialLot> lot) =>
        await Views.Set<LotRow>().AsNoTracking().Where(row => row.Site == site && row.Lot == lot.Value).Select(row => row.Unit).FirstOrDefaultAsync(Http.RequestAborted) ?? "";

    private async Task<LotShown?> Read(string site, Id<MaterialLot> id, int page)
    {
        var stop = Http.RequestAborted;
        if (await Views.Set<LotRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Lot == id.Value, stop) is not { } lot)
            return null;
        var all = Views.Set<LotMovementRow>().AsNoTracking().Where(row => row.Site == site && row.Lot == id.Value);
        var movements = await all.OrderByDescending(row => row.Position).Skip((page - 1) * LotShown.PageSize).Take(LotShown.PageSize).ToListAsync(stop);
        var called = await Views.Set<MaterialRow>().AsNoTracking().Where(row => row.Id == lot.Material).Select(row => row.Name).FirstOrDefaultAsync(stop);
        return new LotShown(
            lot, called ?? lot.Material, movements, page, await all.CountAsync(stop), await ActsOn(lot), await Names.Of(movements.Select(row => row.By), stop),
            Words.DateOf(Time.GetUtcNow()));
    }

    /// <summary>Each act is asked for as the form would ask for it, and not recorded.</summary>
    private Task<ActsOffered> ActsOn(LotRow row)
    {
        const string some = ActsOffered.Some;
        var lot = new Id<MaterialLot>(row.Lot);
        SiteCommand[] commands =
        [
            new ReleaseLot(lot, some), new RestrictLot(lot, some), new MoveLot(lot, some), new SplitLot(lot, row.Quantity / 2, new($"{row.Lot}-B")),
            new AdjustLot(lot, row.Quantity + 1, row.Unit, some), new ScrapLot(lot, row.Quantity, row.Unit, some),
        ];
        return ActsOffered.Ask(Door, Http.Caller()!, why => why is LotAlreadyThere, Http.RequestAborted, commands.Select(command => command with { Site = row.Site }));
    }
}

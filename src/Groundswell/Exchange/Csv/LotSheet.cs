using System.Globalization;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Exchange.Csv;

/// <summary>Lots that came in from outside. What a lot has become since is told by its own entries: a file never changes it.</summary>
internal sealed class LotSheet : CsvSheet
{
    private const string Lot = "lot", Material = "material", Quantity = "quantity", Unit = "unit", Location = "location", Expires = "expires-on", Supplier = "supplier-lot";

    /// <summary>As the history of lots calls it.</summary>
    private const string Received = "received";

    public override string Name => "lots";

    public override Type Act => typeof(ReceiveLot);

    public override IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new(Lot, true, "E-2611"), new(Material, true, "ETHANOL-96"), new(Quantity, true, "200.5"), new(Unit, true, "L"), new(Location, false, "Store 2"),
        new(Expires, false, "2027-11-30"), new(Supplier, false, "BX-7741"),
    ];

    public override async Task<IReadOnlyList<CsvPlanned>> Plan(IReadOnlyList<CsvRow> rows, CsvPlace place, CancellationToken stop)
    {
        var there = await place.Views.Set<LotRow>().AsNoTracking().Where(row => row.Site == place.Site).ToDictionaryAsync(row => row.Lot, stop);
        var received = (await place.Views.Set<LotMovementRow>().AsNoTracking().Where(row => row.Site == place.Site && row.What == Received)
            .Select(row => new { row.Lot, row.Quantity }).ToListAsync(stop)).ToDictionary(row => row.Lot, row => row.Quantity);
        var read = rows.Select(row => (Row: row, Lot: row.IdOf<MaterialLot>(Lot))).ToList();
        NoteTwice(read.Select(one => (one.Row, one.Lot, one.Lot.Value)), Lot);
        return
        [
            .. read.Select(one => Planned(
                one.Row, one.Lot, there.GetValueOrDefault(one.Lot.Value), received.TryGetValue(one.Lot.Value, out var quantity) ? quantity : null, place.Site))
                .Where(one => one.Row.IsFine),
        ];
    }

    public override async Task<IReadOnlyList<IReadOnlyList<string?>>> Rows(CsvPlace place, CancellationToken stop) =>
    [
        .. (await place.Views.Set<LotRow>().AsNoTracking().Where(row => row.Site == place.Site).OrderBy(row => row.Lot).ToListAsync(stop))
            .Where(row => row.Quantity != 0)
            .Select(row => (IReadOnlyList<string?>)[row.Lot, row.Material, Number(row.Quantity), row.Unit, row.Location, Date(row.ExpiresOn), null]),
    ];

    private static CsvPlanned Planned(CsvRow row, Deciding.Id<MaterialLot> lot, LotRow? there, decimal? received, string site)
    {
        var (material, quantity, unit) = (row.IdOf<MaterialDefinition>(Material), row.Number(Quantity), row.Needed(Unit));
        var (location, expires, supplier) = (row.Text(Location), row.DateOrNone(Expires), row.Text(Supplier));
        var compared = new CsvComparison(row);
        if (there is null)
        {
            foreach (var column in new[] { Material, Quantity, Unit, Location, Expires, Supplier })
                compared.Of(column, null, row.Text(column));
            return new CsvPlanned(
                row, lot.Value, CsvEffect.New, compared.Differences,
                [new CsvAct(new ReceiveLot(lot, material, quantity, unit, location, expires, supplier) { Site = site }, Lot)]);
        }

        compared.Fixed(Material, there.Material, material.Value);
        compared.Fixed(Unit, there.Unit, unit);
        if (quantity != there.Quantity && quantity != received)
            row.Fault(Quantity, new CsvFixed(Quantity, Number(there.Quantity)));
        if (expires is not null)
            compared.Fixed(Expires, Date(there.ExpiresOn) ?? "", Date(expires)!);
        return CsvPlanned.Unchanged(row, lot.Value);
    }

    private static string Number(decimal quantity) => quantity.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

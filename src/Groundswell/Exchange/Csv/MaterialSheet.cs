using System.Globalization;
using Groundswell.Materials.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Exchange.Csv;

/// <summary>Material definitions: the same for all sites.</summary>
internal sealed class MaterialSheet : CsvSheet
{
    private const string Material = "material", Title = "name", Unit = "unit", Tracking = "tracking", Gmp = "gmp", ShelfLife = "shelf-life-days";

    public override string Name => "materials";

    public override Type Act => typeof(DefineMaterial);

    public override IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new(Material, true, "ETHANOL-96"), new(Title, true, "Ethanol 96 %"), new(Unit, true, "L"), new(Tracking, true, "lot"), new(Gmp, false, "yes"),
        new(ShelfLife, false, "730"),
    ];

    public override async Task<IReadOnlyList<CsvPlanned>> Plan(IReadOnlyList<CsvRow> rows, CsvPlace place, CancellationToken stop)
    {
        var there = await place.Views.Set<MaterialRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, stop);
        var read = rows.Select(row => (Row: row, Material: row.IdOf<MaterialDefinition>(Material))).ToList();
        NoteTwice(read.Select(one => (one.Row, one.Material, one.Material.Value)), Material);
        return [.. read.Select(one => Planned(one.Row, one.Material, there.GetValueOrDefault(one.Material.Value))).Where(one => one.Row.IsFine)];
    }

    public override async Task<IReadOnlyList<IReadOnlyList<string?>>> Rows(CsvPlace place, CancellationToken stop) =>
    [
        .. (await place.Views.Set<MaterialRow>().AsNoTracking().Where(row => row.Status == nameof(MaterialStatus.InUse)).OrderBy(row => row.Id).ToListAsync(stop))
            .Select(row => (IReadOnlyList<string?>)[row.Id, row.Name, row.Unit, TrackingOf(row), row.UnderGmp ? "yes" : "no", Days(row.ShelfLifeDays)]),
    ];

    private static CsvPlanned Planned(CsvRow row, Deciding.Id<MaterialDefinition> material, MaterialRow? there)
    {
        var (name, unit, tracking, gmp, days) = (row.Needed(Title), row.Needed(Unit), row.Word<MaterialTracking>(Tracking), row.YesOrNo(Gmp), row.WholeOrNone(ShelfLife));
        var compared = new CsvComparison(row);
        compared.Of(Title, there?.Name, name);
        compared.Of(Gmp, there is null ? null : there.UnderGmp ? "yes" : "no", gmp ? "yes" : "no");
        compared.Of(ShelfLife, Days(there?.ShelfLifeDays), Days(days));
        if (there is null)
        {
            return new CsvPlanned(
                row, material.Value, CsvEffect.New, compared.Differences, [new CsvAct(new DefineMaterial(material, name, unit, tracking, gmp, days), Material)]);
        }

        compared.Fixed(Unit, there.Unit, unit);
        compared.Fixed(Tracking, TrackingOf(there), CsvRow.WordFor(tracking));
        if (compared.Differences.Count == 0)
            return CsvPlanned.Unchanged(row, material.Value);
        var change = new ChangeMaterial(material, name, row.Has(Gmp) ? gmp : there.UnderGmp, row.Has(ShelfLife) ? days : there.ShelfLifeDays);
        return new CsvPlanned(row, material.Value, CsvEffect.Changed, compared.Differences, [new CsvAct(change, Material)]);
    }

    private static string TrackingOf(MaterialRow row) => CsvRow.WordFor(Enum.Parse<MaterialTracking>(row.Tracking));

    private static string? Days(int? days) => days?.ToString(CultureInfo.InvariantCulture);
}

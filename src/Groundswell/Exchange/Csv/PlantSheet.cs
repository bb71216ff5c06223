using Groundswell.Deciding;
using Groundswell.Plant;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Exchange.Csv;

/// <summary>Areas, work centers and work units.</summary>
internal sealed class PlantSheet : CsvSheet
{
    private const string Kind = "kind", Code = "id", Title = "name", Parent = "parent", Classes = "equipment-classes";

    private static readonly string[] Kinds = [Area.Kind, WorkCenter.Kind, WorkUnit.Kind];

    public override string Name => "plant";

    public override string Own => Code;

    public override string Needs => Parent;

    public override Type Act => typeof(AddArea);

    public override IReadOnlyList<CsvColumn> Columns { get; } =
        [new(Kind, true, WorkUnit.Kind), new(Code, true, "V-201"), new(Title, true, "Mixing vessel 201"), new(Parent, true, "MIX"), new(Classes, false, "vessel|heated-vessel")];

    public override async Task<IReadOnlyList<CsvPlanned>> Plan(IReadOnlyList<CsvRow> rows, CsvPlace place, CancellationToken stop)
    {
        var there = (await PlacesOf(place, stop)).ToDictionary(known => (known.Kind, known.Id));
        var read = rows.Select(row => (Row: row, Kind: KindOf(row), Id: IdIn(row), Name: row.Needed(Title), Parent: ParentOf(row))).ToList();
        NoteTwice(read.Select(one => (one.Row, (one.Kind, one.Id), one.Id)), Code);
        return [.. read.Where(one => one.Row.IsFine).Select(one => Planned(one.Row, one.Kind, one.Id, one.Name, one.Parent, there.GetValueOrDefault((one.Kind, one.Id)), place.Site))];
    }

    public override async Task<IReadOnlyList<IReadOnlyList<string?>>> Rows(CsvPlace place, CancellationToken stop) =>
    [
        .. (await PlacesOf(place, stop)).Where(known => known.Status != nameof(InUse.Retired)).OrderBy(known => Array.IndexOf(Kinds, known.Kind)).ThenBy(known => known.Id, StringComparer.Ordinal)
            .Select(known => (IReadOnlyList<string?>)[known.Kind, known.Id, known.Name, known.Parent, Joined(known.EquipmentClasses)]),
    ];

    private static Task<List<PlaceRow>> PlacesOf(CsvPlace place, CancellationToken stop) =>
        place.Views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == place.Site && Kinds.Contains(row.Kind)).ToListAsync(stop);

    private static string KindOf(CsvRow row)
    {
        var kind = row.Needed(Kind).ToLowerInvariant();
        if (kind.Length > 0 && !Kinds.Contains(kind))
            row.Fault(Kind, new CsvWordUnknown(kind, Kinds));
        return kind;
    }

    private static string IdIn(CsvRow row)
    {
        var id = row.Needed(Code);
        // The three kinds take the same ids.
        if (id.Length > 0 && !Id<Area>.TryParse(id, null, out _))
            row.Fault(Code, new CsvIdUnfit(id));
        return id;
    }

    private static string? ParentOf(CsvRow row)
    {
        if (!string.Equals(row.Text(Kind), Area.Kind, StringComparison.OrdinalIgnoreCase))
            return row.Needed(Parent);
        if (row.Text(Parent) is not null)
            row.Fault(Parent, new CsvCellNotEmpty(Parent));
        return null;
    }

    private static CsvPlanned Planned(CsvRow row, string kind, string id, string name, string? parent, PlaceRow? there, string site)
    {
        var compared = new CsvComparison(row);
        if (there is { Status: nameof(InUse.Retired) })
            there = null; // Adding it again is refused, with what to do.
        compared.Of(Title, there?.Name, name);
        compared.Of(Parent, there?.Parent, parent);
        var classes = kind == WorkUnit.Kind ? compared.Of(Classes, Joined(there?.EquipmentClasses), string.Join(CsvRow.Between, row.Many(Classes))) : null;
        var list = (classes ?? "").Split(CsvRow.Between, StringSplitOptions.RemoveEmptyEntries);
        if (there is not null && compared.Differences.Count == 0)
            return CsvPlanned.Unchanged(row, id);
        var turn = Array.IndexOf(Kinds, kind);
        SiteCommand command = (turn, there) switch
        {
            (0, null) => new AddArea(new(id), name),
            (0, _) => new RenameArea(new(id), name),
            (1, null) => new AddWorkCenter(new(id), name, new(parent!)),
            (1, _) => new ChangeWorkCenter(new(id), name, new(parent!)),
            (_, null) => new AddWorkUnit(new(id), name, new(parent!), list),
            _ => new ChangeWorkUnit(new(id), name, new(parent!), list),
        };
        return new CsvPlanned(row, id, there is null ? CsvEffect.New : CsvEffect.Changed, compared.Differences, [new CsvAct(command with { Site = site }, turn == 0 ? Code : Parent)]) { Turn = turn };
    }

    private static string? Joined(string? classes) => classes is null or "" ? null : classes.Replace(',', CsvRow.Between);
}

using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Materials.Definitions;

/// <summary>All material definitions as they are now.</summary>
public sealed class MaterialList : IProjection
{
    public string Name => "materials";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<MaterialRow>().ToTable("material").HasKey(row => row.Id);

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var materials = tables.Of<MaterialRow>();
        switch (fact.Event)
        {
            case MaterialDefined e:
                materials.Put(new MaterialRow
                {
                    Id = e.Material.Value,
                    Name = e.Name,
                    Unit = e.Unit,
                    Tracking = e.Tracking.ToString(),
                    UnderGmp = e.UnderGmp,
                    ShelfLifeDays = e.ShelfLifeDays,
                    Status = nameof(MaterialStatus.InUse),
                    Since = fact.At,
                });
                break;
            case MaterialChanged e:
                await Change(e.Material.Value, row => (row.Name, row.UnderGmp, row.ShelfLifeDays) = (e.Name, e.UnderGmp, e.ShelfLifeDays));
                break;
            case MaterialRetired e:
                await Change(e.Material.Value, row => row.Status = nameof(MaterialStatus.Retired));
                break;
        }

        ValueTask Change(string id, Action<MaterialRow> change) => materials.Change(fact, change, id);
    }

    /// <summary>GET /materials</summary>
    public static async Task<Ok<List<MaterialRow>>> All(ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<MaterialRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop));

    /// <summary>GET /materials/{material}</summary>
    public static async Task<Results<Ok<MaterialRow>, NotFound>> One(string material, ViewsDb views, CancellationToken stop) =>
        await views.Set<MaterialRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == material, stop) is { } row
            ? TypedResults.Ok(row)
            : TypedResults.NotFound();
}

/// <summary>A material definition, as lists show it.</summary>
public sealed class MaterialRow
{
    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>UCUM code.</summary>
    public required string Unit { get; init; }

    /// <summary>None, Lot or Serial.</summary>
    public required string Tracking { get; init; }

    public required bool UnderGmp { get; set; }
    public int? ShelfLifeDays { get; set; }

    /// <summary>InUse or Retired.</summary>
    public required string Status { get; set; }

    public required DateTimeOffset Since { get; init; }
}

using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Materials.Lots;

/// <summary>What each lot holds, where it is and whether it may be used.</summary>
public sealed class LotBalances : IProjection
{
    public string Name => "lot-balances";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<LotRow>(row =>
    {
        row.ToTable("lot").HasKey(r => new { r.Site, r.Lot });
        row.HasIndex(r => new { r.Site, r.Material });
    });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        return fact.Event switch
        {
            MaterialLotReceived e => Begin(e.Lot, e.Material, e.Quantity, e.Unit, e.Location, e.ExpiresOn, e.Restricted),
            MaterialLotRegistered e => Begin(e.Lot, e.Material, 0, e.Unit, e.Location, e.ExpiresOn, e.Restricted),
            MaterialLotProduced e => Begin(e.Lot, e.Material, e.Quantity, e.Unit, e.Location, e.ExpiresOn, e.Restricted),
            MaterialLotSplitOff e => Begin(e.Lot, e.Material, e.Quantity, e.Unit, e.Location, e.ExpiresOn, e.Restricted),
            MaterialLotProducedFurther e => Change(e.Lot, row => row.Quantity += e.Quantity),
            MaterialLotConsumed e => Change(e.Lot, row => row.Quantity -= e.Quantity),
            MaterialLotGivenBack e => Change(e.Lot, row => row.Quantity += e.Quantity),
            MaterialLotSplit e => Change(e.Lot, row => row.Quantity -= e.Quantity),
            MaterialLotMerged e => Change(e.Lot, row => row.Quantity -= e.Quantity),
            MaterialLotMergedIn e => Change(e.Lot, row => row.Quantity += e.Quantity),
            MaterialLotScrapped e => Change(e.Lot, row => row.Quantity -= e.Quantity),
            MaterialLotAdjusted e => Change(e.Lot, row => row.Quantity = e.To),
            MaterialLotMoved e => Change(e.Lot, row => row.Location = e.Location),
            MaterialLotRestricted e => Change(e.Lot, row => (row.Restricted, row.RestrictedFor) = (true, e.Reason)),
            MaterialLotReleased e => Change(e.Lot, row => (row.Restricted, row.RestrictedFor) = (false, null)),
            _ => ValueTask.CompletedTask,
        };

        ValueTask Begin(
            Id<MaterialLot> lot, Id<MaterialDefinition> material, decimal quantity, string unit, string? location, DateOnly? expiresOn, bool restricted)
        {
            tables.Of<LotRow>().Put(new LotRow
            {
                Site = fact.Site!,
                Lot = lot.Value,
                Material = material.Value,
                Quantity = quantity,
                Unit = unit,
                Location = location,
                ExpiresOn = expiresOn,
                Restricted = restricted,
                Since = fact.At,
            });
            return ValueTask.CompletedTask;
        }

        ValueTask Change(Id<MaterialLot> lot, Action<LotRow> change) => tables.Of<LotRow>().Change(fact, change, fact.Site!, lot.Value);
    }

    /// <summary>GET /sites/{site}/lots?material=</summary>
    public static async Task<Ok<List<LotRow>>> Of(string site, string? material, ViewsDb views, CancellationToken stop)
    {
        var lots = views.Set<LotRow>().AsNoTracking().Where(row => row.Site == site);
        if (material is not null)
            lots = lots.Where(row => row.Material == material);
        return TypedResults.Ok(await lots.OrderBy(row => row.Lot).Take(MostRows).ToListAsync(stop));
    }

    /// <summary>GET /sites/{site}/lots/{lot}</summary>
    public static async Task<Results<Ok<LotRow>, NotFound>> One(string site, string lot, ViewsDb views, CancellationToken stop) =>
        await views.Set<LotRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Lot == lot, stop) is { } row
            ? TypedResults.Ok(row)
            : TypedResults.NotFound();

    private const int MostRows = 10_000;
}

/// <summary>A lot as lists show it.</summary>
public sealed class LotRow
{
    public required string Site { get; init; }
    public required string Lot { get; init; }
    public required string Material { get; init; }
    public required decimal Quantity { get; set; }
    public required string Unit { get; init; }
    public string? Location { get; set; }
    public DateOnly? ExpiresOn { get; init; }
    public required bool Restricted { get; set; }
    public string? RestrictedFor { get; set; }

    /// <summary>When it came into being here.</summary>
    public required DateTimeOffset Since { get; init; }
}

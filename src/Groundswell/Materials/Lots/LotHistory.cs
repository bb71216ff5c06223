using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Materials.Lots;

/// <summary>Everything that came into a lot or went out of it, a line each; and the edges that genealogy follows.</summary>
/// <remarks>An edge runs the way the material went: from a lot to the job that took it, from a job to the lot it made, from lot to lot.</remarks>
public sealed class LotHistory : IProjection
{
    public string Name => "lot-history";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<LotMovementRow>(row =>
        {
            row.ToTable("lot_movement").HasKey(r => new { r.Site, r.Position });
            row.HasIndex(r => new { r.Site, r.Lot });
            row.HasIndex(r => new { r.Site, r.Order });
            row.Property(r => r.By).NamesAPerson();
        });
        tables.Entity<GenealogyEdgeRow>(row =>
        {
            row.ToTable("genealogy_edge").HasKey(r => new { r.Site, r.Position });
            row.HasIndex(r => new { r.Site, r.FromKind, r.From });
            row.HasIndex(r => new { r.Site, r.ToKind, r.To });
        });
    }

    public ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case MaterialLotReceived e:
                Line("received", e.Lot, e.Quantity, e.Unit);
                break;
            case MaterialLotRegistered e:
                Line("registered", e.Lot, 0, e.Unit);
                break;
            case MaterialLotProduced e:
                Line("produced", e.Lot, e.Quantity, e.Unit, e.For);
                Made(e.Lot, e.Quantity, e.For);
                break;
            case MaterialLotProducedFurther e:
                Line("produced", e.Lot, e.Quantity, null, e.For);
                Made(e.Lot, e.Quantity, e.For);
                break;
            case MaterialLotConsumed e:
                Line("consumed", e.Lot, -e.Quantity, null, e.For, reason: e.Override?.Reason);
                Taken(e.Lot, e.Quantity, e.For);
                break;
            case MaterialLotGivenBack e:
                Line("given back", e.Lot, e.Quantity, null, e.For, reason: e.Reason);
                Taken(e.Lot, -e.Quantity, e.For);
                break;
            case MaterialLotSplit e:
                Line("split", e.Lot, -e.Quantity, null, other: e.Into);
                Edge("lot", e.Lot.Value, "lot", e.Into.Value, e.Quantity, null);
                break;
            case MaterialLotSplitOff e:
                Line("split off", e.Lot, e.Quantity, e.Unit, other: e.From);
                break;
            case MaterialLotMerged e:
                Line("merged", e.Lot, -e.Quantity, null, other: e.Into);
                Edge("lot", e.Lot.Value, "lot", e.Into.Value, e.Quantity, null);
                break;
            case MaterialLotMergedIn e:
                Line("merged in", e.Lot, e.Quantity, null, other: e.From);
                break;
            case MaterialLotScrapped e:
                Line("scrapped", e.Lot, -e.Quantity, null, reason: e.Reason);
                break;
            case MaterialLotAdjusted e:
                Line("adjusted", e.Lot, e.To - e.From, null, reason: e.Reason);
                break;
            case MaterialLotMoved e:
                Line("moved", e.Lot, 0, null, reason: e.Location);
                break;
            case MaterialLotRestricted e:
                Line("restricted", e.Lot, 0, null, reason: e.Reason);
                break;
            case MaterialLotReleased e:
                Line("released", e.Lot, 0, null, reason: e.Reason);
                break;
        }

        return ValueTask.CompletedTask;

        void Line(
            string what, Id<MaterialLot> lot, decimal quantity, string? unit, WorkReference? work = null, Id<MaterialLot>? other = null,
            string? reason = null) => tables.Of<LotMovementRow>().Add(new LotMovementRow
            {
                Site = fact.Site!,
                Position = fact.Entry.Position,
                Lot = lot.Value,
                What = what,
                Quantity = quantity,
                Unit = unit,
                Order = work?.Order,
                Job = work?.Job,
                Step = work?.Step,
                OtherLot = other?.Value,
                Reason = reason,
                At = fact.At,
                By = fact.Entry.Actor,
            });

        void Taken(Id<MaterialLot> lot, decimal quantity, WorkReference work) =>
            Edge("lot", lot.Value, work.Job is null ? "order" : "job", work.Job ?? work.Order, quantity, work.Order);

        void Made(Id<MaterialLot> lot, decimal quantity, WorkReference work) =>
            Edge(work.Job is null ? "order" : "job", work.Job ?? work.Order, "lot", lot.Value, quantity, work.Order);

        void Edge(string fromKind, string from, string toKind, string to, decimal quantity, string? order) =>
            tables.Of<GenealogyEdgeRow>().Add(new GenealogyEdgeRow
            {
                Site = fact.Site!,
                Position = fact.Entry.Position,
                FromKind = fromKind,
                From = from,
                ToKind = toKind,
                To = to,
                Quantity = quantity,
                Order = order,
                At = fact.At,
            });
    }

    /// <summary>GET /sites/{site}/lots/{lot}/movements</summary>
    public static async Task<Ok<List<LotMovementRow>>> Movements(string site, string lot, ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<LotMovementRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Lot == lot).OrderBy(row => row.Position).ToListAsync(stop));

    /// <summary>GET /sites/{site}/lots/{lot}/genealogy: the edges that touch the lot.</summary>
    public static async Task<Ok<List<GenealogyEdgeRow>>> Edges(string site, string lot, ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<GenealogyEdgeRow>().AsNoTracking()
            .Where(row => row.Site == site && ((row.FromKind == "lot" && row.From == lot) || (row.ToKind == "lot" && row.To == lot)))
            .OrderBy(row => row.Position).ToListAsync(stop));
}

/// <summary>One thing that happened to a lot.</summary>
public sealed class LotMovementRow
{
    public required string Site { get; init; }

    /// <summary>The entry's position in the site's log.</summary>
    public required long Position { get; init; }

    public required string Lot { get; init; }
    public required string What { get; init; }

    /// <summary>What it changed: in is positive, out is negative.</summary>
    public required decimal Quantity { get; init; }

    public string? Unit { get; init; }
    public string? Order { get; init; }
    public string? Job { get; init; }
    public string? Step { get; init; }
    public string? OtherLot { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
}

/// <summary>One way that material went.</summary>
public sealed class GenealogyEdgeRow
{
    public required string Site { get; init; }
    public required long Position { get; init; }

    /// <summary>lot, job or order.</summary>
    public required string FromKind { get; init; }

    public required string From { get; init; }
    public required string ToKind { get; init; }
    public required string To { get; init; }

    /// <summary>In the lot's unit; negative where something came back.</summary>
    public required decimal Quantity { get; init; }

    public string? Order { get; init; }
    public required DateTimeOffset At { get; init; }
}

using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Materials.Lots;

/// <summary>
/// An identified quantity of one material (ISA-95 material lot). It comes in from outside or is made by work; work takes from it, people split,
/// merge, move and count it; Quality restricts and releases it. What went into it and where it went is told by its own entries.
/// </summary>
/// <param name="Quantity">What it holds now. Negative only where an override said so.</param>
/// <param name="Restricted">Not to be used (ISA-95 disposition): the reason; null where it may be used.</param>
public sealed record MaterialLot(
    Id<MaterialLot> Id, Id<MaterialDefinition> Material, decimal Quantity, string Unit, string? Location, DateOnly? ExpiresOn, string? Restricted)
    : IState<MaterialLot>
{
    /// <summary>Quality released it as it was: whatever comes to it afterwards nobody has judged.</summary>
    public bool Released { get; init; }

    /// <summary>What work has taken from it and not given back.</summary>
    public TakenFromLot Taken { get; init; } = TakenFromLot.Nothing;

    public static string Kind => "material-lot";

    public static MaterialLot Unknown { get; } = new(default, default, 0, "", null, null, null);

    public bool Exists => Id != default;

    public MaterialLot Evolve(Happened happened) => happened.Event switch
    {
        MaterialLotReceived e => new MaterialLot(
            e.Lot, e.Material, e.Quantity, e.Unit, e.Location, e.ExpiresOn, e.Restricted ? Untested : null),
        MaterialLotRegistered e => new MaterialLot(e.Lot, e.Material, 0, e.Unit, e.Location, e.ExpiresOn, e.Restricted ? Untested : null),
        MaterialLotProduced e => new MaterialLot(
            e.Lot, e.Material, e.Quantity, e.Unit, e.Location, e.ExpiresOn, e.Restricted ? Untested : null),
        MaterialLotSplitOff e => new MaterialLot(
            e.Lot, e.Material, e.Quantity, e.Unit, e.Location, e.ExpiresOn, e.Restricted ? Untested : null)
        {
            Released = e.Released == true,
        },
        MaterialLotProducedFurther e => this with { Quantity = Quantity + e.Quantity },
        MaterialLotConsumed e => this with { Quantity = Quantity - e.Quantity, Taken = Taken.And(e.For, e.Quantity) },
        MaterialLotGivenBack e => this with { Quantity = Quantity + e.Quantity, Taken = Taken.And(e.For, -e.Quantity) },
        MaterialLotSplit e => this with { Quantity = Quantity - e.Quantity },
        MaterialLotMerged e => this with { Quantity = Quantity - e.Quantity },
        MaterialLotMergedIn e => this with { Quantity = Quantity + e.Quantity },
        MaterialLotScrapped e => this with { Quantity = Quantity - e.Quantity },
        MaterialLotAdjusted e => this with { Quantity = e.To },
        MaterialLotMoved e => this with { Location = e.Location },
        MaterialLotRestricted e => this with { Restricted = e.Reason, Released = false },
        MaterialLotReleased => this with { Restricted = null, Released = true },
        _ => this,
    };

    /// <summary>Why a lot that came in restricted may not be used yet.</summary>
    internal const string Untested = "not yet released";
}

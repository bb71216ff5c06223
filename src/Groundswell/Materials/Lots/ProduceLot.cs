using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Materials.Lots;

/// <summary>Bring a lot into being by work, or add to the one that the same work began.</summary>
/// <remarks>For output that no step asked for; a step's output is recorded with the step.</remarks>
public sealed record ProduceLot(
    Id<MaterialLot> Lot, Id<MaterialDefinition> Material, decimal Quantity, string Unit, WorkReference For, string? Location = null,
    DateOnly? ExpiresOn = null) : SiteCommand
{
    public static Decision Decide(ProduceLot produce, MaterialLot lot, MaterialDefinition material)
    {
        if (LotMaterial.Refuses(produce.Material, material, produce.Unit) is { } unfit)
            return unfit;
        if (produce.Quantity <= 0)
            return new QuantityNotPositive(produce.Quantity);
        if (material.Tracking == MaterialTracking.Serial && (lot.Exists || produce.Quantity != 1))
            return new SerialIsOne(produce.Lot, produce.Quantity);
        if (!lot.Exists)
        {
            return new MaterialLotProduced(
                produce.Lot, produce.Material, produce.Quantity, produce.Unit, produce.For, produce.Location, produce.ExpiresOn, material.UnderGmp);
        }

        if (lot.Material != produce.Material)
            return new LotOfOtherMaterial(produce.Lot, lot.Material);
        return lot.Released
            ? new LotIsReleased(produce.Lot)
            : new MaterialLotProducedFurther(produce.Lot, produce.Quantity, produce.For);
    }
}

/// <summary>Quality has released the lot as it was: what came to it now nobody would have judged.</summary>
public sealed record LotIsReleased(Id<MaterialLot> Lot) : Refusal("material-lot.is-released")
{
    public override string Field => "lot";
}

/// <summary>The lot is of another material.</summary>
public sealed record LotOfOtherMaterial(Id<MaterialLot> Lot, Id<MaterialDefinition> Material) : Refusal("material-lot.other-material")
{
    public override string Field => "lot";
}

using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Materials.Lots;

/// <summary>Take a lot in from outside. Where the material is under GMP it stays restricted until Quality releases it.</summary>
public sealed record ReceiveLot(
    Id<MaterialLot> Lot, Id<MaterialDefinition> Material, decimal Quantity, string Unit, string? Location = null, DateOnly? ExpiresOn = null,
    string? SupplierLot = null) : SiteCommand
{
    public static Decision Decide(ReceiveLot receive, MaterialLot lot, MaterialDefinition material)
    {
        if (lot.Exists)
            return new LotAlreadyThere(receive.Lot);
        if (LotMaterial.Refuses(receive.Material, material, receive.Unit) is { } unfit)
            return unfit;
        if (receive.Quantity <= 0)
            return new QuantityNotPositive(receive.Quantity);
        if (material.Tracking == MaterialTracking.Serial && receive.Quantity != 1)
            return new SerialIsOne(receive.Lot, receive.Quantity);

        return new MaterialLotReceived(
            receive.Lot, receive.Material, receive.Quantity, receive.Unit, receive.Location, receive.ExpiresOn, receive.SupplierLot, material.UnderGmp);
    }
}

/// <summary>The site has, or had, a lot of this id.</summary>
public sealed record LotAlreadyThere(Id<MaterialLot> Lot) : Refusal("material-lot.already-there")
{
    public override string Field => "lot";
}

/// <summary>What is tracked by serial number is one piece.</summary>
public sealed record SerialIsOne(Id<MaterialLot> Lot, decimal Quantity) : Refusal("material-lot.serial-is-one")
{
    public override string Field => "quantity";
}

using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Materials.Lots;

/// <summary>Give a lot its identity before anything is in it, so that its label can be printed and work can fill it.</summary>
public sealed record RegisterLot(
    Id<MaterialLot> Lot, Id<MaterialDefinition> Material, string Unit, string? Location = null, DateOnly? ExpiresOn = null) : SiteCommand
{
    public static Decision Decide(RegisterLot register, MaterialLot lot, MaterialDefinition material)
    {
        if (lot.Exists)
            return new LotAlreadyThere(register.Lot);
        if (LotMaterial.Refuses(register.Material, material, register.Unit) is { } unfit)
            return unfit;

        return new MaterialLotRegistered(
            register.Lot, register.Material, register.Unit, register.Location, register.ExpiresOn, material.UnderGmp);
    }
}

using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Materials.Lots;

/// <summary>What a lot's material has to be: known, in use, and counted in the same unit.</summary>
internal static class LotMaterial
{
    public static Refusal? Refuses(Id<MaterialDefinition> id, MaterialDefinition material, string unit)
    {
        if (material.Status != MaterialStatus.InUse)
            return new LotMaterialNotInUse(id);
        return material.Unit == unit ? null : new LotMaterialInOtherUnit(id, material.Unit, unit);
    }
}

/// <summary>There is no such material in use.</summary>
public sealed record LotMaterialNotInUse(Id<MaterialDefinition> Material) : Refusal("material-lot.material-not-in-use")
{
    public override string Field => "material";
}

/// <summary>The material is counted in another unit.</summary>
public sealed record LotMaterialInOtherUnit(Id<MaterialDefinition> Material, string Unit, string Asked) : Refusal("material-lot.material-in-other-unit")
{
    public override string Field => "unit";
}

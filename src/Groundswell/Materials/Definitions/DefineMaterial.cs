using Groundswell.Deciding;

namespace Groundswell.Materials.Definitions;

/// <summary>Define a material for all sites.</summary>
public sealed record DefineMaterial(
    Id<MaterialDefinition> Material, string Name, string Unit, MaterialTracking Tracking, bool UnderGmp = false, int? ShelfLifeDays = null)
    : EnterpriseCommand
{
    public static Decision Decide(DefineMaterial define, MaterialDefinition material)
    {
        if (material.Status != MaterialStatus.Unknown)
            return new MaterialAlreadyDefined(define.Material);
        if (string.IsNullOrWhiteSpace(define.Name))
            return new MaterialNameMissing();
        if (!Expressions.Unit.TryParse(define.Unit.Trim(), out _))
            return new MaterialUnitUnknown(define.Unit);
        if (define.ShelfLifeDays < 1)
            return new ShelfLifeNotPositive();

        return new MaterialDefined(
            define.Material, define.Name.Trim(), define.Unit.Trim(), define.Tracking, define.UnderGmp, define.ShelfLifeDays);
    }
}

/// <summary>Change a material's name, standing under GMP or shelf life. What was recorded of its lots stays as it was.</summary>
public sealed record ChangeMaterial(Id<MaterialDefinition> Material, string Name, bool UnderGmp, int? ShelfLifeDays = null) : EnterpriseCommand
{
    public static Decision Decide(ChangeMaterial change, MaterialDefinition material)
    {
        if (material.Status != MaterialStatus.InUse)
            return new MaterialNotInUse(change.Material);
        if (string.IsNullOrWhiteSpace(change.Name))
            return new MaterialNameMissing();
        if (change.ShelfLifeDays < 1)
            return new ShelfLifeNotPositive();
        if ((material.Name, material.UnderGmp, material.ShelfLifeDays) == (change.Name.Trim(), change.UnderGmp, change.ShelfLifeDays))
            return new MaterialUnchanged(change.Material);

        return new MaterialChanged(change.Material, change.Name.Trim(), change.UnderGmp, change.ShelfLifeDays);
    }
}

/// <summary>Take a material out of use: no new version of a master may name it.</summary>
public sealed record RetireMaterial(Id<MaterialDefinition> Material, string Reason) : EnterpriseCommand
{
    public static Decision Decide(RetireMaterial retire, MaterialDefinition material)
    {
        if (material.Status != MaterialStatus.InUse)
            return new MaterialNotInUse(retire.Material);
        if (string.IsNullOrWhiteSpace(retire.Reason))
            return new MaterialReasonMissing();

        return new MaterialRetired(retire.Material, retire.Reason.Trim());
    }
}

/// <summary>The id is taken.</summary>
public sealed record MaterialAlreadyDefined(Id<MaterialDefinition> Material) : Refusal("material.already-defined")
{
    public override string Field => "material";
}

/// <summary>No such material is in use.</summary>
public sealed record MaterialNotInUse(Id<MaterialDefinition> Material) : Refusal("material.not-in-use")
{
    public override string Field => "material";
}

/// <summary>It is as it is asked to be.</summary>
public sealed record MaterialUnchanged(Id<MaterialDefinition> Material) : Refusal("material.unchanged");

/// <summary>People have to be able to call it something.</summary>
public sealed record MaterialNameMissing() : Refusal("material.name-missing")
{
    public override string Field => "name";
}

/// <summary>A quantity in a unit that nobody knows says nothing.</summary>
public sealed record MaterialUnitUnknown(string Unit) : Refusal("material.unit-unknown")
{
    public override string Field => "unit";
}

/// <summary>The reason stays in the record.</summary>
public sealed record MaterialReasonMissing() : Refusal("material.reason-missing")
{
    public override string Field => "reason";
}

/// <summary>What does not keep for a day is not kept.</summary>
public sealed record ShelfLifeNotPositive() : Refusal("material.shelf-life-not-positive")
{
    public override string Field => "shelfLifeDays";
}

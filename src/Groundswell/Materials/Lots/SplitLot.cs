using Groundswell.Deciding;

namespace Groundswell.Materials.Lots;

/// <summary>Take a quantity out of a lot as a lot of its own; it inherits material, last day of use and restriction.</summary>
public sealed record SplitLot(Id<MaterialLot> Lot, decimal Quantity, Id<MaterialLot> Into) : SiteCommand
{
    public static Decision Decide(SplitLot split, MaterialLot lot, MaterialLot into)
    {
        if (LotUse.RefusesAlways(split.Lot, lot, split.Quantity, lot.Unit) is { } refusal)
            return refusal;
        if (into.Exists || split.Into == split.Lot)
            return new LotAlreadyThere(split.Into);
        if (lot.Quantity < split.Quantity)
            return new LotShort(split.Lot, lot.Quantity, split.Quantity, lot.Unit);

        Decision taken = new MaterialLotSplit(split.Lot, split.Quantity, split.Into);
        return taken.And(split.Into, new MaterialLotSplitOff(
            split.Into, split.Lot, lot.Material, split.Quantity, lot.Unit, lot.Location, lot.ExpiresOn, lot.Restricted is not null,
            lot.Released ? true : null));
    }
}

/// <summary>Put a quantity of one lot into another of the same material.</summary>
public sealed record MergeLot(Id<MaterialLot> Lot, decimal Quantity, Id<MaterialLot> Into) : SiteCommand
{
    public static Decision Decide(MergeLot merge, MaterialLot lot, MaterialLot into)
    {
        if (LotUse.RefusesAlways(merge.Lot, lot, merge.Quantity, lot.Unit) is { } refusal)
            return refusal;
        if (!into.Exists || merge.Into == merge.Lot)
            return new LotUnknown(merge.Into);
        if (into.Material != lot.Material)
            return new LotOfOtherMaterial(merge.Into, into.Material);
        if (into.Unit != lot.Unit)
            return new LotInOtherUnit(merge.Into, into.Unit, lot.Unit);
        if (lot.Quantity < merge.Quantity)
            return new LotShort(merge.Lot, lot.Quantity, merge.Quantity, lot.Unit);
        if (lot.Restricted is { } reason)
            return new LotRestricted(merge.Lot, reason);
        if (into.Released && !lot.Released)
            return new LotIsReleased(merge.Into);
        if (lot.ExpiresOn is { } earlier && (into.ExpiresOn is not { } later || earlier < later))
            return new MergeWouldLengthenLife(merge.Lot, earlier, into.ExpiresOn);

        Decision taken = new MaterialLotMerged(merge.Lot, merge.Quantity, merge.Into);
        return taken.And(merge.Into, new MaterialLotMergedIn(merge.Into, merge.Quantity, merge.Lot));
    }
}

/// <summary>Merged in, the older material would seem usable for longer than it is.</summary>
public sealed record MergeWouldLengthenLife(Id<MaterialLot> Lot, DateOnly LastDay, DateOnly? LastDayOfOther) : Refusal("material-lot.merge-lengthens-life")
{
    public override string Field => "into";
}

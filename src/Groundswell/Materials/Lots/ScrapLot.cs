using Groundswell.Deciding;

namespace Groundswell.Materials.Lots;

/// <summary>Throw a quantity of a lot away.</summary>
public sealed record ScrapLot(Id<MaterialLot> Lot, decimal Quantity, string Unit, string Reason) : SiteCommand
{
    public static Decision Decide(ScrapLot scrap, MaterialLot lot)
    {
        if (LotUse.RefusesAlways(scrap.Lot, lot, scrap.Quantity, scrap.Unit) is { } refusal)
            return refusal;
        if (lot.Quantity < scrap.Quantity)
            return new LotShort(scrap.Lot, lot.Quantity, scrap.Quantity, lot.Unit);
        if (string.IsNullOrWhiteSpace(scrap.Reason))
            return new LotReasonMissing();

        return new MaterialLotScrapped(scrap.Lot, scrap.Quantity, scrap.Reason.Trim());
    }
}

/// <summary>Put right what a lot holds after counting it. What the record had before stays readable.</summary>
public sealed record AdjustLot(Id<MaterialLot> Lot, decimal Counted, string Unit, string Reason) : SiteCommand
{
    public static Decision Decide(AdjustLot adjust, MaterialLot lot)
    {
        if (!lot.Exists)
            return new LotUnknown(adjust.Lot);
        if (lot.Unit != adjust.Unit)
            return new LotInOtherUnit(adjust.Lot, lot.Unit, adjust.Unit);
        if (adjust.Counted < 0)
            return new CountNegative(adjust.Counted);
        if (adjust.Counted == lot.Quantity)
            return new CountAgrees(adjust.Lot, lot.Quantity);
        if (string.IsNullOrWhiteSpace(adjust.Reason))
            return new LotReasonMissing();

        var adjusted = new MaterialLotAdjusted(adjust.Lot, lot.Quantity, adjust.Counted, adjust.Reason.Trim());
        // What Quality released is what was there then: where more is found, Quality looks at it again. Why it is restricted is what whoever counted says.
        return lot.Released && adjust.Counted > lot.Quantity
            ? Decision.Of(adjusted, new MaterialLotRestricted(adjust.Lot, adjust.Reason.Trim()))
            : adjusted;
    }
}

/// <summary>Nobody counts less than nothing.</summary>
public sealed record CountNegative(decimal Counted) : Refusal("material-lot.count-negative")
{
    public override string Field => "counted";
}

/// <summary>The record has what was counted: there is nothing to put right.</summary>
public sealed record CountAgrees(Id<MaterialLot> Lot, decimal Quantity) : Refusal("material-lot.count-agrees")
{
    public override string Field => "counted";
}

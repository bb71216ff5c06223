using Groundswell.Deciding;

namespace Groundswell.Materials.Lots;

/// <summary>The rules for taking from a lot, written once: for work, scrapping, splitting and merging alike.</summary>
public static class LotUse
{
    /// <summary>What stands in the way of taking a quantity for work, or null.</summary>
    /// <param name="today">The date at the site.</param>
    public static Refusal? Refuses(Id<MaterialLot> id, MaterialLot lot, decimal quantity, string unit, DateOnly today) =>
        RefusesAlways(id, lot, quantity, unit) ?? Overridable(id, lot, quantity, today).FirstOrDefault().Refusal;

    /// <summary>What no override lifts: a lot nobody knows, nothing to take, another unit.</summary>
    public static Refusal? RefusesAlways(Id<MaterialLot> id, MaterialLot lot, decimal quantity, string unit)
    {
        if (!lot.Exists)
            return new LotUnknown(id);
        if (quantity <= 0)
            return new QuantityNotPositive(quantity);
        if (lot.Unit != unit)
            return new LotInOtherUnit(id, lot.Unit, unit);
        return null;
    }

    /// <summary>The rules that somebody with the right may override, each with its refusal.</summary>
    public static IEnumerable<(string Rule, Refusal? Refusal)> Overridable(Id<MaterialLot> id, MaterialLot lot, decimal quantity, DateOnly today)
    {
        if (lot.Restricted is { } reason)
            yield return ("restricted", new LotRestricted(id, reason));
        if (lot.ExpiresOn is { } last && today > last)
            yield return ("expired", new LotExpired(id, last));
        if (lot.Quantity < quantity)
            yield return ("short", new LotShort(id, lot.Quantity, quantity, lot.Unit));
    }

    /// <summary>The event of taking from a lot for work, or why it may not be.</summary>
    /// <param name="overrideReason">Why a rule is to be broken; null where none is meant to be. Whether the caller may, is for the act's rights.</param>
    public static Decision Consume(
        Id<MaterialLot> id, MaterialLot lot, decimal quantity, string unit, WorkReference @for, DateOnly today, string by, string? overrideReason)
    {
        if (RefusesAlways(id, lot, quantity, unit) is { } never)
            return never;
        var broken = Overridable(id, lot, quantity, today).ToList();
        if (broken.Count == 0)
            return new MaterialLotConsumed(id, quantity, @for);
        if (string.IsNullOrWhiteSpace(overrideReason))
            return broken[0].Refusal!;
        return new MaterialLotConsumed(id, quantity, @for, new LotOverride(by, overrideReason.Trim(), [.. broken.Select(rule => rule.Rule)]));
    }
}

/// <summary>No such lot is at the site.</summary>
public sealed record LotUnknown(Id<MaterialLot> Lot) : Refusal("material-lot.unknown")
{
    public override string Field => "lot";
}

/// <summary>A quantity has to be more than nothing.</summary>
public sealed record QuantityNotPositive(decimal Quantity) : Refusal("material-lot.quantity-not-positive")
{
    public override string Field => "quantity";
}

/// <summary>The lot is counted in another unit.</summary>
public sealed record LotInOtherUnit(Id<MaterialLot> Lot, string Unit, string Asked) : Refusal("material-lot.other-unit")
{
    public override string Field => "unit";
}

/// <summary>Quality has not released the lot, or has restricted it.</summary>
public sealed record LotRestricted(Id<MaterialLot> Lot, string Reason) : Refusal("material-lot.is-restricted")
{
    public override string Field => "lot";

    public override bool SignatureLifts => true;
}

/// <summary>The lot's last day of use is past.</summary>
public sealed record LotExpired(Id<MaterialLot> Lot, DateOnly LastDay) : Refusal("material-lot.expired")
{
    public override string Field => "lot";

    public override bool SignatureLifts => true;
}

/// <summary>The lot does not hold that much.</summary>
public sealed record LotShort(Id<MaterialLot> Lot, decimal Holds, decimal Asked, string Unit) : Refusal("material-lot.short")
{
    public override string Field => "quantity";

    public override bool SignatureLifts => true;
}

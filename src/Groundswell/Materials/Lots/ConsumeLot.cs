using Groundswell.Deciding;

namespace Groundswell.Materials.Lots;

/// <summary>Use up a quantity of a lot for work.</summary>
/// <remarks>For use that no step asked for; what a step consumes is recorded with the step.</remarks>
public sealed record ConsumeLot(Id<MaterialLot> Lot, decimal Quantity, string Unit, WorkReference For) : SiteCommand
{
    public static Decision Decide(ConsumeLot consume, MaterialLot lot, Circumstances circumstances) => LotUse.Consume(
        consume.Lot, lot, consume.Quantity, consume.Unit, consume.For, circumstances.Date, circumstances.Person, null);
}

/// <summary>Use up a quantity of a lot although a rule stands in the way: it is short, restricted or expired. Who let it pass, and why, stays in the record.</summary>
public sealed record ConsumeLotWithOverride(Id<MaterialLot> Lot, decimal Quantity, string Unit, WorkReference For, string Reason) : SiteCommand
{
    public static Decision Decide(ConsumeLotWithOverride consume, MaterialLot lot, Circumstances circumstances) =>
        string.IsNullOrWhiteSpace(consume.Reason)
            ? new LotReasonMissing()
            : LotUse.Consume(
                consume.Lot, lot, consume.Quantity, consume.Unit, consume.For, circumstances.Date,
                circumstances.Person, consume.Reason);
}

/// <summary>Give back what was taken for work and not used.</summary>
public sealed record GiveBackToLot(Id<MaterialLot> Lot, decimal Quantity, string Unit, WorkReference For, string Reason) : SiteCommand
{
    public static Decision Decide(GiveBackToLot give, MaterialLot lot)
    {
        if (LotUse.RefusesAlways(give.Lot, lot, give.Quantity, give.Unit) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(give.Reason))
            return new LotReasonMissing();
        if (lot.Taken.Of(give.For) is var taken && give.Quantity > taken)
            return new GivenBackBeyondTaken(give.Lot, give.For.Order, taken, lot.Unit);

        return new MaterialLotGivenBack(give.Lot, give.Quantity, give.For, give.Reason.Trim());
    }
}

/// <summary>The work did not take that much from the lot, or has given it back already.</summary>
public sealed record GivenBackBeyondTaken(Id<MaterialLot> Lot, string Order, decimal Taken, string Unit) : Refusal("material-lot.given-back-beyond-taken")
{
    public override string Field => "quantity";
}

/// <summary>The record wants to know why.</summary>
public sealed record LotReasonMissing() : Refusal("material-lot.reason-missing")
{
    public override string Field => "reason";
}

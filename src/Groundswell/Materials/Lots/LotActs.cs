using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Materials.Lots;

/// <summary>What can be done with lots, by whom, and what each decision reads.</summary>
internal static class LotActs
{
    private static readonly Rights Handling =
        Rights.Of(Role.Operator, Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.Integration);

    private static readonly Rights Leading = Rights.Of(Role.LineLead, Role.Supervisor, Role.QualityReviewer, Role.QualityApprover);
    private static readonly Rights Quality = Rights.Of(Role.QualityReviewer, Role.QualityApprover);

    public static void List(Acts acts)
    {
        var json = MaterialsJson.Default;
        acts.Add(() => json.ReceiveLot, "Take a lot in from outside.", Handling, async (receive, read, _) =>
            ReceiveLot.Decide(receive, await read.Of(receive.Lot), await read.Shared(receive.Material)).On(receive.Lot));
        acts.Add(() => json.RegisterLot, "Give a lot its identity before anything is in it.", Handling, async (register, read, _) =>
            RegisterLot.Decide(register, await read.Of(register.Lot), await read.Shared(register.Material)).On(register.Lot));
        acts.Add(() => json.ProduceLot, "Bring a lot into being by work.", Handling, async (produce, read, _) =>
            ProduceLot.Decide(produce, await read.Of(produce.Lot), await read.Shared(produce.Material)).On(produce.Lot));
        acts.Add(() => json.ConsumeLot, "Use up a quantity of a lot for work.", Handling, consume => consume.Lot, ConsumeLot.Decide);
        acts.Add(() => json.ConsumeLotWithOverride, "Use up a lot although a rule stands in the way, with the reason.", Leading,
            consume => consume.Lot, ConsumeLotWithOverride.Decide);
        acts.Add(() => json.GiveBackToLot, "Give back what was taken for work and not used.", Handling, give => give.Lot, GiveBackToLot.Decide);
        acts.Add(() => json.SplitLot, "Take a quantity out of a lot as a lot of its own.", Handling, async (split, read, _) =>
            SplitLot.Decide(split, await read.Of(split.Lot), await read.Of(split.Into)).On(split.Lot));
        acts.Add(() => json.MergeLot, "Put a quantity of one lot into another.", Handling, async (merge, read, _) =>
            MergeLot.Decide(merge, await read.Of(merge.Lot), await read.Of(merge.Into)).On(merge.Lot));
        acts.Add(() => json.MoveLot, "Say where a lot is now.", Handling, move => move.Lot, MoveLot.Decide);
        acts.Add(() => json.ScrapLot, "Throw a quantity of a lot away.", Handling, scrap => scrap.Lot, ScrapLot.Decide);
        acts.Add(() => json.AdjustLot, "Put right what a lot holds after counting it.", Leading, adjust => adjust.Lot, AdjustLot.Decide);
        acts.Add(() => json.RestrictLot, "Say that a lot may not be used.", Leading, restrict => restrict.Lot, RestrictLot.Decide);
        acts.Add(() => json.ReleaseLot, "Say that a lot may be used.", Quality, async (release, read, circumstances) =>
        {
            var lot = await read.Of(release.Lot);
            return ReleaseLot.Decide(
                release, lot, lot.Exists ? await read.Shared(lot.Material) : MaterialDefinition.Unknown, circumstances).On(release.Lot);
        });
    }
}

using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.Record;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Materials;

public sealed class LotTests
{
    private static readonly Id<MaterialDefinition> Ethanol = new("ETHANOL-96");
    private static readonly Id<MaterialDefinition> Gear = new("GEAR");
    private static readonly Id<MaterialLot> Lot = new("L-1");
    private static readonly Id<MaterialLot> Other = new("L-2");
    private static readonly WorkReference Work = new("4711", "4711.010");
    private static readonly MaterialDefinition EthanolDefined = StateAfter<MaterialDefinition>(new MaterialDefined(Ethanol, "Ethanol 96 %", "L", MaterialTracking.Lot, true));
    private static readonly MaterialDefinition GearDefined = StateAfter<MaterialDefinition>(new MaterialDefined(Gear, "Gear", "{#}", MaterialTracking.Serial, false));
    private static readonly MaterialLotReceived Received = new(Lot, Ethanol, 250, "L", "R1", new DateOnly(2027, 3, 31));
    private static readonly MaterialLotReceived Restricted = Received with { Restricted = true };

    [Fact]
    public void A_lot_under_gmp_comes_in_restricted() =>
        Given<MaterialLot>()
            .When(lot => ReceiveLot.Decide(new ReceiveLot(Lot, Ethanol, 250, "L", "R1", new DateOnly(2027, 3, 31)), lot, EthanolDefined))
            .Happens(Restricted);

    [Fact]
    public void A_lot_comes_in_once() =>
        Given<MaterialLot>(Received)
            .When(lot => ReceiveLot.Decide(new ReceiveLot(Lot, Ethanol, 250, "L"), lot, EthanolDefined))
            .Refused(new LotAlreadyThere(Lot));

    [Fact]
    public void A_lot_is_of_a_material_in_use_and_in_its_unit()
    {
        When(ReceiveLot.Decide(new ReceiveLot(Lot, Ethanol, 1, "L"), MaterialLot.Unknown, MaterialDefinition.Unknown)).Refused(new LotMaterialNotInUse(Ethanol));
        When(ReceiveLot.Decide(new ReceiveLot(Lot, Ethanol, 1, "kg"), MaterialLot.Unknown, EthanolDefined))
            .Refused(new LotMaterialInOtherUnit(Ethanol, "L", "kg"));
        When(ReceiveLot.Decide(new ReceiveLot(Lot, Ethanol, 0, "L"), MaterialLot.Unknown, EthanolDefined)).Refused(new QuantityNotPositive(0));
        When(RegisterLot.Decide(new RegisterLot(Lot, Ethanol, "kg"), MaterialLot.Unknown, EthanolDefined))
            .Refused(new LotMaterialInOtherUnit(Ethanol, "L", "kg"));
    }

    [Fact]
    public void A_serial_is_one_piece()
    {
        When(ReceiveLot.Decide(new ReceiveLot(Lot, Gear, 2, "{#}"), MaterialLot.Unknown, GearDefined)).Refused(new SerialIsOne(Lot, 2));
        When(ProduceLot.Decide(new ProduceLot(Lot, Gear, 1, "{#}", Work), MaterialLot.Unknown, GearDefined))
            .Happens(new MaterialLotProduced(Lot, Gear, 1, "{#}", Work));
        When(ProduceLot.Decide(new ProduceLot(Lot, Gear, 1, "{#}", Work), StateAfter<MaterialLot>(new MaterialLotProduced(Lot, Gear, 1, "{#}", Work)), GearDefined))
            .Refused(new SerialIsOne(Lot, 1));
    }

    [Fact]
    public void Work_adds_to_the_lot_it_began() =>
        Given<MaterialLot>(new MaterialLotRegistered(Lot, Ethanol, "L"))
            .When(lot => ProduceLot.Decide(new ProduceLot(Lot, Ethanol, 5, "L", Work), lot, EthanolDefined))
            .Happens(new MaterialLotProducedFurther(Lot, 5, Work));

    [Fact]
    public void A_lot_is_not_filled_with_another_material() =>
        Given<MaterialLot>(new MaterialLotRegistered(Lot, Gear, "L"))
            .When(lot => ProduceLot.Decide(new ProduceLot(Lot, Ethanol, 5, "L", Work), lot, EthanolDefined))
            .Refused(new LotOfOtherMaterial(Lot, Gear));

    [Fact]
    public void Work_takes_what_the_lot_holds() =>
        Consume(250, "L", Received).Happens(new MaterialLotConsumed(Lot, 250, Work));

    [Fact]
    public void Work_takes_no_more_than_the_lot_holds() =>
        Consume(1, "L", Received, new MaterialLotConsumed(Lot, 250, Work)).Refused(new LotShort(Lot, 0, 1, "L"));

    [Fact]
    public void Work_takes_nothing_from_a_restricted_lot() => Consume(1, "L", Restricted).Refused(new LotRestricted(Lot, "not yet released"));

    [Fact]
    public void Work_takes_nothing_from_a_lot_past_its_day() =>
        Consume(1, "L", Received with { ExpiresOn = new DateOnly(2026, 3, 1) }).Refused(new LotExpired(Lot, new DateOnly(2026, 3, 1)));

    [Fact]
    public void The_last_day_of_use_is_a_day_of_use() =>
        Consume(1, "L", Received with { ExpiresOn = new DateOnly(2026, 3, 2) }).Happens(new MaterialLotConsumed(Lot, 1, Work));

    [Fact]
    public void Taking_needs_a_known_lot_a_quantity_and_its_unit()
    {
        Consume(1, "L").Refused(new LotUnknown(Lot));
        Consume(0, "L", Received).Refused(new QuantityNotPositive(0));
        Consume(-1, "L", Received).Refused(new QuantityNotPositive(-1));
        Consume(1, "kg", Received).Refused(new LotInOtherUnit(Lot, "L", "kg"));
    }

    [Fact]
    public void An_override_names_who_why_and_every_rule_it_breaks() =>
        Given<MaterialLot>(Restricted)
            .When(lot => ConsumeLotWithOverride.Decide(new ConsumeLotWithOverride(Lot, 300, "L", Work, "Tank gauge is right"), lot, Someone))
            .Happens(new MaterialLotConsumed(Lot, 300, Work, new LotOverride("P-17", "Tank gauge is right", ["restricted", "short"])));

    [Fact]
    public void An_override_without_a_reason_is_none() =>
        Given<MaterialLot>(Restricted)
            .When(lot => ConsumeLotWithOverride.Decide(new ConsumeLotWithOverride(Lot, 300, "L", Work, " "), lot, Someone))
            .Refused(new LotReasonMissing());

    [Fact]
    public void What_was_not_used_comes_back() =>
        Given<MaterialLot>(Received, new MaterialLotConsumed(Lot, 5, Work))
            .When(lot => GiveBackToLot.Decide(new GiveBackToLot(Lot, 1, "L", Work, "Left over"), lot))
            .Happens(new MaterialLotGivenBack(Lot, 1, Work, "Left over"));

    [Fact]
    public void No_more_comes_back_than_was_taken()
    {
        var order = new WorkReference("4711");
        var step = new WorkReference("4711", "4711.010", "pour");
        var taken = new MaterialLotConsumed(Lot, 5, step);

        GiveBack(1, Work, Received).Refused(new GivenBackBeyondTaken(Lot, "4711", 0, "L"));
        GiveBack(6, step, Received, taken).Refused(new GivenBackBeyondTaken(Lot, "4711", 5, "L"));
        GiveBack(5, order, Received, taken).Happens(new MaterialLotGivenBack(Lot, 5, order, "Left over"));
        GiveBack(1, new("4712"), Received, taken).Refused(new GivenBackBeyondTaken(Lot, "4712", 0, "L"));
        // Whatever it is named by, it comes back once.
        GiveBack(1, step, Received, taken, new MaterialLotGivenBack(Lot, 5, order, "x")).Refused(new GivenBackBeyondTaken(Lot, "4711", 0, "L"));
        GiveBack(3, order, Received, taken, new MaterialLotGivenBack(Lot, 3, step, "x")).Refused(new GivenBackBeyondTaken(Lot, "4711", 2, "L"));
    }

    [Fact]
    public void What_Quality_released_does_not_grow_afterwards()
    {
        var released = new MaterialLotReleased(Lot, "Tested");
        var produced = new MaterialLotProduced(Lot, Ethanol, 5, "L", Work, Restricted: true);
        var produce = new ProduceLot(Lot, Ethanol, 5, "L", Work);

        When(ProduceLot.Decide(produce, StateAfter<MaterialLot>(produced), EthanolDefined)).Happens(new MaterialLotProducedFurther(Lot, 5, Work));
        When(ProduceLot.Decide(produce, StateAfter<MaterialLot>(produced, released), EthanolDefined)).Refused(new LotIsReleased(Lot));
        When(ProduceLot.Decide(produce, StateAfter<MaterialLot>(produced, released, new MaterialLotRestricted(Lot, "doubt")), EthanolDefined))
            .Happens(new MaterialLotProducedFurther(Lot, 5, Work));
        // Part of it is as released as the whole.
        var part = new MaterialLotSplitOff(Lot, Other, Ethanol, 5, "L", Released: true);
        When(ProduceLot.Decide(produce, StateAfter<MaterialLot>(part), EthanolDefined)).Refused(new LotIsReleased(Lot));
        When(SplitLot.Decide(new SplitLot(Lot, 1, Other), StateAfter<MaterialLot>(produced, released), MaterialLot.Unknown)).HappensIn(
            (null, new MaterialLotSplit(Lot, 1, Other)), ("material-lot-L-2", part with { Lot = Other, From = Lot, Quantity = 1 }));
        When(MergeLot.Decide(new MergeLot(Other, 1, Lot), StateAfter<MaterialLot>(Received with { Lot = Other }), StateAfter<MaterialLot>(produced, released)))
            .Refused(new LotIsReleased(Lot));
    }

    [Fact]
    public void Of_a_released_lot_of_which_more_is_counted_Quality_judges_anew()
    {
        var released = StateAfter<MaterialLot>(Restricted, new MaterialLotReleased(Lot, "Tested"));

        When(AdjustLot.Decide(new AdjustLot(Lot, 260, "L", "Counted"), released)).Happens(
            new MaterialLotAdjusted(Lot, 250, 260, "Counted"), new MaterialLotRestricted(Lot, "Counted"));
        When(AdjustLot.Decide(new AdjustLot(Lot, 240, "L", "Counted"), released)).Happens(new MaterialLotAdjusted(Lot, 250, 240, "Counted"));
    }

    [Fact]
    public void A_part_split_off_inherits_what_the_lot_is() =>
        Given<MaterialLot>(Restricted)
            .When(lot => SplitLot.Decide(new SplitLot(Lot, 50, Other), lot, MaterialLot.Unknown))
            .HappensIn(
                (null, new MaterialLotSplit(Lot, 50, Other)),
                ("material-lot-L-2", new MaterialLotSplitOff(Other, Lot, Ethanol, 50, "L", "R1", new DateOnly(2027, 3, 31), true)));

    [Fact]
    public void Nobody_splits_off_more_than_there_is_or_into_a_lot_that_is_there()
    {
        var lot = StateAfter<MaterialLot>(Received);

        When(SplitLot.Decide(new SplitLot(Lot, 251, Other), lot, MaterialLot.Unknown)).Refused(new LotShort(Lot, 250, 251, "L"));
        When(SplitLot.Decide(new SplitLot(Lot, 1, Other), lot, lot)).Refused(new LotAlreadyThere(Other));
    }

    [Fact]
    public void Lots_merge_into_the_one_that_ends_first()
    {
        var young = StateAfter<MaterialLot>(Received);
        var old = StateAfter<MaterialLot>(Received with { Lot = Other, ExpiresOn = new DateOnly(2026, 12, 31) });

        When(MergeLot.Decide(new MergeLot(Lot, 10, Other), young, old)).HappensIn(
            (null, new MaterialLotMerged(Lot, 10, Other)), ("material-lot-L-2", new MaterialLotMergedIn(Other, 10, Lot)));
        When(MergeLot.Decide(new MergeLot(Other, 10, Lot), old, young))
            .Refused(new MergeWouldLengthenLife(Other, new DateOnly(2026, 12, 31), new DateOnly(2027, 3, 31)));
        When(MergeLot.Decide(new MergeLot(Lot, 10, Other), young, old with { Material = Gear })).Refused(new LotOfOtherMaterial(Other, Gear));
        When(MergeLot.Decide(new MergeLot(Lot, 10, Other), young with { Restricted = "doubt" }, old)).Refused(new LotRestricted(Lot, "doubt"));
        When(MergeLot.Decide(new MergeLot(Lot, 10, Other), young, MaterialLot.Unknown)).Refused(new LotUnknown(Other));
    }

    [Fact]
    public void A_lot_moves_to_somewhere_else()
    {
        var lot = StateAfter<MaterialLot>(Received);

        When(MoveLot.Decide(new MoveLot(Lot, "R2"), lot)).Happens(new MaterialLotMoved(Lot, "R2"));
        When(MoveLot.Decide(new MoveLot(Lot, " "), lot)).Refused(new LocationMissing());
        When(MoveLot.Decide(new MoveLot(Lot, "R1"), lot)).Refused(new LotThereAlready(Lot, "R1"));
    }

    [Fact]
    public void Counting_puts_the_quantity_right()
    {
        var lot = StateAfter<MaterialLot>(Received);

        When(AdjustLot.Decide(new AdjustLot(Lot, 249.5m, "L", "Counted"), lot)).Happens(new MaterialLotAdjusted(Lot, 250, 249.5m, "Counted"));
        When(AdjustLot.Decide(new AdjustLot(Lot, 250, "L", "Counted"), lot)).Refused(new CountAgrees(Lot, 250));
        When(AdjustLot.Decide(new AdjustLot(Lot, -1, "L", "Counted"), lot)).Refused(new CountNegative(-1));
        When(ScrapLot.Decide(new ScrapLot(Lot, 251, "L", "Spilled"), lot)).Refused(new LotShort(Lot, 250, 251, "L"));
        When(ScrapLot.Decide(new ScrapLot(Lot, 1, "L", "Spilled"), lot)).Happens(new MaterialLotScrapped(Lot, 1, "Spilled"));
    }

    [Fact]
    public void Quality_releases_a_lot_under_gmp_by_signature()
    {
        var lot = StateAfter<MaterialLot>(Restricted);
        var release = new ReleaseLot(Lot, "Tested");
        var signature = new Signature("P-9", "Inês Carvalho", "released", ReleaseLot.SheetOf(release, lot).ContentHash, "password", Begin);
        var signed = Someone with { Signatures = [signature] };

        When(ReleaseLot.Decide(release, lot, EthanolDefined, signed)).Happens(new MaterialLotReleased(Lot, "Tested", signature));
        When(ReleaseLot.Decide(release, lot, EthanolDefined, Someone)).Refused(new LotReleaseUnsigned(Lot));
        When(ReleaseLot.Decide(release, lot, EthanolDefined, Someone with { Signatures = [signature with { Meaning = "reviewed" }] }))
            .Refused(new LotReleaseUnsigned(Lot));
        When(ReleaseLot.Decide(release, lot with { Quantity = 1 }, EthanolDefined, signed)).Refused<SignatureOfOtherContent>();
        When(ReleaseLot.Decide(release, StateAfter<MaterialLot>(Received), EthanolDefined, signed)).Refused(new LotNotRestricted(Lot));
    }

    [Fact]
    public void A_lot_is_restricted_with_a_reason_and_once()
    {
        Given<MaterialLot>(Received).When(lot => RestrictLot.Decide(new RestrictLot(Lot, "Dented"), lot)).Happens(new MaterialLotRestricted(Lot, "Dented"));
        Given<MaterialLot>(Received).When(lot => RestrictLot.Decide(new RestrictLot(Lot, ""), lot)).Refused(new LotReasonMissing());
        Given<MaterialLot>(Restricted).When(lot => RestrictLot.Decide(new RestrictLot(Lot, "Dented"), lot)).Refused(new LotRestricted(Lot, "not yet released"));
    }

    private static Then GiveBack(decimal quantity, WorkReference work, params Event[] before) =>
        When(GiveBackToLot.Decide(new GiveBackToLot(Lot, quantity, "L", work, "Left over"), StateAfter<MaterialLot>(before)));

    private static Then Consume(decimal quantity, string unit, params Event[] before) =>
        When(ConsumeLot.Decide(new ConsumeLot(Lot, quantity, unit, Work), StateAfter<MaterialLot>(before), Someone));
}

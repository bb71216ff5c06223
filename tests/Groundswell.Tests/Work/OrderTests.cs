using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

public sealed class OrderTests
{
    private static readonly WorkMaster Known = StateAfter<WorkMaster>(
        new WorkMasterCreated(Master, "Hand rub", new Id<MaterialDefinition>("HAND-RUB")));

    private static readonly Id<MaterialLot> Drum = new("L-1");
    private static readonly Id<MaterialLot> Bottle = new("HR-1");

    private static readonly MaterialLot DrumLot = StateAfter<MaterialLot>(
        new MaterialLotReceived(Drum, new Id<MaterialDefinition>("ETHANOL-96"), 250, "L"));

    private static MaterialLot DrumAfter(params Event[] more) => StateAfter<MaterialLot>(
        [new MaterialLotReceived(Drum, new Id<MaterialDefinition>("ETHANOL-96"), 250, "L"), .. more]);

    private static readonly MaterialLot BottleLot = StateAfter<MaterialLot>(
        new MaterialLotRegistered(Bottle, new Id<MaterialDefinition>("HAND-RUB"), "L"));

    private static readonly Event[] Done = [MixStarted, new JobCompleted(Mix)];

    [Fact]
    public void An_order_is_created() =>
        When(CreateOrder.Decide(new CreateOrder(OrderNo, Master, 100, "L"), Order.Unknown, Known)).Happens(Created);

    [Fact]
    public void An_order_needs_a_master_a_quantity_a_unit_and_a_free_number()
    {
        var nothing = Order.Unknown;

        When(CreateOrder.Decide(new CreateOrder(OrderNo, Master, 100, "L"), nothing, WorkMaster.Unknown)).Refused(new OrderMasterUnknown(Master));
        When(CreateOrder.Decide(new CreateOrder(OrderNo, Master, 0, "L"), nothing, Known)).Refused(new OrderQuantityNotPositive(0));
        When(CreateOrder.Decide(new CreateOrder(OrderNo, Master, 1, ""), nothing, Known)).Refused(new OrderUnitMissing());
        When(CreateOrder.Decide(new CreateOrder(OrderNo, Master, 1, "L"), OrderAfter(), Known)).Refused(new OrderAlreadyThere(OrderNo));
        var wordy = new Id<Order>(new string('9', 49));
        When(CreateOrder.Decide(new CreateOrder(wordy, Master, 1, "L"), nothing, Known)).Refused(new OrderIdTooLong(wordy, 48));
    }

    [Fact]
    public void A_released_order_has_the_sites_version_and_a_job_for_each_operation() =>
        Release(StateAfter<Order>(Created), Runs, HandRub).HappensIn(
            (null, Released), ("job-4711.010", MixPlanned), ("job-4711.020", FillPlanned));

    [Fact]
    public void Nothing_is_released_where_the_site_has_no_version()
    {
        Release(StateAfter<Order>(Created), EffectiveVersion.Unknown, WorkMasterVersion.Unknown).Refused(new NoVersionRunsHere(Master));

        // A version that somebody reads is not one that the site's record gives.
        Release(StateAfter<Order>(Created), EffectiveVersion.Unknown, HandRub).Refused(new NoVersionRunsHere(Master));
        var two = StateAfter<WorkMasterVersion>(TakenOver with { Version = Master.Version(2), Number = 2 });
        Release(StateAfter<Order>(Created), Runs, two).Refused(new NoVersionRunsHere(Master));
    }

    [Fact]
    public void A_retired_version_gets_no_more_orders() =>
        Release(StateAfter<Order>(Created), Runs, StateAfter<WorkMasterVersion>(TakenOver, new VersionRetired(VersionId, "Old")))
            .Refused(new VersionIsRetired(VersionId));

    [Fact]
    public void A_withdrawn_version_is_not_released_by_saying_that_it_was_before()
    {
        var withdrawn = StateAfter<EffectiveVersion>(
            new VersionCommissioned(Master, VersionId, "hash", []),
            new VersionCommissioningWithdrawn(Master, VersionId, 1, "Doubt", new Signature("P-1", "Ana", "approved", "hash", "password", Begin)));
        var before = Someone with { At = Begin.AddSeconds(30) };

        Release(StateAfter<Order>(Created), withdrawn, HandRub, before).Refused(new NoVersionRunsHere(Master));
        var commissioned = Released with { Given = WorkStory.Given with { Source = VersionSource.Commissioning } };
        Release(StateAfter<Order>(Created), withdrawn, HandRub, before with { Late = true }).Happens(commissioned, MixPlanned, FillPlanned);
        Release(StateAfter<Order>(Created), withdrawn, HandRub, before with { Source = Source.Imported }).Happens(commissioned, MixPlanned, FillPlanned);
    }

    [Fact]
    public void An_order_is_released_once_not_while_held_and_in_the_masters_unit()
    {
        Release(Order.Unknown, Runs, HandRub).Refused(new OrderUnknown(OrderNo));
        Release(OrderAfter(), Runs, HandRub).Refused(new OrderNotCreated(OrderNo, OrderStatus.Released));
        Release(StateAfter<Order>(Created, new OrderHeld(OrderNo, "doubt")), Runs, HandRub).Refused(new OrderIsHeld(OrderNo, "doubt"));
        Release(StateAfter<Order>(Created with { Unit = "kg" }), Runs, HandRub).Refused(new OrderInOtherUnit(OrderNo, "kg", "L"));
    }

    [Fact]
    public void An_order_is_held_with_a_reason_and_resumed()
    {
        When(HoldOrder.Decide(new HoldOrder(OrderNo, "doubt"), OrderAfter(), Nobody, Someone)).Happens(new OrderHeld(OrderNo, "doubt"));
        When(HoldOrder.Decide(new HoldOrder(OrderNo, ""), OrderAfter(), Nobody, Someone)).Refused(new WorkReasonMissing());
        When(HoldOrder.Decide(new HoldOrder(OrderNo, "x"), OrderAfter(new OrderHeld(OrderNo, "doubt")), Nobody, Someone)).Refused(new OrderIsHeld(OrderNo, "doubt"));
        When(HoldOrder.Decide(new HoldOrder(OrderNo, "x"), OrderAfter(new OrderCancelled(OrderNo, "y")), Nobody, Someone)).Refused(new OrderEnded(OrderNo, OrderStatus.Cancelled));
        When(ResumeOrder.Decide(new ResumeOrder(OrderNo), OrderAfter(new OrderHeld(OrderNo, "doubt")), Nobody, Someone)).Happens(new OrderResumed(OrderNo));
        When(ResumeOrder.Decide(new ResumeOrder(OrderNo), OrderAfter(), Nobody, Someone)).Refused(new OrderNotHeld(OrderNo));
    }

    [Fact]
    public void An_order_that_has_ended_does_not_change()
    {
        var change = new ChangeOrder(OrderNo, "Customer waits", null, 1);

        When(ChangeOrder.Decide(change, OrderAfter())).Happens(new OrderChanged(OrderNo, "Customer waits", null, 1));
        When(ChangeOrder.Decide(change, OrderAfter(new OrderCompleted(OrderNo, 1)))).Refused(new OrderEnded(OrderNo, OrderStatus.Completed));
        When(ChangeOrder.Decide(change with { Reason = " " }, OrderAfter())).Refused(new WorkReasonMissing());
    }

    [Fact]
    public void A_lot_is_set_aside_in_the_quantity_the_bill_asks_for() =>
        When(AssignLot.Decide(new AssignLot(OrderNo, "ethanol", Drum), OrderAfter(), HandRub, DrumLot))
            .Happens(new OrderLotAssigned(OrderNo, "ethanol", Drum, 83.330m, "L"));

    [Fact]
    public void A_fixed_line_does_not_grow_with_the_order() =>
        When(AssignLot.Decide(new AssignLot(OrderNo, "label", new("LB-1")), OrderAfter(), HandRub, StateAfter<MaterialLot>(
            new MaterialLotReceived(new("LB-1"), new("LABEL"), 5, "{#}")))).Happens(new OrderLotAssigned(OrderNo, "label", new("LB-1"), 1, "{#}"));

    [Fact]
    public void A_lot_that_does_not_fit_the_line_is_not_set_aside()
    {
        var assign = new AssignLot(OrderNo, "ethanol", Drum);
        var taken = new OrderLotAssigned(OrderNo, "ethanol", Drum, 83.33m, "L");

        When(AssignLot.Decide(assign with { Line = "water" }, OrderAfter(), HandRub, DrumLot)).Refused(new OrderLineUnknown("water"));
        When(AssignLot.Decide(assign, OrderAfter(), HandRub, BottleLot)).Refused(new LotOfOtherMaterial(Drum, new("HAND-RUB")));
        When(AssignLot.Decide(assign, OrderAfter(), HandRub, MaterialLot.Unknown)).Refused(new LotUnknown(Drum));
        When(AssignLot.Decide(assign, OrderAfter(), HandRub, DrumLot with { Restricted = "doubt" })).Refused(new LotRestricted(Drum, "doubt"));
        When(AssignLot.Decide(assign, OrderAfter(taken), HandRub, DrumLot)).Refused(new LotAssignedAlready(Drum, "ethanol"));
        When(AssignLot.Decide(assign, StateAfter<Order>(Created), HandRub, DrumLot)).Refused(new OrderNotReleased(OrderNo, OrderStatus.Created));
        When(UnassignLot.Decide(new UnassignLot(OrderNo, Drum, "Wrong drum"), OrderAfter(taken))).Happens(new OrderLotUnassigned(OrderNo, Drum, "Wrong drum"));
        When(UnassignLot.Decide(new UnassignLot(OrderNo, Drum, "Wrong drum"), OrderAfter())).Refused(new LotNotAssigned(Drum));
    }

    [Fact]
    public void The_output_lot_is_of_what_the_master_makes()
    {
        When(AssignOutputLot.Decide(new AssignOutputLot(OrderNo, Bottle), OrderAfter(), HandRub, BottleLot)).Happens(new OrderOutputLotAssigned(OrderNo, Bottle));
        When(AssignOutputLot.Decide(new AssignOutputLot(OrderNo, Drum), OrderAfter(), HandRub, DrumLot))
            .Refused(new LotOfOtherMaterial(Drum, new("ETHANOL-96")));
    }

    [Fact]
    public void A_completed_order_books_what_was_set_aside_and_what_came_out()
    {
        var order = OrderAfter(new OrderLotAssigned(OrderNo, "ethanol", Drum, 83.33m, "L"), new OrderOutputLotAssigned(OrderNo, Bottle));
        var work = new WorkReference("4711");

        Complete(new CompleteOrder(OrderNo), order, [MixAfter(Done), MixAfter(Done)], [DrumLot], BottleLot).HappensIn(
            (null, new OrderCompleted(OrderNo, 100)),
            ("material-lot-L-1", new MaterialLotConsumed(Drum, 83.33m, work)),
            ("material-lot-HR-1", new MaterialLotProducedFurther(Bottle, 100, work)));
    }

    [Fact]
    public void One_lot_for_two_lines_is_taken_from_twice_and_no_further()
    {
        var order = OrderAfter(
            new OrderLotAssigned(OrderNo, "ethanol", Drum, 200, "L"), new OrderLotAssigned(OrderNo, "label", Drum, 60, "L"));

        Complete(new CompleteOrder(OrderNo), order, [MixAfter(Done)], [DrumLot, DrumLot], null).Refused(new LotShort(Drum, 50, 60, "L"));
    }

    [Fact]
    public void What_was_set_aside_is_not_taken_twice_where_it_was_used_already()
    {
        var order = OrderAfter(new OrderLotAssigned(OrderNo, "ethanol", Drum, 83.33m, "L"));
        Complete(new CompleteOrder(OrderNo), order, [MixAfter(Done)], [DrumAfter(new MaterialLotConsumed(Drum, 80, new("4711")))], null).HappensIn(
            (null, new OrderCompleted(OrderNo, 100)), ("material-lot-L-1", new MaterialLotConsumed(Drum, 3.33m, new("4711"))));
        Complete(new CompleteOrder(OrderNo), order, [MixAfter(Done)], [DrumAfter(new MaterialLotConsumed(Drum, 90, new("4711", "4711.010")))], null)
            .Happens(new OrderCompleted(OrderNo, 100));
        // What another order took is another matter, and so is what came back.
        Complete(
            new CompleteOrder(OrderNo), order, [MixAfter(Done)],
            [DrumAfter(new MaterialLotConsumed(Drum, 80, new("4712")), new MaterialLotConsumed(Drum, 80, new("4711")), new MaterialLotGivenBack(Drum, 80, new("4711"), "x"))], null)
            .HappensIn((null, new OrderCompleted(OrderNo, 100)), ("material-lot-L-1", new MaterialLotConsumed(Drum, 83.33m, new("4711"))));
    }

    [Fact]
    public void What_a_step_recorded_as_used_is_what_was_used_whatever_lot_was_set_aside()
    {
        var order = OrderAfter(new OrderLotAssigned(OrderNo, "ethanol", Drum, 83.33m, "L"), new OrderLotAssigned(OrderNo, "label", Drum, 1, "L"));
        var version = StateAfter<WorkMasterVersion>(TakenOver with
        {
            Content = Content with { Operations = [Content.Operations[0] with { Steps = [new("pour", "Pour", new ConsumeMaterial("ethanol"), Optional: true)] }, Content.Operations[1]] },
        });
        var poured = MixAfter(MixStarted, new StepCompleted(Mix, "pour", "83 L", Lot: new("L-9"), Quantity: 83), new JobCompleted(Mix));
        var skipped = MixAfter(MixStarted, new StepSkipped(Mix, "pour", "In the vessel already"), new JobCompleted(Mix));

        When(CompleteOrder.Decide(new CompleteOrder(OrderNo), order, [version], [poured], [DrumLot, DrumLot], null, Someone)).HappensIn(
            (null, new OrderCompleted(OrderNo, 100)), ("material-lot-L-1", new MaterialLotConsumed(Drum, 1, new("4711"))));
        When(CompleteOrder.Decide(new CompleteOrder(OrderNo), order, [version], [skipped], [DrumLot, DrumLot], null, Someone)).HappensIn(
            (null, new OrderCompleted(OrderNo, 100)), ("material-lot-L-1", new MaterialLotConsumed(Drum, 83.33m, new("4711"))),
            ("material-lot-L-1", new MaterialLotConsumed(Drum, 1, new("4711"))));
    }

    [Fact]
    public void After_an_order_was_bound_anew_each_job_says_by_its_own_version_what_it_used()
    {
        var second = Master.Version(2);
        var pouring = Content with
        {
            Operations = [Content.Operations[0] with { Steps = [new("pour", "Pour", new ConsumeMaterial("ethanol"), Optional: true)] }, Content.Operations[1]],
        };
        var order = OrderAfter(new OrderLotAssigned(OrderNo, "ethanol", Drum, 83.33m, "L"), new OrderRebound(OrderNo, second, VersionId, WorkStory.Given));
        var begunBefore = MixAfter(MixStarted, new StepCompleted(Mix, "pour", "83 L", Lot: new("L-9"), Quantity: 83), new JobCompleted(Mix));
        var moved = FillAfter(new JobRebound(Fill, second, VersionId, Filling), FillStarted, new JobCompleted(Fill));
        WorkMasterVersion[] versions =
        [
            StateAfter<WorkMasterVersion>(TakenOver with { Content = pouring }), StateAfter<WorkMasterVersion>(TakenOver with { Version = second, Number = 2 }),
        ];

        When(CompleteOrder.Decide(new CompleteOrder(OrderNo), order, versions, [begunBefore, moved], [DrumLot], null, Someone))
            .Happens(new OrderCompleted(OrderNo, 100));
    }

    [Fact]
    public void Output_does_not_go_into_a_lot_that_Quality_has_released() => Complete(
        new CompleteOrder(OrderNo), OrderAfter(new OrderOutputLotAssigned(OrderNo, Bottle)), [MixAfter(Done)], [], BottleLot with { Released = true })
        .Refused(new LotIsReleased(Bottle));

    [Fact]
    public void An_order_with_open_jobs_is_not_completed()
    {
        Complete(new CompleteOrder(OrderNo), OrderAfter(), [MixAfter(Done), FillAfter()], [], null).Refused(new JobsStillOpen(OrderNo, "4711.020"));
        Complete(new CompleteOrder(OrderNo), OrderAfter(new OrderHeld(OrderNo, "doubt")), [MixAfter(Done)], [], null).Refused(new OrderIsHeld(OrderNo, "doubt"));
        Complete(new CompleteOrder(OrderNo), StateAfter<Order>(Created), [], [], null).Refused(new OrderNotReleased(OrderNo, OrderStatus.Created));
    }

    [Fact]
    public void What_the_last_job_reported_is_what_was_made() =>
        Complete(
            new CompleteOrder(OrderNo), OrderAfter(),
            [MixAfter(Done), FillAfter(FillStarted, new JobOutputReported(Fill, new Output(97, 3, Reason: "cap")), new JobCompleted(Fill))], [], null)
            .Happens(new OrderCompleted(OrderNo, 97));

    [Fact]
    public void An_order_whose_whole_output_was_rejected_made_nothing_good() =>
        Complete(
            new CompleteOrder(OrderNo), OrderAfter(),
            [MixAfter(Done), FillAfter(FillStarted, new JobOutputReported(Fill, new Output(0, 100, Reason: "cap")), new JobCompleted(Fill))], [], null)
            .Happens(new OrderCompleted(OrderNo, 0));

    [Fact]
    public void Where_the_last_operation_reports_nothing_the_one_before_it_says_what_was_made() =>
        Complete(
            new CompleteOrder(OrderNo), OrderAfter(),
            [MixAfter(MixStarted, new JobOutputReported(Mix, new Output(98, 2, Reason: "spilt")), new JobCompleted(Mix)), FillAfter(FillStarted, new JobCompleted(Fill))], [], null)
            .Happens(new OrderCompleted(OrderNo, 98));

    [Fact]
    public void No_more_is_made_than_was_reported()
    {
        Job[] jobs = [MixAfter(Done), FillAfter(FillStarted, new JobOutputReported(Fill, new Output(97, 3, Reason: "cap")), new JobCompleted(Fill))];

        Complete(new CompleteOrder(OrderNo, 98), OrderAfter(), jobs, [], null).Refused(new GoodBeyondReported(OrderNo, 97, 98, "L"));
        Complete(new CompleteOrder(OrderNo, 90), OrderAfter(), jobs, [], null).Happens(new OrderCompleted(OrderNo, 90));
        When(CloseOrderShort.Decide(new CloseOrderShort(OrderNo, 98, "Enough"), OrderAfter(), [HandRub], jobs, [], null, Someone))
            .Refused(new GoodBeyondReported(OrderNo, 97, 98, "L"));
        Complete(new CompleteOrder(OrderNo, 98), OrderAfter(), [MixAfter(Done)], [], null).Happens(new OrderCompleted(OrderNo, 98));
    }

    [Fact]
    public void An_order_closed_short_cancels_what_waits_but_not_what_runs()
    {
        var close = new CloseOrderShort(OrderNo, 60, "No more bottles");

        When(CloseOrderShort.Decide(close, OrderAfter(), [HandRub], [MixAfter(Done), FillAfter()], [], null, Someone)).HappensIn(
            (null, new OrderClosedShort(OrderNo, 60, "No more bottles")), ("job-4711.020", new JobCancelled(Fill, "No more bottles")));
        When(CloseOrderShort.Decide(close, OrderAfter(), [HandRub], [MixAfter(Done), FillAfter(FillStarted)], [], null, Someone))
            .Refused(new JobsStillOpen(OrderNo, "4711.020"));
        When(CloseOrderShort.Decide(close with { Reason = "" }, OrderAfter(), [HandRub], [], [], null, Someone)).Refused(new WorkReasonMissing());
    }

    [Fact]
    public void An_order_under_way_is_not_cancelled()
    {
        When(CancelOrder.Decide(new CancelOrder(OrderNo, "Withdrawn"), StateAfter<Order>(Created), [])).Happens(new OrderCancelled(OrderNo, "Withdrawn"));
        When(CancelOrder.Decide(new CancelOrder(OrderNo, "Withdrawn"), OrderAfter(), [MixAfter(MixStarted)])).Refused(new JobsStillOpen(OrderNo, "4711.010"));
        When(CancelOrder.Decide(new CancelOrder(OrderNo, "Withdrawn"), OrderAfter(), [MixAfter(MixStarted) with { Status = JobStatus.Completed }]))
            .Refused(new JobsWereDone(OrderNo, "4711.010"));
        When(CancelOrder.Decide(new CancelOrder(OrderNo, "Withdrawn"), OrderAfter(new OrderHeld(OrderNo, "Smell")), [])).Refused(new OrderIsHeld(OrderNo, "Smell"));
        When(CancelOrder.Decide(new CancelOrder(OrderNo, "Withdrawn"), OrderAfter(new OrderCompleted(OrderNo, 1)), [])).Refused(
            new OrderEnded(OrderNo, OrderStatus.Completed));
    }

    [Fact]
    public void Part_of_an_order_goes_on_as_its_own_before_release()
    {
        var into = new Id<Order>("4711-B");
        var split = new SplitOrder(OrderNo, 40, into);
        var nothing = Order.Unknown;

        When(SplitOrder.Decide(split, StateAfter<Order>(Created), nothing)).HappensIn(
            (null, new OrderSplit(OrderNo, 40, into)), ("order-4711-B", new OrderCreated(into, Master, 40, "L", SplitFrom: OrderNo)));
        When(SplitOrder.Decide(split with { Quantity = 100 }, StateAfter<Order>(Created), nothing)).Refused(new SplitQuantityUnfit(100, 100, "L"));
        When(SplitOrder.Decide(split, OrderAfter(), nothing)).Refused(new OrderNotCreated(OrderNo, OrderStatus.Released));
        When(SplitOrder.Decide(split, StateAfter<Order>(Created), OrderAfter())).Refused(new OrderAlreadyThere(into));
    }

    private static Then Release(Order order, EffectiveVersion runs, WorkMasterVersion version, Circumstances? circumstances = null) =>
        When(ReleaseOrder.Decide(new ReleaseOrder(OrderNo), order, runs, version, Munich, ShiftCalendar.Unknown, circumstances ?? Someone));

    private static Then Complete(
        CompleteOrder complete, Order order, IReadOnlyList<Job> jobs, IReadOnlyList<MaterialLot> assigned, MaterialLot? output) =>
        When(CompleteOrder.Decide(complete, order, [HandRub], jobs, assigned, output, Someone));
}

using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Past;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

/// <summary>What was done before there was a record: told as it was, oddities and all.</summary>
public sealed class PastExecutionTests
{
    private static readonly Id<Person> Worker = new("ID4932");
    private static readonly DateTimeOffset From = new(2012, 1, 29, 23, 24, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = From.AddHours(6);
    private static readonly RecordPastExecution Past = new(Mix, Mixer, Worker, JobPhase.Run, From, To, new Output(8), false, "Mixing - M2", 2);
    private static readonly WorkUnit Unit = StateAfter<WorkUnit>(new WorkUnitAdded(Mixer, "Mixer 2", new("MIX"), []));
    private static readonly Person Known = StateAfter<Person>(new PersonRegistered(Worker, [Function.Operations]));
    private static readonly Id<PastUse> OfUnit = PastUse.Of(Mixer);
    private static readonly Id<PastUse> OfPerson = PastUse.Of(Worker);

    [Fact]
    public void A_piece_of_work_is_recorded_with_the_times_and_words_of_its_source() => Decide(Past).HappensIn(
        (null, new PastExecutionRecorded(Mix, Mixer, Worker, JobPhase.Run, From, To, new Output(8), false, "Mixing - M2", 2, [])),
        (OfUnit.Stream, new PastUseRecorded(OfUnit, From, To)),
        (OfPerson.Stream, new PastUseRecorded(OfPerson, From, To)));

    [Fact]
    public void Overlaps_are_taken_over_and_told()
    {
        var busy = StateAfter<PastUse>(new PastUseRecorded(OfUnit, From.AddHours(5), To.AddHours(5)));
        var before = StateAfter<PastUse>(new PastUseRecorded(OfUnit, From.AddHours(-5), From));

        Assert.Equal([PastRemarks.WorkUnitOverlap], RemarksOf(Past, ofUnit: busy));
        Assert.Equal([PastRemarks.PersonOverlap], RemarksOf(Past, ofPerson: busy));
        Assert.Empty(RemarksOf(Past, ofUnit: before, ofPerson: before)); // Touching is no overlap.
    }

    [Fact]
    public void Odd_times_and_quantities_are_taken_over_and_told()
    {
        Assert.Equal([PastRemarks.NoTime], RemarksOf(Past with { To = From }));
        Assert.Equal([PastRemarks.OutputDuringSetup], RemarksOf(Past with { Phase = JobPhase.Setup }));
        Assert.Equal([PastRemarks.NoQuantity], RemarksOf(Past with { Output = Output.None }));
        Assert.Equal([PastRemarks.MoreThanOrdered], RemarksOf(Past with { Output = new Output(101) }));
        Assert.Empty(RemarksOf(Past with { Phase = JobPhase.Breakdown, Output = Output.None }));
    }

    [Fact]
    public void An_operation_that_the_version_lacks_gets_a_job_of_its_own_once()
    {
        var past = new RecordPastJob(OrderNo, new("4711.deburring"), "deburring", Filling);

        When(RecordPastJob.Decide(past, OrderAfter(), Job.Unknown)).Happens(
            new OrderJobAdded(OrderNo, past.Job), new JobPlanned(past.Job, OrderNo, VersionId, "deburring", 100, "L", Filling));
        When(RecordPastJob.Decide(past, OrderAfter(new OrderCompleted(OrderNo, 9)), MixAfter())).Refused(new PastJobThere(past.Job));
        When(RecordPastJob.Decide(past with { Job = new("4711.010") }, OrderAfter(), Job.Unknown)).Refused(new PastJobThere(new("4711.010")));
        When(RecordPastJob.Decide(past, StateAfter<Order>(Created), Job.Unknown)).Refused(new OrderNotReleased(OrderNo, OrderStatus.Created));
    }

    [Fact]
    public void What_was_completed_is_completed_anew_with_another_quantity_and_names_the_entry_before()
    {
        // Entry 3 of the story is the first completion.
        var completed = OrderAfter(new OrderCompleted(OrderNo, 9));
        var more = RecordPastCompletion.Decide(new RecordPastCompletion(OrderNo, 10), completed, [MixAfter(MixStarted, new JobCompleted(Mix))]);

        When(more).Happens(new OrderCompleted(OrderNo, 10));
        Assert.Equal(3, more.Events[0].Corrects);
        When(RecordPastCompletion.Decide(new RecordPastCompletion(OrderNo, 9), completed, [])).Refused(new OrderNotReleased(OrderNo, OrderStatus.Completed));
        Decide(Past, order: completed).HappensIn(
            (null, new PastExecutionRecorded(Mix, Mixer, Worker, JobPhase.Run, From, To, new Output(8), false, "Mixing - M2", 2, [])),
            (OfUnit.Stream, new PastUseRecorded(OfUnit, From, To)), (OfPerson.Stream, new PastUseRecorded(OfPerson, From, To)));
    }

    [Fact]
    public void What_nobody_can_have_done_is_refused()
    {
        Decide(Past with { To = From.AddMinutes(-1) }).Refused(new PastTimesCrossed(From, From.AddMinutes(-1)));
        Decide(Past with { To = Someone.Now.AddSeconds(1) }).Refused(new TimeInFuture(Someone.Now.AddSeconds(1)));
        Decide(Past with { Output = new Output(8, -1) }).Refused(new OutputUnfit(7));
        Decide(Past, person: Person.Unknown).Refused(new PastPersonUnknown(Worker));
        Decide(Past, unit: WorkUnit.Unknown).Refused(new NotInUse("work-unit", Mixer.Value));
        Decide(Past, job: Job.Unknown).Refused(new JobUnknown(Mix));
        Decide(Past, order: OrderAfter(new OrderCancelled(OrderNo, "x"))).Refused(new JobOrderStopped(OrderNo, OrderStatus.Cancelled, null));
    }

    [Fact]
    public void An_order_taken_over_ends_with_its_jobs()
    {
        When(RecordPastCompletion.Decide(new(OrderNo, 95), OrderAfter(), [MixAfter(), FillAfter(FillStarted, new JobCompleted(Fill))])).HappensIn(
            (null, new OrderCompleted(OrderNo, 95)), ("job-4711.010", new JobCompleted(Mix)));
        When(RecordPastCompletion.Decide(new(OrderNo, -1), OrderAfter(), [])).Refused(new OrderQuantityNotPositive(-1));
        When(RecordPastCompletion.Decide(new(OrderNo, 95), OrderAfter(new OrderCompleted(OrderNo, 95)), [])).Refused(
            new OrderNotReleased(OrderNo, OrderStatus.Completed));
    }

    private static Then Decide(RecordPastExecution past, Job? job = null, Order? order = null, WorkUnit? unit = null, Person? person = null) =>
        When(RecordPastExecution.Decide(past, job ?? MixAfter(), order ?? OrderAfter(), unit ?? Unit, person ?? Known, PastUse.Unknown, PastUse.Unknown, Someone));

    private static IReadOnlyList<string> RemarksOf(RecordPastExecution past, PastUse? ofUnit = null, PastUse? ofPerson = null) =>
        Assert.IsType<PastExecutionRecorded>(RecordPastExecution.Decide(
            past, MixAfter(), OrderAfter(), Unit, Known, ofUnit ?? PastUse.Unknown, ofPerson ?? PastUse.Unknown, Someone).Events[0].Event).Remarks;
}

using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

public sealed class JobTests
{
    private static readonly WorkUnit MixerUnit = StateAfter<WorkUnit>(new WorkUnitAdded(Mixer, "Mixer 2", new("MIX"), ["mixer"]));
    private static readonly WorkUnit FillerUnit = StateAfter<WorkUnit>(new WorkUnitAdded(Filler, "Filler 1", Filling, []));
    private static readonly Person Unskilled = Person.Unknown;
    private static readonly Person Skilled = StateAfter<Person>(
        new PersonRegistered(new("P-17"), [Function.Operations]),
        new QualificationGranted(new("P-17"), new Id<Qualification>("MIXING"), 1, new("P-1")));

    [Fact]
    public void A_qualified_person_starts_a_job_at_a_fitting_work_unit() =>
        Start(Mix, Mixer, MixAfter(), MixerUnit, Skilled).Happens(MixStarted);

    [Fact]
    public void A_person_without_the_qualification_is_stopped_with_its_name() =>
        Start(Mix, Mixer, MixAfter(), MixerUnit, Unskilled).Refused(new NotQualified("P-17", "MIXING"));

    [Fact]
    public void A_job_starts_only_where_it_was_sent_and_on_what_it_needs()
    {
        Start(Mix, Filler, MixAfter(), FillerUnit, Skilled).Refused(new WorkUnitUnfit(Filler, "mixer"));
        Start(Fill, Mixer, FillAfter(), MixerUnit, Skilled).Refused(new WorkUnitOfOtherWorkCenter(Mixer, new("MIX"), Filling));
        Start(Fill, Filler, FillAfter(new JobDispatched(Fill, Filling, WorkUnit: new("F2"))), FillerUnit, Skilled).Refused(new WorkUnitUnfit(Filler, "F2"));
        Start(Mix, Mixer, MixAfter(), MixerUnit with { OutOfServiceFor = "Seal" }, Skilled).Refused(new WorkUnitNotInService(Mixer));
    }

    [Fact]
    public void A_job_starts_once_and_not_while_its_order_is_stopped()
    {
        Start(Mix, Mixer, MixAfter(MixStarted), MixerUnit, Skilled).Refused(new JobNotPlanned(Mix, JobStatus.Running));
        Start(Mix, Mixer, Job.Unknown, MixerUnit, Skilled).Refused(new JobUnknown(Mix));
        Start(Mix, Mixer, MixAfter(), MixerUnit, Skilled, OrderAfter(new OrderHeld(OrderNo, "doubt"))).Refused(
            new JobOrderStopped(OrderNo, OrderStatus.Released, "doubt"));
    }

    [Fact]
    public void What_comes_first_has_to_have_brought_something_forth()
    {
        Start(Fill, Filler, FillAfter(), FillerUnit, Skilled, null, MixAfter(MixStarted)).Refused(new EarlierOperationOpen(Fill, Mix));
        Start(Fill, Filler, FillAfter(), FillerUnit, Skilled, null, MixAfter(MixStarted, new JobOutputReported(Mix, new Output(20)))).Happens(FillStarted);
        Start(Fill, Filler, FillAfter(), FillerUnit, Skilled, null, MixAfter(MixStarted, new JobCompleted(Mix))).Happens(FillStarted);
    }

    [Fact]
    public void A_job_waits_in_the_queue_it_was_sent_to()
    {
        var center = StateAfter<WorkCenter>(new WorkCenterAdded(Filling, "Filling", new("H1")));
        var dispatch = new DispatchJob(Fill, Filling, 3);

        When(DispatchJob.Decide(dispatch, FillAfter(), OrderAfter(), HandRub, center, null)).Happens(new JobDispatched(Fill, Filling, 3));
        When(DispatchJob.Decide(dispatch, FillAfter(FillStarted), OrderAfter(), HandRub, center, null)).Refused(new JobNotPlanned(Fill, JobStatus.Running));
        When(DispatchJob.Decide(dispatch, FillAfter(), OrderAfter(), HandRub, WorkCenter.Unknown, null)).Refused(new NotInUse("work-center", "FILL"));
        When(DispatchJob.Decide(dispatch with { WorkUnit = Mixer }, FillAfter(), OrderAfter(), HandRub, center, MixerUnit)).Refused(
            new WorkUnitElsewhere(Mixer, Filling));
        When(DispatchJob.Decide(dispatch, FillAfter(), OrderAfter(new OrderCancelled(OrderNo, "x")), HandRub, center, null)).Refused(
            new JobOrderStopped(OrderNo, OrderStatus.Cancelled, null));
    }

    [Fact]
    public void Its_person_pauses_a_job_and_goes_on()
    {
        When(PauseJob.Decide(new PauseJob(Mix, "Break"), MixAfter(MixStarted))).Happens(new JobPaused(Mix, "Break"));
        Resume(new ResumeJob(Mix), MixAfter(MixStarted, new JobPaused(Mix, "Break")), OrderAfter()).Happens(new JobResumed(Mix));
        When(PauseJob.Decide(new PauseJob(Mix, " "), MixAfter(MixStarted))).Refused(new WorkReasonMissing());
        When(PauseJob.Decide(new PauseJob(Mix, "Break"), MixAfter())).Refused(new JobNotRunning(Mix, JobStatus.Planned));
        Resume(new ResumeJob(Mix), MixAfter(MixStarted), OrderAfter()).Refused(new JobNotStopped(Mix, JobStatus.Running));
        When(SuspendJob.Decide(new SuspendJob(Mix, "No power"), MixAfter(MixStarted))).Happens(new JobSuspended(Mix, "No power"));
    }

    [Fact]
    public void Whoever_goes_on_with_a_job_is_qualified_for_it_or_works_on_it_already()
    {
        var paused = MixAfter(MixStarted, new JobPaused(Mix, "Break"));
        var done = MixAfter(MixStarted, new JobCompleted(Mix));

        Resume(new ResumeJob(Mix), paused, OrderAfter(), Unskilled).Refused(new NotQualified("P-17", "MIXING"));
        Resume(new ResumeJob(Mix), MixAfter(MixStarted, new JobJoined(Mix, "P-17"), new JobPaused(Mix, "Break")), OrderAfter(), Unskilled)
            .Happens(new JobResumed(Mix));
        When(ReopenJob.Decide(new ReopenJob(Mix, "Too early"), done, OrderAfter(), HandRub, Unskilled, EffectiveVersion.Unknown, Someone)).Refused(new NotQualified("P-17", "MIXING"));
    }

    [Fact]
    public void What_the_version_asks_for_as_work_center_is_required()
    {
        var mixing = StateAfter<WorkCenter>(new WorkCenterAdded(new("MIX"), "Mixing", new("H1")));
        var sentElsewhere = FillAfter(new JobDispatched(Fill, new("MIX")));

        When(DispatchJob.Decide(new DispatchJob(Fill, new("MIX")), FillAfter(), OrderAfter(), HandRub, mixing, null))
            .Refused(new WorkCenterUnfit(new("MIX"), "FILL"));
        Start(Fill, Mixer, sentElsewhere, MixerUnit, Skilled).Refused(new WorkUnitUnfit(Mixer, "FILL"));
    }

    [Fact]
    public void A_hold_is_not_escaped_by_splitting_or_doing_again()
    {
        var held = FillAfter(FillStarted, new JobHeld(Fill, "quality.doubt"));
        var waiting = FillAfter(FillStarted, new ExceptionRaised(Fill, 1, "", ExceptionKind.BeyondPlan, "x", "y", [Role.QualityApprover]));
        var split = new SplitJob(Fill, 40, new("4711.020-B"));
        var repeat = new RepeatOperation(Fill, "020", new("4711.020.2"), 5, "Caps loose");

        When(SplitJob.Decide(split, held, Job.Unknown, OrderAfter())).Refused(new JobIsHeld(Fill, "quality.doubt"));
        When(SplitJob.Decide(split, waiting, Job.Unknown, OrderAfter())).Refused(new ExceptionStillOpen(Fill, 1, "QualityApprover"));
        When(RepeatOperation.Decide(repeat, held, Job.Unknown, OrderAfter(), HandRub)).Refused(new JobIsHeld(Fill, "quality.doubt"));
        When(RepeatOperation.Decide(repeat, waiting, Job.Unknown, OrderAfter(), HandRub)).Refused(new ExceptionStillOpen(Fill, 1, "QualityApprover"));
    }

    [Fact]
    public void A_held_job_goes_on_only_when_a_lead_or_quality_lets_it()
    {
        Event[] held = [MixStarted, new JobHeld(Mix, "quality.doubt")];

        When(HoldJob.Decide(new HoldJob(Mix, "quality.doubt"), MixAfter(MixStarted), Nobody, Someone)).Happens(new JobHeld(Mix, "quality.doubt"));
        When(HoldJob.Decide(new HoldJob(Mix, "quality.doubt"), MixAfter(MixStarted, new JobPaused(Mix, "x")), Nobody, Someone)).Happens(new JobHeld(Mix, "quality.doubt"));
        When(HoldJob.Decide(new HoldJob(Mix, "again"), MixAfter(held), Nobody, Someone)).Refused(new JobIsHeld(Mix, "quality.doubt"));
        Resume(new ResumeJob(Mix), MixAfter(held), OrderAfter()).Refused(new JobIsHeld(Mix, "quality.doubt"));
        When(ReleaseHeldJob.Decide(new ReleaseHeldJob(Mix, "Checked"), MixAfter(held), Nobody, Someone)).Happens(new JobPaused(Mix, "Checked"));
        When(ReleaseHeldJob.Decide(new ReleaseHeldJob(Mix, "Checked"), MixAfter(MixStarted), Nobody, Someone)).Refused(new JobNotStopped(Mix, JobStatus.Running));
    }

    [Fact]
    public void Several_people_work_on_a_job_and_the_last_one_does_not_just_leave()
    {
        var other = Someone with { Person = "P-18" };

        When(JoinJob.Decide(new JoinJob(Mix), MixAfter(MixStarted), OrderAfter(), HandRub, Skilled, EffectiveVersion.Unknown, other)).Happens(new JobJoined(Mix, "P-18"));
        When(JoinJob.Decide(new JoinJob(Mix), MixAfter(MixStarted), OrderAfter(), HandRub, Unskilled, EffectiveVersion.Unknown, other)).Refused(new NotQualified("P-18", "MIXING"));
        When(JoinJob.Decide(new JoinJob(Mix), MixAfter(MixStarted, new JobJoined(Mix, "P-18")), OrderAfter(), HandRub, Skilled, EffectiveVersion.Unknown, other))
            .Refused(new AlreadyInCrew(Mix, "P-18"));
        When(LeaveJob.Decide(new LeaveJob(Mix), MixAfter(MixStarted, new JobJoined(Mix, "P-18")), other)).Happens(new JobLeft(Mix, "P-18"));
        When(LeaveJob.Decide(new LeaveJob(Mix), MixAfter(MixStarted), other)).Refused(new NotInCrew(Mix, "P-18"));
        When(LeaveJob.Decide(new LeaveJob(Mix), MixAfter(MixStarted), Someone with { Person = "P-1" })).Refused(new LastOfCrew(Mix));
    }

    [Fact]
    public void A_running_job_goes_from_setup_to_run_and_breaks_down_for_a_reason()
    {
        When(ChangePhase.Decide(new ChangePhase(Mix, JobPhase.Setup), MixAfter(MixStarted))).Happens(new JobPhaseChanged(Mix, JobPhase.Setup));
        When(ChangePhase.Decide(new ChangePhase(Mix, JobPhase.Run), MixAfter(MixStarted))).Refused(new PhaseAlready(Mix, JobPhase.Run));
        When(ChangePhase.Decide(new ChangePhase(Mix, JobPhase.Breakdown), MixAfter(MixStarted))).Refused(new WorkReasonMissing());
        When(ChangePhase.Decide(new ChangePhase(Mix, JobPhase.Breakdown, "Belt"), MixAfter(MixStarted))).Happens(
            new JobPhaseChanged(Mix, JobPhase.Breakdown, "Belt"));
    }

    [Fact]
    public void Output_is_reported_in_parts_up_to_the_plan()
    {
        var reported = new JobOutputReported(Mix, new Output(90));

        When(ReportOutput.Decide(new ReportOutput(Mix, new Output(90)), MixAfter(MixStarted), HandRub, [], [])).Happens(reported);
        When(ReportOutput.Decide(new ReportOutput(Mix, new Output(11)), MixAfter(MixStarted, reported), HandRub, [], [])).Refused(new MoreThanPlanned(Mix, 100, 101, "L"));
        When(ReportOutput.Decide(new ReportOutput(Mix, new Output(11), "Tank was fuller"), MixAfter(MixStarted, reported), HandRub, [], []))
            .Happens(
                new JobOutputReported(Mix, new Output(11)),
                new ExceptionRaised(Mix, 1, "", ExceptionKind.BeyondPlan, "101 L for 100 L", "Tank was fuller", Told: Saying.Of("told.for", ("given", "101 L"), ("asked", "100 L"))));
        When(ReportOutput.Decide(new ReportOutput(Mix, new Output(0)), MixAfter(MixStarted), HandRub, [], [])).Refused(new OutputUnfit(0));
        When(ReportOutput.Decide(new ReportOutput(Mix, new Output(5, -1)), MixAfter(MixStarted), HandRub, [], [])).Refused(new OutputUnfit(4));
        When(ReportOutput.Decide(new ReportOutput(Mix, new Output(5, 1)), MixAfter(MixStarted), HandRub, [], [])).Refused(new OutputReasonMissing());
    }

    [Fact]
    public void A_wrong_report_is_put_right_and_the_entry_names_it()
    {
        // Entry 3 of the story is the report.
        var job = MixAfter(MixStarted, new JobOutputReported(Mix, new Output(90)));
        var correct = new CorrectOutput(Mix, 3, new Output(90), new Output(80), "Counted again");
        var decision = CorrectOutput.Decide(correct, job, HandRub, [], []);

        When(decision).Happens(new JobOutputCorrected(Mix, new Output(90), new Output(80), "Counted again"));
        Assert.Equal(3, decision.Events[0].Corrects);
        When(CorrectOutput.Decide(correct with { Entry = 2 }, job, HandRub, [], [])).Refused(new ReportUnknown(Mix, 2));
        When(CorrectOutput.Decide(correct with { From = new Output(70) }, job, HandRub, [], [])).Refused(new ReportChangedSince(Mix, 90, 0, 0, 0));
        When(CorrectOutput.Decide(correct with { Reason = "" }, job, HandRub, [], [])).Refused(new WorkReasonMissing());
        When(CorrectOutput.Decide(correct with { To = new Output(101) }, job, HandRub, [], [])).Refused(new MoreThanPlanned(Mix, 100, 101, "L"));
    }

    [Fact]
    public void A_job_is_completed_with_its_last_output_and_taken_up_again_with_a_reason()
    {
        When(CompleteJob.Decide(new CompleteJob(Mix, new Output(100)), MixAfter(MixStarted), OrderAfter(), HandRub, [], [], []))
            .Happens(new JobOutputReported(Mix, new Output(100)), new JobCompleted(Mix));
        When(CompleteJob.Decide(new CompleteJob(Mix), MixAfter(MixStarted), OrderAfter(), HandRub, [], [], [])).Happens(new JobCompleted(Mix));
        When(CompleteJob.Decide(new CompleteJob(Mix), MixAfter(), OrderAfter(), HandRub, [], [], [])).Refused(new JobNotRunning(Mix, JobStatus.Planned));
        When(CompleteJob.Decide(new CompleteJob(Mix), MixAfter(MixStarted), OrderAfter(new OrderHeld(OrderNo, "doubt")), HandRub, [], [], []))
            .Refused(new JobOrderStopped(OrderNo, OrderStatus.Released, "doubt"));
        When(ReopenJob.Decide(new ReopenJob(Mix, "Too early"), MixAfter(MixStarted, new JobCompleted(Mix)), OrderAfter(), HandRub, Skilled, EffectiveVersion.Unknown, Someone))
            .Happens(new JobReopened(Mix, "Too early"));
        When(ReopenJob.Decide(new ReopenJob(Mix, "Too early"), MixAfter(MixStarted), OrderAfter(), HandRub, Skilled, EffectiveVersion.Unknown, Someone)).Refused(new JobNotCompleted(Mix, JobStatus.Running));
    }

    [Fact]
    public void Work_goes_back_only_where_the_version_allows_it()
    {
        var again = new Id<Job>("4711.020.2");
        var repeat = new RepeatOperation(Fill, "020", again, 5, "Caps loose");
        var fill = FillAfter(FillStarted);

        When(RepeatOperation.Decide(repeat, fill, Job.Unknown, OrderAfter(), HandRub)).HappensIn(
            (null, new OrderJobAdded(OrderNo, again)),
            ("job-4711.020.2", new JobPlanned(again, OrderNo, VersionId, "020", 5, "L", Filling, Fill, "Caps loose")));
        When(RepeatOperation.Decide(repeat with { Operation = "010" }, fill, Job.Unknown, OrderAfter(), HandRub)).Refused(new NoWayBack("020", "010"));
        When(RepeatOperation.Decide(repeat, fill, Job.Unknown, OrderAfter(new OrderJobAdded(OrderNo, again)), HandRub))
            .Refused(new NextRepeatIs(new("4711.020.3")));
    }

    [Fact]
    public void Part_of_a_job_goes_on_elsewhere()
    {
        var into = new Id<Job>("4711.020-B");
        var split = new SplitJob(Fill, 40, into);

        When(SplitJob.Decide(split, FillAfter(), Job.Unknown, OrderAfter())).HappensIn(
            (null, new JobSplit(Fill, 40, into)),
            ("order-4711", new OrderJobAdded(OrderNo, into)),
            ("job-4711.020-B", new JobPlanned(into, OrderNo, VersionId, "020", 40, "L", Filling)));
        When(SplitJob.Decide(split with { Quantity = 100 }, FillAfter(), Job.Unknown, OrderAfter())).Refused(new SplitQuantityUnfit(100, 100, "L"));
        When(SplitJob.Decide(split with { Into = new("x") }, FillAfter(), Job.Unknown, OrderAfter())).Refused(new SplitIdUnfit(new("x"), Fill));
        When(SplitJob.Decide(split, FillAfter(FillStarted, new JobCompleted(Fill)), Job.Unknown, OrderAfter())).Refused(
            new JobNotPlanned(Fill, JobStatus.Completed));
    }

    private static Then Resume(ResumeJob resume, Job job, Order order, Person? person = null) =>
        When(ResumeJob.Decide(resume, job, order, HandRub, person ?? Skilled, EffectiveVersion.Unknown, Someone));

    private static Then Start(
        Id<Job> id, Id<WorkUnit> at, Job job, WorkUnit unit, Person person, Order? order = null, params IReadOnlyList<Job> before) =>
        When(StartJob.Decide(new StartJob(id, at), job, order ?? OrderAfter(), HandRub, unit, person, before, EffectiveVersion.Unknown, Someone));
}

using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.People.Accounts;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

/// <summary>What is done when a step did not go as the master asks: put right, taken back, forced, let pass.</summary>
public sealed class StepMendingTests
{
    private static readonly Step[] Steps =
    [
        new("gloves", "Put on gloves", new Confirm()),
        new("temperature", "Temperature", new EnterNumber("Cel", Limits: new Limits("20 Cel", "25 Cel")), Exceptions: new ExceptionRule(ReleasedBy: [Role.QualityReviewer], ReleaseSigned: true)),
        new("sterile", "Sterile", new EnterYesNo(true), Critical: true, Exceptions: new ExceptionRule(NotTaken: true)),
        new("ethanol", "Ethanol", new ConsumeMaterial("ethanol")),
    ];

    private static readonly WorkMasterVersion Version = StateAfter<WorkMasterVersion>(TakenOver with
    {
        Content = Content with { Operations = [Content.Operations[0] with { Steps = Steps }, Content.Operations[1]] },
    });

    private static readonly StepCompleted Gloves = new(Mix, "gloves");
    private static readonly StepCompleted Measured = new(Mix, "temperature", "22 Cel");
    private static readonly StepCompleted Poured = new(Mix, "ethanol", "83 L", Lot: new("L-1"), Quantity: 83);

    [Fact]
    public void A_step_is_taken_back_with_a_reason_and_the_entry_named()
    {
        // Entry 3 of the story is the step.
        var undone = UndoStep.Decide(new UndoStep(Mix, "gloves", "Torn"), MixAfter(MixStarted, Gloves), OrderAfter(), Version);

        When(undone).Happens(new StepUndone(Mix, "gloves", "Torn"));
        Assert.Equal(3, undone.Events[0].Corrects);
        Undo("gloves", "", Gloves).Refused(new WorkReasonMissing());
        Undo("temperature", "x", Gloves).Refused(new StepNotDone(Mix, "temperature"));
        Undo("ethanol", "x", Poured).Refused(new StepNotCorrectable("ethanol"));
        Undo("gloves", "x", Gloves, new JobCompleted(Mix)).Refused(new JobNotRunning(Mix, JobStatus.Completed));
    }

    [Fact]
    public void A_step_that_was_skipped_by_mistake_is_taken_back_too() =>
        Undo("gloves", "Found some", new StepSkipped(Mix, "gloves", "None left")).Happens(new StepUndone(Mix, "gloves", "Found some"));

    [Fact]
    public void After_it_was_taken_back_a_step_is_open_again() => Assert.Equal(
        ["Put on gloves", "Temperature", "Sterile", "Ethanol"],
        StepOrder.Open(MixAfter(MixStarted, Gloves, new StepUndone(Mix, "gloves", "Torn")), Version, new StepValues(Version, OrderAfter(), [])).Select(step => step.Name));

    [Fact]
    public void A_value_is_put_right_after_the_end_of_the_order_as_well()
    {
        var correct = new CorrectStep(Mix, "temperature", "22 Cel", "23 Cel", "Misread");
        var job = MixAfter(MixStarted, Gloves, Measured, new JobCompleted(Mix));
        var shown = new LimitsShown("in", "20 Cel", null, "25 Cel");

        When(CorrectStep.Decide(correct, job, OrderAfter(new OrderCompleted(OrderNo, 100)), Version, []))
            .Happens(new StepCorrected(Mix, "temperature", "22 Cel", "23 Cel", "Misread", shown));
        When(CorrectStep.Decide(correct, job, OrderAfter(new OrderCancelled(OrderNo, "x")), Version, []))
            .Refused(new JobOrderStopped(OrderNo, OrderStatus.Cancelled, null));
        When(CorrectStep.Decide(correct with { Step = "gloves" }, job, OrderAfter(), Version, [])).Refused(new StepNotCorrectable("gloves"));
        When(CorrectStep.Decide(correct with { To = "23 kg" }, job, OrderAfter(), Version, [])).Refused<StepValueUnfit>();
    }

    [Fact]
    public void A_value_put_right_to_one_outside_is_an_exception() => When(CorrectStep.Decide(
        new CorrectStep(Mix, "temperature", "22 Cel", "26 Cel", "Misread"), MixAfter(MixStarted, Gloves, Measured), OrderAfter(), Version, [])).Happens(
        new StepCorrected(Mix, "temperature", "22 Cel", "26 Cel", "Misread", new LimitsShown("above", "20 Cel", null, "25 Cel")),
        new ExceptionRaised(Mix, 1, "temperature", ExceptionKind.OutOfLimits, "26 Cel is above the limits 20 Cel to 25 Cel", "Misread", [Role.QualityReviewer], true,
            Saying.Of("told.above", ("value", "26 Cel"), ("low", "20 Cel"), ("high", "25 Cel"))));

    [Fact]
    public void A_lead_forces_a_step_out_of_its_order_and_it_is_an_exception()
    {
        var force = new ForceStep(Mix, "temperature", "Sensor broken, read at the tank", "22 Cel");

        Force(force).Happens(
            new StepForced(Mix, "temperature", "Sensor broken, read at the tank", "22 Cel"),
            new ExceptionRaised(
                Mix, 1, "temperature", ExceptionKind.Forced, "Temperature was forced", "Sensor broken, read at the tank", [Role.QualityReviewer], true,
                Saying.Of("told.forced", ("step", "Temperature"))));
        Force(force with { Reason = " " }).Refused(new WorkReasonMissing());
        Force(force with { Step = "hat" }).Refused(new JobStepUnknown(Mix, "hat"));
        Force(force with { Step = "gloves" }, Gloves).Refused(new StepDone(Mix, "gloves"));
        Force(force with { Value = "warm" }).Refused<StepValueUnfit>();
        Force(force, new JobPaused(Mix, "Break")).Refused(new JobNotRunning(Mix, JobStatus.Paused));
    }

    [Fact]
    public void Material_and_what_lets_nothing_pass_are_not_forced()
    {
        Force(new ForceStep(Mix, "ethanol", "x")).Refused(new StepNotForceable("ethanol"));
        Force(new ForceStep(Mix, "sterile", "x")).Refused(new StepNotForceable("sterile"));
    }

    [Fact]
    public void A_forced_step_is_done_and_says_so_to_who_signs_later()
    {
        var job = MixAfter(MixStarted, Gloves, new StepForced(Mix, "temperature", "x", "22 Cel"));

        Assert.True(job.Steps["temperature"].Forced);
        Assert.Contains(StepSheet.Of(new CompleteStep(Mix, "sterile"), job).Lines, line => line.Value.English.StartsWith("forced 22 Cel, by P-1", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_that_is_released_by_signature_is_not_released_without_one()
    {
        var raised = new ExceptionRaised(Mix, 1, "temperature", ExceptionKind.OutOfLimits, "hot", "late", [Role.QualityReviewer], true);
        var job = MixAfter(MixStarted, raised);
        var release = new ReleaseException(Mix, 1, "Validated to 27 Cel") { Site = "MUC" };
        var quality = StateAfter<Account>(new AccountOpened(new("Q-1"), AccountHolder.Person), new RoleGranted(new("Q-1"), Role.QualityReviewer, null, "MUC"));

        When(ReleaseException.Decide(release, job, quality, Someone)).Refused(new ExceptionUnsigned(Mix, 1));
        When(ReleaseException.Decide(release with { Reason = "" }, job, quality, Someone)).Refused(new WorkReasonMissing());
        var other = new Signature("Q-1", "Quinn", SignatureMeaning.Released, "of something else", "password", Begin);
        When(ReleaseException.Decide(release, job, quality, Someone with { Signatures = [other] })).Refused<SignatureOfOtherContent>();
    }

    private static Then Undo(string step, string reason, params Groundswell.Record.Event[] done) =>
        When(UndoStep.Decide(new UndoStep(Mix, step, reason), MixAfter([MixStarted, .. done]), OrderAfter(), Version));

    private static Then Force(ForceStep force, params Groundswell.Record.Event[] done) =>
        When(ForceStep.Decide(force, MixAfter([MixStarted, .. done]), OrderAfter(), Version));
}

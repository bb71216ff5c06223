using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

public sealed class StepTests
{
    private static readonly Step[] Steps =
    [
        new("gloves", "Put on gloves", new Confirm()),
        new("temperature", "Temperature", new EnterNumber("Cel", Limits: new Limits("20 Cel", "25 Cel"), Decimals: 1),
            Exceptions: new ExceptionRule(ReleasedBy: [Role.QualityReviewer])),
        new("cool", "Cool down", new Confirm(), When: "temperature > 24 Cel"),
        new("ethanol", "Ethanol", new ConsumeMaterial("ethanol", Tolerance: new Tolerance(1, 1, Percent: true))),
        new("checked", "Checked", new ConfirmBySecondPerson(["ethanol"])),
    ];

    private static readonly WorkMasterVersion Version = StateAfter<WorkMasterVersion>(TakenOver with
    {
        Content = Content with { Operations = [Content.Operations[0] with { Steps = Steps, Qualifications = null }, Content.Operations[1]] },
    });

    private static readonly Id<MaterialLot> Drum = new("L-1");

    private static readonly MaterialLot DrumLot = StateAfter<MaterialLot>(
        new MaterialLotReceived(Drum, new Id<MaterialDefinition>("ETHANOL-96"), 250, "L"));

    /// <summary>Started by P-1, as every entry of a story is.</summary>
    private static readonly Circumstances Worker = Someone with { Person = "P-1" };

    [Fact]
    public void Steps_are_done_in_the_permitted_order() =>
        Do(new CompleteStep(Mix, "temperature", "22 Cel"), MixAfter(MixStarted)).Refused(new StepBeforeOpen(Mix, "temperature", "Put on gloves"));

    [Fact]
    public void A_step_is_confirmed_once_and_by_who_works_on_the_job()
    {
        Do(new CompleteStep(Mix, "gloves"), MixAfter(MixStarted)).Happens(new StepCompleted(Mix, "gloves"));
        Do(new CompleteStep(Mix, "gloves"), Gloved()).Refused(new StepDone(Mix, "gloves"));
        Do(new CompleteStep(Mix, "hat"), Gloved()).Refused(new JobStepUnknown(Mix, "hat"));
        Do(new CompleteStep(Mix, "gloves"), MixAfter(MixStarted), by: Someone).Refused(new StepByOutsider(Mix, "P-17"));
        Do(new CompleteStep(Mix, "gloves"), MixAfter()).Refused(new JobNotRunning(Mix, JobStatus.Planned));
    }

    [Fact]
    public void A_value_within_its_limits_is_recorded_with_them() =>
        Do(new CompleteStep(Mix, "temperature", "22.5 Cel"), Gloved()).Happens(
            new StepCompleted(Mix, "temperature", "22.5 Cel", new LimitsShown("in", "20 Cel", null, "25 Cel")));

    [Theory]
    [InlineData(null)]
    [InlineData("warm")]
    [InlineData("22 kg")]
    [InlineData("22.55 Cel")]
    [InlineData("true")]
    public void What_is_no_such_value_is_refused(string? value) =>
        Do(new CompleteStep(Mix, "temperature", value), Gloved()).Refused<StepValueUnfit>();

    [Fact]
    public void A_value_outside_asks_for_a_reason_and_makes_an_exception_that_stops_the_work()
    {
        var hot = new CompleteStep(Mix, "temperature", "26 Cel");
        var refused = Do(hot, Gloved()).Refused<StepReasonNeeded>();
        var decision = Decide(hot with { Reason = "Cooling started late" }, Gloved(), Worker, null);

        Assert.Equal(ExceptionKind.OutOfLimits, refused.Kind);
        Assert.Equal(["step.completed", "exception.raised"], decision.Events.Select(one => Product.Codec.NameOf(one.Event)));
        var stopped = MixAfter([MixStarted, new StepCompleted(Mix, "gloves"), .. decision.Events.Select(one => one.Event)]);
        Do(new CompleteStep(Mix, "cool"), stopped).Refused(new ExceptionStillOpen(Mix, 1, "QualityReviewer"));
    }

    [Fact]
    public void An_exception_is_released_by_the_role_the_master_names()
    {
        var job = MixAfter(MixStarted, new ExceptionRaised(Mix, 1, "temperature", ExceptionKind.OutOfLimits, "hot", "late", [Role.QualityReviewer]));
        var release = new ReleaseException(Mix, 1, "Within the validated range") { Site = "MUC" };
        var quality = StateAfter<Account>(new RoleGranted(new("P-17"), Role.QualityReviewer, null, "MUC"));
        var lead = StateAfter<Account>(new RoleGranted(new("P-17"), Role.LineLead, null, "MUC"));

        When(ReleaseException.Decide(release, job, quality, Someone)).Happens(new ExceptionReleased(Mix, 1, "Within the validated range"));
        When(ReleaseException.Decide(release, job, lead, Someone)).Refused(new ExceptionNotYours(Mix, 1, "QualityReviewer"));
        When(ReleaseException.Decide(release, job, quality, Someone with { At = Begin.AddDays(-1) })).Refused(new ExceptionNotYours(Mix, 1, "QualityReviewer"));
        var former = StateAfter<Account>(
            new RoleGranted(new("P-17"), Role.QualityReviewer, null, "MUC"), new RoleWithdrawn(new("P-17"), Role.QualityReviewer, null, "MUC"));
        var whileGranted = Someone with { At = Begin.AddSeconds(30) };
        When(ReleaseException.Decide(release, job, former, whileGranted)).Refused(new ExceptionNotYours(Mix, 1, "QualityReviewer"));
        When(ReleaseException.Decide(release, job, former, whileGranted with { Late = true })).Happens(new ExceptionReleased(Mix, 1, "Within the validated range"));
        When(ReleaseException.Decide(release with { Number = 2 }, job, quality, Someone)).Refused(new ExceptionNotOpen(Mix, 2));
    }

    [Fact]
    public void A_conditional_step_is_asked_for_only_where_its_condition_holds()
    {
        Do(new CompleteStep(Mix, "cool"), Measured("22 Cel")).Refused(new StepNotAsked(Mix, "cool"));
        Do(new CompleteStep(Mix, "cool"), Measured("24.5 Cel")).Happens(new StepCompleted(Mix, "cool"));
        Do(new CompleteStep(Mix, "ethanol", Lot: Drum), Measured("24.5 Cel"), DrumLot).Refused(new StepBeforeOpen(Mix, "ethanol", "Cool down"));
    }

    [Fact]
    public void Material_is_taken_from_its_lot_with_the_step() =>
        Do(new CompleteStep(Mix, "ethanol", Lot: Drum, Quantity: 83.5m), Measured("22 Cel"), DrumLot).HappensIn(
            (null, new StepCompleted(Mix, "ethanol", "83.5 L", Lot: Drum, Quantity: 83.5m)),
            ("material-lot-L-1", new MaterialLotConsumed(Drum, 83.5m, new WorkReference("4711", "4711.010", "ethanol"))));

    [Fact]
    public void Too_much_material_asks_for_a_reason_and_a_wrong_lot_stops()
    {
        var take = new CompleteStep(Mix, "ethanol", Lot: Drum, Quantity: 90);

        Assert.Equal(ExceptionKind.OutOfTolerance, Do(take, Measured("22 Cel"), DrumLot).Refused<StepReasonNeeded>().Kind);
        Do(take, Measured("22 Cel"), DrumLot with { Material = new("WATER") }).Refused(new StepLotOfOtherMaterial("ethanol", "WATER", "ETHANOL-96"));
        Do(take with { Lot = null }, Measured("22 Cel")).Refused(new StepLotMissing("ethanol"));
        Do(take, Measured("22 Cel"), DrumLot with { Quantity = 1 }).Refused(new LotShort(Drum, 1, 90, "L"));
    }

    [Fact]
    public void The_second_person_is_another_one()
    {
        var job = MixAfter(
            MixStarted, new StepCompleted(Mix, "gloves"), new StepCompleted(Mix, "temperature", "22 Cel"), new StepCompleted(Mix, "ethanol", "83.3 L"));

        Do(new CompleteStep(Mix, "checked"), job).Refused(new SecondPersonIsFirst("checked", "P-1"));
        Do(new CompleteStep(Mix, "checked"), job, by: Someone).Happens(new StepCompleted(Mix, "checked"));
    }

    [Fact]
    public void A_wrong_value_is_corrected_and_the_entry_named()
    {
        // Entry 4 of the story is the measurement.
        var correct = new CorrectStep(Mix, "temperature", "22 Cel", "23 Cel", "Misread");
        var decision = CorrectStep.Decide(correct, Measured("22 Cel"), OrderAfter(), Version, []);

        Assert.Equal(4, decision.Events[0].Corrects);
        When(CorrectStep.Decide(correct with { From = "21 Cel" }, Measured("22 Cel"), OrderAfter(), Version, []))
            .Refused(new StepChangedSince("temperature", "22 Cel"));
        When(CorrectStep.Decide(correct, Gloved(), OrderAfter(), Version, [])).Refused(new StepNotDone(Mix, "temperature"));
    }

    [Fact]
    public void A_job_with_open_steps_is_not_completed() =>
        When(CompleteJob.Decide(new CompleteJob(Mix), Measured("22 Cel"), OrderAfter(), Version, [], [], []))
            .Refused(new StepsStillOpen(Mix, "Ethanol, Checked"));

    [Fact]
    public void A_skipped_step_is_an_exception() =>
        When(SkipStep.Decide(new SkipStep(Mix, "gloves", "None left"), MixAfter(MixStarted), OrderAfter(), Version, [], Worker)).Happens(
            new StepSkipped(Mix, "gloves", "None left"),
            new ExceptionRaised(Mix, 1, "gloves", ExceptionKind.Skipped, "Put on gloves was skipped", "None left", Told: Saying.Of("told.skipped", ("step", "Put on gloves"))));

    private static Job Gloved() => MixAfter(MixStarted, new StepCompleted(Mix, "gloves"));

    private static Job Measured(string temperature) => MixAfter(
        MixStarted, new StepCompleted(Mix, "gloves"), new StepCompleted(Mix, "temperature", temperature));

    private static Then Do(CompleteStep complete, Job job, MaterialLot? lot = null, Circumstances? by = null) =>
        When(Decide(complete, job, by ?? Worker, lot));

    private static Decision Decide(CompleteStep complete, Job job, Circumstances by, MaterialLot? lot) => CompleteStep.Decide(
        complete, job, OrderAfter(), Version, [], Person.Unknown, WorkUnit.Unknown, lot, Account.Unknown, [], [], by);
}

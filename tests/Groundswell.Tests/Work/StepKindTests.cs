using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Record.Attachments;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;
using ReportAtStep = Groundswell.Masters.Contents.ReportOutput;

namespace Groundswell.Tests.Work;

/// <summary>Each kind of step by itself: what it takes, what it records, what it refuses. Every entry of a story is by P-1, who works on the job.</summary>
public sealed class StepKindTests
{
    private static readonly Saying BeyondPlan = Saying.Of("told.for", ("given", "101 L"), ("asked", "100 L"));

    private static readonly Circumstances Worker = Someone with { Person = "P-1" };
    private static readonly Id<MaterialLot> Drum = new("L-1");
    private static readonly MaterialLotReceived Received = new(Drum, new Id<MaterialDefinition>("ETHANOL-96"), 50, "L");
    private static readonly AttachmentReference Photo = new("sha256:" + new string('a', 64), 10, "image/jpeg");

    public static TheoryData<StepKind, string, string> Values => new()
    {
        { new EnterText(10), "\"clean\"", "\"clean\"" },
        { new EnterChoice([new Choice("red"), new Choice("green")]), "\"red\"", "\"red\"" },
        { new EnterYesNo(), "true", "true" },
        { new EnterYesNo(true), "true", "true" },
        { new EnterDate(), "@2026-11-30", "@2026-11-30" },
        { new EnterDate(true), "@2026-11-30T06:00:00Z", "@2026-11-30T06:00:00Z" },
        { new EnterNumber("g"), "1.5 kg", "1.5 kg" },
    };

    [Theory, MemberData(nameof(Values))]
    public void A_value_of_the_steps_kind_is_recorded(StepKind kind, string value, string recorded) =>
        Do(kind, new CompleteStep(Mix, "s", value)).Happens(new StepCompleted(Mix, "s", recorded));

    public static TheoryData<StepKind, string> WrongValues => new()
    {
        { new EnterText(4), "\"clean\"" },
        { new EnterText(), "\"\"" },
        { new EnterText(), "true" },
        { new EnterChoice([new Choice("red")]), "\"blue\"" },
        { new EnterYesNo(), "\"yes\"" },
        { new EnterDate(), "@2026-11-30T06:00:00Z" },
        { new EnterDate(true), "@2026-11-30" },
        { new EnterNumber("g"), "1 L" },
        { new EnterNumber("g", Decimals: 1), "1.25 g" },
    };

    [Theory, MemberData(nameof(WrongValues))]
    public void A_value_of_another_kind_is_refused(StepKind kind, string value) => Do(kind, new CompleteStep(Mix, "s", value)).Refused<StepValueUnfit>();

    public static TheoryData<StepKind, string> OutsideValues => new()
    {
        { new EnterChoice([new Choice("red", OutOfLimit: true)]), "\"red\"" },
        { new EnterYesNo(true), "false" },
        { new EnterDate(false, new Limits("@2026-12-01")), "@2026-11-30" },
        { new EnterDate(false, new Limits(null, "@2026-12-01")), "@2026-12-02" },
        { new EnterNumber("Cel", Limits: new Limits("20 Cel", "25 Cel")), "26 Cel" },
    };

    [Theory, MemberData(nameof(OutsideValues))]
    public void A_value_that_is_not_right_needs_a_reason_and_is_an_exception_or_is_not_taken(StepKind kind, string value)
    {
        var complete = new CompleteStep(Mix, "s", value);

        Assert.Equal(ExceptionKind.OutOfLimits, Do(kind, complete).Refused<StepReasonNeeded>().Kind);
        var done = Decide(kind, complete with { Reason = "Checked twice" });
        Assert.Equal(["step.completed", "exception.raised"], done.Events.Select(one => Product.Codec.NameOf(one.Event)));
        Do(kind, complete with { Reason = "Checked twice" }, new ExceptionRule(NotTaken: true)).Refused<StepOutsideNotTaken>();
    }

    [Fact]
    public void A_calculation_is_worked_out_by_the_door_and_not_taken_from_the_sender()
    {
        var job = MixAfter(MixStarted, new StepCompleted(Mix, "gross", "120 g"), new StepCompleted(Mix, "tare", "20 g"));
        Step[] before = [new("gross", "Gross", new EnterNumber("g")), new("tare", "Tare", new EnterNumber("g"))];
        var net = new Calculate("gross - tare", "g", new Limits("90 g", "110 g"), 0);

        Do(net, new CompleteStep(Mix, "s", "999 g"), job: job, before: before).Happens(
            new StepCompleted(Mix, "s", "100 g", new LimitsShown("in", "90 g", null, "110 g")));
        Do(net with { Limits = new Limits("110 g") }, new CompleteStep(Mix, "s"), job: job, before: before).Refused<StepReasonNeeded>();
        Do(net, new CompleteStep(Mix, "s"), before: [new("gross", "Gross", new EnterNumber("g"), Optional: true), new("tare", "Tare", new EnterNumber("g"), Optional: true)])
            .Refused(new StepCannotBeWorkedOut("s", Saying.Of("told.value-missing")));
    }

    [Fact]
    public void Photos_are_asked_for_by_number() =>
        Do(new TakePhoto(2), new CompleteStep(Mix, "s", Photos: [Photo])).Refused(new StepPhotosMissing("s", 2));

    [Fact]
    public void Photos_are_recorded_by_reference() =>
        Do(new TakePhoto(), new CompleteStep(Mix, "s", Photos: [Photo])).Happens(new StepCompleted(Mix, "s", Photos: [Photo]));

    [Fact]
    public void Output_is_reported_in_the_kinds_that_the_step_asks_for()
    {
        var goodOnly = new ReportAtStep(Kinds: [OutputKind.Good]);

        Do(goodOnly, new CompleteStep(Mix, "s", Output: new Output(60))).Happens(
            new StepCompleted(Mix, "s", "60 L"), new JobOutputReported(Mix, new Output(60)));
        Do(goodOnly, new CompleteStep(Mix, "s", Output: new Output(60, 1, Reason: "dent"))).Refused(new StepOutputUnfit("s"));
        Do(goodOnly, new CompleteStep(Mix, "s")).Refused(new StepOutputUnfit("s"));
        Do(new ReportAtStep(), new CompleteStep(Mix, "s", Output: new Output(60, 1))).Refused(new OutputReasonMissing());
    }

    [Fact]
    public void More_than_the_job_is_for_is_an_exception_with_the_reason()
    {
        var complete = new CompleteStep(Mix, "s", Output: new Output(101));

        Do(new ReportAtStep(), complete).Refused(new MoreThanPlanned(Mix, 100, 101, "L"));
        Do(new ReportAtStep(), complete with { Reason = "Tank was fuller" }).Happens(
            new StepCompleted(Mix, "s", "101 L"), new JobOutputReported(Mix, new Output(101)),
            new ExceptionRaised(Mix, 1, "s", ExceptionKind.BeyondPlan, "101 L for 100 L", "Tank was fuller", Told: BeyondPlan));
        When(Jobs.Report(new Output(101), "Tank was fuller")).Happens(
            new JobOutputReported(Mix, new Output(101)), new ExceptionRaised(Mix, 1, "", ExceptionKind.BeyondPlan, "101 L for 100 L", "Tank was fuller", Told: BeyondPlan));
    }

    [Fact]
    public void Equipment_that_is_checked_is_the_right_one_and_in_service()
    {
        var mixer = StateAfter<WorkUnit>(new WorkUnitAdded(Mixer, "Mixer 2", new("MIX"), ["mixer"]));
        var scale = StateAfter<WorkUnit>(new WorkUnitAdded(new("S1"), "Scale", new("MIX"), ["scale"]));
        var own = new CheckEquipment([EquipmentCheck.InService]);
        var anyScale = own with { Equipment = new EquipmentRequirement(EquipmentLevel.EquipmentClass, "scale"), Scan = true };
        var scanned = Worker with { Source = Source.Scanned };

        Do(own, new CompleteStep(Mix, "s"), unit: mixer).Happens(new StepCompleted(Mix, "s", "true", Equipment: "M2"));
        Do(own, new CompleteStep(Mix, "s"), unit: mixer with { OutOfServiceFor = "Seal" }).Refused(new WorkUnitNotInService(Mixer));
        Do(own, new CompleteStep(Mix, "s", Equipment: "S1"), unit: scale).Refused(new StepEquipmentOther("s", "M2", "S1"));
        Do(anyScale, new CompleteStep(Mix, "s", Equipment: "S1"), unit: scale, by: scanned).Happens(new StepCompleted(Mix, "s", "true", Equipment: "S1"));
        Do(anyScale, new CompleteStep(Mix, "s", Equipment: "M2"), unit: mixer, by: scanned).Refused(new StepEquipmentOther("s", "scale", "M2"));
        Do(anyScale, new CompleteStep(Mix, "s", Equipment: "anything"), unit: WorkUnit.Unknown, by: scanned).Refused(new StepEquipmentOther("s", "scale", "anything"));
        Do(anyScale, new CompleteStep(Mix, "s"), unit: mixer, by: scanned).Refused(new StepEquipmentOther("s", "scale", null));
        Assert.Equal(ExceptionKind.Typed, Do(anyScale, new CompleteStep(Mix, "s", Equipment: "S1"), unit: scale).Refused<StepReasonNeeded>().Kind);
    }

    [Fact]
    public void A_timer_runs_from_its_step_or_from_the_start_and_outside_it_is_an_exception()
    {
        // The job was started a minute after the story began; the worker acts an hour after it began.
        Do(new RunTimer(AtLeast: TimeSpan.FromMinutes(59)), new CompleteStep(Mix, "s")).Happens(new StepCompleted(Mix, "s"));
        Assert.Equal(ExceptionKind.Time, Do(new RunTimer(AtLeast: TimeSpan.FromMinutes(60)), new CompleteStep(Mix, "s")).Refused<StepReasonNeeded>().Kind);
        Assert.Equal(ExceptionKind.Time, Do(new RunTimer(AtMost: TimeSpan.FromMinutes(58)), new CompleteStep(Mix, "s")).Refused<StepReasonNeeded>().Kind);
        Do(new RunTimer(TimeSpan.FromMinutes(1), Since: "soak"), new CompleteStep(Mix, "s"), before: [new("soak", "Soak", new Confirm(), Optional: true)])
            .Refused(new StepCannotBeWorkedOut("s", Saying.Of("told.step-not-done", ("step", "soak"))));
    }

    [Fact]
    public void A_lot_that_was_typed_where_it_is_to_be_scanned_is_an_exception() => Assert.Equal(
        ExceptionKind.Typed,
        Do(new ConsumeMaterial("ethanol", Scan: true), new CompleteStep(Mix, "s", Lot: Drum, Quantity: 10), lot: StateAfter<MaterialLot>(Received))
            .Refused<StepReasonNeeded>().Kind);

    [Fact]
    public void A_short_lot_is_used_only_where_a_lead_signs_for_it_and_their_name_stays_with_it()
    {
        var complete = new CompleteStep(Mix, "s", Lot: Drum, Quantity: 60, Reason: "Counted: there is enough") { Site = "MUC" };
        var consume = new ConsumeMaterial("ethanol");
        var lot = StateAfter<MaterialLot>(Received);
        var approval = Signed("L-1", SignatureMeaning.Approved, complete);
        var lead = AccountOf("L-1", Role.LineLead);

        Do(consume, complete, lot: lot).Refused(new LotShort(Drum, 50, 60, "L"));
        Do(consume, complete, lot: lot, by: Worker with { Signatures = [approval] }, signer: AccountOf("L-1", Role.Operator)).Refused<StepSignedByOtherRole>();
        Do(consume, complete, lot: lot, by: Worker with { Signatures = [approval] }, signer: AccountOf("L-2", Role.LineLead)).Refused<StepSignedByOtherRole>();
        Do(consume, complete with { Quantity = 70 }, lot: lot, by: Worker with { Signatures = [approval] }, signer: lead).Refused<SignatureOfOtherContent>();
        Do(consume, complete, lot: lot, by: Worker with { Signatures = [approval] }, signer: lead).Happens(
            new StepCompleted(Mix, "s", "60 L", Lot: Drum, Quantity: 60, Signatures: [approval]),
            new MaterialLotConsumed(Drum, 60, new WorkReference("4711", "4711.010", "s"), new LotOverride("L-1", "Counted: there is enough", ["short"])),
            new ExceptionRaised(Mix, 1, "s", ExceptionKind.LotOverride, "lot L-1 was used although it is short", "Counted: there is enough",
                Told: Saying.Many("told.lot-used", [("lot", "L-1")], [Saying.Of("told.lot-short")])));
    }

    [Fact]
    public void An_expired_lot_is_judged_by_the_date_at_the_site()
    {
        var lot = StateAfter<MaterialLot>(Received with { ExpiresOn = new DateOnly(2026, 3, 2) });
        var lateEvening = new DateTimeOffset(2026, 3, 2, 22, 30, 0, TimeSpan.Zero);
        var take = new CompleteStep(Mix, "s", Lot: Drum, Quantity: 10);

        Do(new ConsumeMaterial("ethanol"), take, lot: lot, by: Worker with { At = lateEvening, Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") })
            .Happens(
                new StepCompleted(Mix, "s", "10 L", Lot: Drum, Quantity: 10), new MaterialLotConsumed(Drum, 10, new WorkReference("4711", "4711.010", "s")));
        Do(new ConsumeMaterial("ethanol"), take, lot: lot, by: Worker with { At = lateEvening.AddHours(1), Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") })
            .Refused(new LotExpired(Drum, new DateOnly(2026, 3, 2)));
    }

    [Fact]
    public void A_signature_is_of_this_step_with_this_meaning_and_by_a_role_that_the_master_names()
    {
        var sign = new SignStep(SignatureMeaning.Reviewed, [Role.QualityReviewer]);
        var complete = new CompleteStep(Mix, "s") { Site = "MUC" };
        var signature = Signed("Q-1", SignatureMeaning.Reviewed, complete);
        var signed = Worker with { Signatures = [signature] };

        Do(sign, complete).Refused(new StepUnsigned("s", SignatureMeaning.Reviewed));
        Do(sign, complete, by: Worker with { Signatures = [signature with { ContentHash = "other" }] }, signer: AccountOf("Q-1", Role.QualityReviewer))
            .Refused<SignatureOfOtherContent>();
        Do(sign, complete, by: signed, signer: AccountOf("Q-1", Role.LineLead)).Refused(new StepSignedByOtherRole("s", "QualityReviewer"));
        Do(sign, complete, by: signed, signer: AccountOf("Q-2", Role.QualityReviewer)).Refused(new StepSignedByOtherRole("s", "QualityReviewer"));
        Do(sign, complete, by: signed, signer: AccountOf("Q-1", Role.QualityReviewer)).Happens(new StepCompleted(Mix, "s", Signatures: [signature]));
    }

    [Fact]
    public void A_second_person_who_signs_is_another_one_and_qualified()
    {
        var second = new ConfirmBySecondPerson(["gloves"], "CHECK", ByElectronicSignature: true);
        Step[] before = [new("gloves", "Gloves", new Confirm())];
        var job = MixAfter(MixStarted, new StepCompleted(Mix, "gloves"));
        var complete = new CompleteStep(Mix, "s");
        var byFirst = Signed("P-1", SignatureMeaning.Verified, complete, job);
        var byOther = Signed("P-5", SignatureMeaning.Verified, complete, job);
        var unskilled = StateAfter<Person>(new PersonRegistered(new("P-5"), [Function.Operations]));
        var skilled = StateAfter<Person>(
            new PersonRegistered(new("P-5"), [Function.Operations]), new QualificationGranted(new("P-5"), new Id<Qualification>("CHECK"), 1, new("P-1")));

        Do(second, complete, job: job, before: before).Refused(new StepUnsigned("s", SignatureMeaning.Verified));
        Do(second, complete, job: job, before: before, by: Worker with { Signatures = [byFirst] }).Refused(new SecondPersonIsFirst("s", "P-1"));
        Do(second, complete, job: job, before: before, by: Worker with { Signatures = [byOther] }, person: unskilled).Refused(new NotQualified("P-5", "CHECK"));
        Do(second, complete, job: job, before: before, by: Worker with { Signatures = [byOther] }, person: skilled)
            .Happens(new StepCompleted(Mix, "s", Signatures: [byOther]));
    }

    private static Signature Signed(string signer, string meaning, CompleteStep complete, Job? job = null) =>
        new(signer, $"Person {signer}", meaning, StepSheet.Of(complete, job ?? MixAfter(MixStarted)).ContentHash, "password", Begin);

    private static Account AccountOf(string person, Role role) =>
        StateAfter<Account>(new AccountOpened(new(person), AccountHolder.Person), new RoleGranted(new(person), role, null, "MUC"));

    private static Then Do(
        StepKind does, CompleteStep complete, ExceptionRule? rule = null, Job? job = null, Step[]? before = null, MaterialLot? lot = null,
        WorkUnit? unit = null, Circumstances? by = null, Account? signer = null, Person? person = null) =>
        When(Decide(does, complete, rule, job, before, lot, unit, by, signer, person));

    private static Decision Decide(
        StepKind does, CompleteStep complete, ExceptionRule? rule = null, Job? job = null, Step[]? before = null, MaterialLot? lot = null,
        WorkUnit? unit = null, Circumstances? by = null, Account? signer = null, Person? person = null) => CompleteStep.Decide(
        complete, job ?? MixAfter(MixStarted), OrderAfter(), VersionWith([.. before ?? [], new Step("s", "S", does, Exceptions: rule)]), [],
        person ?? Person.Unknown, unit ?? WorkUnit.Unknown, lot, signer ?? Account.Unknown, [], [], by ?? Worker);

    private static WorkMasterVersion VersionWith(Step[] steps) => StateAfter<WorkMasterVersion>(TakenOver with
    {
        Content = Content with { Operations = [Content.Operations[0] with { Steps = steps, Qualifications = null }, Content.Operations[1]] },
    });

    private static class Jobs
    {
        public static Decision Report(Output output, string why) =>
            Groundswell.Work.Jobs.ReportOutput.Decide(new Groundswell.Work.Jobs.ReportOutput(Mix, output, why), MixAfter(MixStarted), HandRub, [], []);
    }
}

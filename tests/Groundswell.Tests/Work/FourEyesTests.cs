using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;
using ReportAtStep = Groundswell.Masters.Contents.ReportOutput;

namespace Groundswell.Tests.Work;

/// <summary>What somebody confirmed, signed or worked out holds for the value that was there then, and for no other.</summary>
public sealed class FourEyesTests
{
    private static readonly Step[] Steps =
    [
        new("gross", "Gross", new EnterNumber("kg")),
        new("net", "Net", new Calculate("gross - 1 kg", "kg")),
        new("checked", "Checked", new ConfirmBySecondPerson(["net"])),
        new("gloves", "Gloves", new Confirm()),
        new("output", "Output", new ReportAtStep()),
        new("verified", "Verified", new SignStep(SignatureMeaning.Verified)),
    ];

    private static readonly WorkMasterVersion Version = StateAfter<WorkMasterVersion>(TakenOver with
    {
        Content = Content with { Operations = [Content.Operations[0] with { Steps = Steps }, Content.Operations[1]] },
    });

    private static readonly Signature Verified = new("P-2", "Bo", SignatureMeaning.Verified, "hash", "password", Begin);
    private static readonly StepCompleted Gross = new(Mix, "gross", "10 kg");
    private static readonly StepCompleted Net = new(Mix, "net", "9 kg");
    private static readonly StepCompleted Checked = new(Mix, "checked");
    private static readonly StepCompleted Gloves = new(Mix, "gloves");
    private static readonly StepCompleted OutputDone = new(Mix, "output", "60 L");
    private static readonly JobOutputReported Reported = new(Mix, new Output(60));
    private static readonly StepCompleted Signed = new(Mix, "verified", Signatures: [Verified]);
    private static readonly CorrectStep Correct = new(Mix, "gross", "10 kg", "11 kg", "Misread");

    [Fact]
    public void A_value_that_changes_takes_back_what_was_worked_out_confirmed_and_signed_from_it()
    {
        // Entry 3 is the gross weight, 4 the net one, 5 its confirmation, 9 the signature of all.
        var decision = CorrectStep.Decide(Correct, After(Gross, Net, Checked, Gloves, OutputDone, Reported, Signed), OrderAfter(), Version, []);

        When(decision).Happens(
            new StepCorrected(Mix, "gross", "10 kg", "11 kg", "Misread"), new StepUndone(Mix, "net", "Misread"), new StepUndone(Mix, "checked", "Misread"),
            new StepUndone(Mix, "verified", "Misread"));
        Assert.Equal([3, 4, 5, 9], decision.Events.Select(one => one.Corrects ?? 0));
    }

    [Fact]
    public void A_step_taken_back_takes_with_it_what_confirmed_it() => When(UndoStep.Decide(
        new UndoStep(Mix, "gross", "Wrong scale"), After(Gross, Net, Checked, Gloves), OrderAfter(), Version)).Happens(
        new StepUndone(Mix, "gross", "Wrong scale"), new StepUndone(Mix, "net", "Wrong scale"), new StepUndone(Mix, "checked", "Wrong scale"));

    [Fact]
    public void What_does_not_stand_on_it_stays() => When(UndoStep.Decide(
        new UndoStep(Mix, "gloves", "Torn"), After(Gross, Net, Checked, Gloves), OrderAfter(), Version)).Happens(new StepUndone(Mix, "gloves", "Torn"));

    [Fact]
    public void What_was_confirmed_anew_after_the_change_counts_again()
    {
        var job = After(
            Gross, Net, Checked, new StepCorrected(Mix, "gross", "10 kg", "11 kg", "Misread"), new StepUndone(Mix, "net", "Misread"),
            new StepUndone(Mix, "checked", "Misread"), Net with { Value = "10 kg" }, Checked);

        Assert.Empty(StandingOnStep.Of("gloves", Version.Content.Operations[0], job));
        Assert.Equal(["net", "checked"], StandingOnStep.Of("gross", Version.Content.Operations[0], job).Select(step => step.Id));
    }

    [Fact]
    public void After_the_end_of_the_job_it_is_an_exception_that_somebody_releases_by_signature_where_it_was_signed()
    {
        var ended = After(Gross, Net, Checked, Gloves, OutputDone, Reported, Signed, new JobCompleted(Mix));

        When(CorrectStep.Decide(Correct, ended, OrderAfter(), Version, [])).Happens(
            new StepCorrected(Mix, "gross", "10 kg", "11 kg", "Misread"),
            new ExceptionRaised(
                Mix, 1, "gross", ExceptionKind.ChangedAfterConfirmation, "Net, Checked, Verified", "Misread",
                [Role.Supervisor, Role.QualityReviewer, Role.QualityApprover], true));
    }

    [Fact]
    public void An_order_does_not_end_while_somebody_has_to_look_at_a_change()
    {
        var waiting = After(Gross, new JobCompleted(Mix), new ExceptionRaised(Mix, 1, "gross", ExceptionKind.ChangedAfterConfirmation, "Net", "x", [Role.Supervisor]));

        When(CompleteOrder.Decide(new CompleteOrder(OrderNo), OrderAfter(), [Version], [waiting], [], null, Someone)).Refused(new ExceptionStillOpen(Mix, 1, "Supervisor"));
        When(CloseOrderShort.Decide(new CloseOrderShort(OrderNo, 1, "x"), OrderAfter(), [Version], [waiting], [], null, Someone))
            .Refused(new ExceptionStillOpen(Mix, 1, "Supervisor"));
    }

    [Fact]
    public void Whoever_put_the_value_right_is_not_the_second_person_either()
    {
        // P-1 entered it, P-2 put it right: neither of them confirms it.
        var job = After(Gross).Evolve(new Happened(
            new StepCorrected(Mix, "gross", "10 kg", "11 kg", "Misread"), Begin, Begin, "P-2", null, 50));
        var plain = StateAfter<WorkMasterVersion>(TakenOver with
        {
            Content = Content with { Operations = [Content.Operations[0] with { Steps = [Steps[0], new("checked", "Checked", new ConfirmBySecondPerson())], Qualifications = null }] },
        });

        Confirm("P-1", job, plain).Refused(new SecondPersonIsFirst("checked", "P-1"));
        Confirm("P-2", job, plain).Refused(new SecondPersonIsFirst("checked", "P-2"));
        Confirm("P-3", job, plain).Happens(Checked);
    }

    [Fact]
    public void An_output_put_right_puts_its_steps_value_right_and_takes_back_who_signed_it()
    {
        // Entry 4 is the step that reported, 5 the report, 6 the signature.
        var job = After(Gross, OutputDone, Reported, Signed);
        var correct = new CorrectOutput(Mix, 5, new Output(60), new Output(58), "Counted again");

        var decision = CorrectOutput.Decide(correct, job, Version, [], []);

        When(decision).Happens(
            new JobOutputCorrected(Mix, new Output(60), new Output(58), "Counted again"), new StepCorrected(Mix, "output", "60 L", "58 L", "Counted again"),
            new StepUndone(Mix, "verified", "Counted again"));
        Assert.Equal([5, 4, 6], decision.Events.Select(one => one.Corrects ?? 0));
        When(CorrectOutput.Decide(correct with { Entry = 4 }, After(Gross, Reported), Version, [], [])).Happens(
            new JobOutputCorrected(Mix, new Output(60), new Output(58), "Counted again"));
    }

    private static Job After(params Event[] done) => MixAfter([MixStarted, .. done]);

    private static Then Confirm(string person, Job job, WorkMasterVersion version) => When(CompleteStep.Decide(
        new CompleteStep(Mix, "checked"), job, OrderAfter(), version, [], Person.Unknown with { Id = new(person) }, WorkUnit.Unknown, null, Account.Unknown, [], [],
        Someone with { Person = person }));
}

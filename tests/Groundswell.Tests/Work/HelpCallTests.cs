using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

/// <summary>Every entry of a story is by P-1: they raise the call. P-17 is somebody else.</summary>
public sealed class HelpCallTests
{
    private static readonly Id<HelpCall> Call = new("C-1");
    private static readonly Circumstances Raiser = Someone with { Person = "P-1" };
    private static readonly HelpCallRaised Raised = new(Call, "machine", Filling);
    private static readonly HelpCallTaken Taken = new(Call, Answering.OnDuty);
    private static readonly WorkCenter Center = StateAfter<WorkCenter>(new WorkCenterAdded(Filling, "Filling", new("H1")));
    private static readonly WorkMasterVersion Version = StateAfter<WorkMasterVersion>(TakenOver with
    {
        Content = Content with { Operations = [Content.Operations[0], Content.Operations[1] with { Steps = [new Step("torque", "Torque", new Confirm())] }] },
    });

    [Fact]
    public void Help_is_called_from_a_step_of_the_job() =>
        Raise(new RaiseHelpCall(Call, " machine ", Filling, Fill, "torque", "P-9", "Cap jams"), FillAfter(FillStarted)).Happens(
            new HelpCallRaised(Call, "machine", Filling, Fill, "torque", VersionId.Value, "P-9", "Cap jams"));

    [Fact]
    public void Help_is_called_from_a_work_center_without_a_job() => Raise(new RaiseHelpCall(Call, "machine", Filling)).Happens(Raised);

    [Fact]
    public void A_call_says_what_it_is_about_and_comes_from_somewhere()
    {
        var raise = new RaiseHelpCall(Call, "machine", Filling);

        Raise(raise with { About = " " }).Refused(new HelpAboutMissing());
        Raise(raise with { Job = Fill }, Job.Unknown).Refused(new JobUnknown(Fill));
        Raise(raise with { Job = Fill, Step = "weigh" }, FillAfter()).Refused(new HelpStepUnknown(Fill.Value, "weigh"));
        Raise(raise with { Step = "torque" }).Refused(new HelpStepUnknown(null, "torque"));
        When(RaiseHelpCall.Decide(raise, HelpCall.Unknown, WorkCenter.Unknown, null, Version)).Refused(new NotInUse("work-center", "FILL"));
        When(RaiseHelpCall.Decide(raise, After(Raised), Center, null, Version)).Refused(new HelpCallThere(Call));
    }

    [Fact]
    public void A_call_is_sent_to_those_who_can_help_each_once()
    {
        When(RouteHelpCall.Decide(new(Call, ["P-2", "P-3", "P-2"]), After(Raised))).Happens(new HelpCallRouted(Call, ["P-2", "P-3"]));
        When(RouteHelpCall.Decide(new(Call, []), After(Raised))).Refused(new HelpCallToNobody(Call));
        When(RouteHelpCall.Decide(new(Call, ["P-2"]), After(Raised, Taken))).Refused(new HelpCallNotOpen(Call, HelpCallStatus.Taken));
    }

    [Fact]
    public void Somebody_else_takes_a_call_on_duty_or_of_their_own_accord()
    {
        When(TakeHelpCall.Decide(new(Call, Answering.OwnAccord), After(Raised), Someone)).Happens(new HelpCallTaken(Call, Answering.OwnAccord));
        When(TakeHelpCall.Decide(new(Call, Answering.OnDuty), After(Raised), Raiser)).Refused(new HelpCallOwn(Call));
        When(TakeHelpCall.Decide(new(Call, Answering.OnDuty), After(Raised, Taken), Someone)).Refused(new HelpCallNotOpen(Call, HelpCallStatus.Taken));
    }

    [Fact]
    public void Who_took_a_call_gives_it_back_with_a_reason_and_it_is_open_again()
    {
        var taken = After(Raised) with { Status = HelpCallStatus.Taken, TakenBy = "P-17" };

        When(GiveBackHelpCall.Decide(new(Call, "Not my line"), taken, Someone)).Happens(new HelpCallGivenBack(Call, "Not my line"));
        When(GiveBackHelpCall.Decide(new(Call, ""), taken, Someone)).Refused(new WorkReasonMissing());
        When(GiveBackHelpCall.Decide(new(Call, "x"), taken, Raiser)).Refused(new HelpCallNotYours(Call));
        Assert.Equal((HelpCallStatus.Open, null), (After(Raised, Taken, new HelpCallGivenBack(Call, "x")) is var again ? (again.Status, again.TakenBy) : default));
    }

    [Fact]
    public void Who_took_a_call_says_what_came_of_it()
    {
        var taken = After(Raised) with { Status = HelpCallStatus.Taken, TakenBy = "P-17" };

        When(AnswerHelpCall.Decide(new(Call, true, "Sensor was dirty"), taken, Someone)).Happens(new HelpCallAnswered(Call, true, "Sensor was dirty"));
        When(AnswerHelpCall.Decide(new(Call, true), taken, Raiser)).Refused(new HelpCallNotYours(Call));
        When(AnswerHelpCall.Decide(new(Call, true), After(Raised), Someone)).Refused(new HelpCallNotYours(Call));
    }

    [Fact]
    public void Who_raised_a_call_closes_it_solved_or_not_whatever_became_of_it()
    {
        When(CloseHelpCall.Decide(new(Call, false), After(Raised), Raiser)).Happens(new HelpCallClosed(Call, false));
        When(CloseHelpCall.Decide(new(Call, true), After(Raised, Taken, new HelpCallAnswered(Call, true)), Raiser)).Happens(new HelpCallClosed(Call, true));
        When(CloseHelpCall.Decide(new(Call, true), After(Raised), Someone)).Refused(new HelpCallNotYours(Call));
        When(CloseHelpCall.Decide(new(Call, true), After(Raised, new HelpCallClosed(Call, true)), Raiser)).Refused(new HelpCallNotOpen(Call, HelpCallStatus.Closed));
        When(CloseHelpCall.Decide(new(Call, true), HelpCall.Unknown, Raiser)).Refused(new HelpCallNotOpen(Call, HelpCallStatus.Unknown));
    }

    [Fact]
    public void A_lead_ends_a_call_whose_raiser_has_gone_with_the_reason()
    {
        When(EndHelpCall.Decide(new(Call, false, " Went home "), After(Raised))).Happens(new HelpCallClosed(Call, false, "Went home"));
        When(EndHelpCall.Decide(new(Call, false, ""), After(Raised))).Refused(new WorkReasonMissing());
        When(EndHelpCall.Decide(new(Call, true, "x"), After(Raised, new HelpCallClosed(Call, true)))).Refused(new HelpCallNotOpen(Call, HelpCallStatus.Closed));
    }

    private static HelpCall After(params Groundswell.Record.Event[] happened) => StateAfter<HelpCall>(happened);

    private static Then Raise(RaiseHelpCall raise, Job? job = null) => When(RaiseHelpCall.Decide(raise, HelpCall.Unknown, Center, job, Version));
}

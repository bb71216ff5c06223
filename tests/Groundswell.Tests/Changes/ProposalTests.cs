using Groundswell.Changes.Proposals;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using static Groundswell.Tests.Changes.VoicesStory;

namespace Groundswell.Tests.Changes;

public sealed class ProposalTests
{
    private static readonly Id<Proposal> Id = new("P-1");
    private static readonly Id<Proposal> Other = new("P-2");
    private static readonly ProposedOn Board = new(WorkCenter: Filling);
    private static readonly ProposalMade Made = new(Id, Board, ProposalAbout.Slow, Story.Begin.AddDays(7), new("L-1"));

    private static Proposal Open => After<Proposal>(("P-17", Made));

    private static Proposal Refused => After<Proposal>(("P-17", Made), ("L-1", new ProposalRefused(Id, "The norm asks for it")));

    private static Proposal Objected => After<Proposal>(
        ("P-17", Made), ("L-1", new ProposalRefused(Id, "The norm")), ("P-17", new RefusalObjected(Id, "It does not", Story.Begin.AddDays(9), new("S-1"))));

    [Fact]
    public void A_proposal_goes_to_whom_its_proposer_reports_and_is_owed_an_answer_in_a_week() =>
        Story.When(Decide(new Propose(Id, ProposalAbout.Slow, Filling, Wrong: " Too slow "), center: FillingLine))
            .Happens(new ProposalMade(Id, Board, ProposalAbout.Slow, Now.AddDays(7), new("L-1"), "Too slow"));

    [Fact]
    public void It_can_be_about_a_work_center_a_job_or_an_order_and_about_something()
    {
        Story.When(Decide(new Propose(Id, ProposalAbout.Slow))).Refused(new ProposalOnNothing());
        Story.When(Decide(new Propose(Id, ProposalAbout.Slow, Job: new("4711-1")), job: Job.Unknown)).Refused(new ProposedJobUnknown(new("4711-1")));
        Story.When(Decide(new Propose(Id, ProposalAbout.Slow, Order: new("4711")), order: Order.Unknown)).Refused(new ProposedOrderUnknown(new("4711")));
        Story.When(Decide(new Propose(Id, ProposalAbout.Slow, Filling), center: WorkCenter.Unknown)).Refused(new NotInUse("work-center", "Filling"));
        Story.When(Decide(new Propose(Id, ProposalAbout.Slow, Filling, Step: "rub"), center: FillingLine)).Refused(new ProposedStepUnknown("rub"));
        Story.When(Decide(new Propose(Id, ProposalAbout.Slow, Filling, Wrong: new string('x', 2_001)), center: FillingLine)).Refused(new ProposalTooLong(2_000));
    }

    [Fact]
    public void Whoever_does_not_work_here_proposes_nothing_and_an_id_is_used_once()
    {
        Story.When(Propose.Decide(
            new Propose(Id, ProposalAbout.Slow, Filling), Proposal.Unknown, Person.Unknown, null, WorkMasterVersion.Unknown, null, FillingLine, Defaults, By("X-1")))
            .Refused(new ProposerNotHere("X-1"));
        Story.When(Propose.Decide(
            new Propose(Id, ProposalAbout.Slow, Filling), Open, Here("P-17"), null, WorkMasterVersion.Unknown, null, FillingLine, Defaults, By("P-17")))
            .Refused(new ProposalAlreadyThere(Id));
    }

    [Fact]
    public void Others_add_their_voice_once_each_and_nobody_supports_their_own()
    {
        var heard = After<Proposal>(("P-17", Made), ("P-18", new VoiceAdded(Id, true)));

        Story.When(AddVoice.Decide(new AddVoice(Id, false, " Not here "), Open, Here("P-18"), By("P-18"))).Happens(new VoiceAdded(Id, false, "Not here"));
        Story.When(AddVoice.Decide(new AddVoice(Id, true), heard, Here("P-18"), By("P-18"))).Refused(new VoiceAddedAlready(Id));
        Story.When(AddVoice.Decide(new AddVoice(Id, true), Open, Here("P-17"), By("P-17"))).Refused(new ProposalOwn(Id));
        Story.When(AddVoice.Decide(new AddVoice(Id, true), Refused, Here("P-18"), By("P-18"))).Refused(new ProposalNotOpen(Id, ProposalStatus.Refused));
        Story.When(AddVoice.Decide(new AddVoice(Id, true), Open, Person.Unknown, By("X-1"))).Refused(new ProposerNotHere("X-1"));
        Story.When(AddVoice.Decide(new AddVoice(Id, true, new string('x', 2_001)), Open, Here("P-18"), By("P-18"))).Refused(new ProposalTooLong(2_000));
    }

    [Fact]
    public void It_is_accepted_into_a_change_that_goes_on()
    {
        Story.When(AcceptProposal.Decide(new AcceptProposal(Id, Rub, "Thanks"), Open, Opened, By("L-1")))
            .Happens(new ProposalAccepted(Id, Rub, "Thanks"));
        Story.When(AcceptProposal.Decide(new AcceptProposal(Id, new("none")), Open, Change.Unknown, By("L-1"))).Refused(new ProposalChangeUnknown(new("none")));
        Story.When(AcceptProposal.Decide(new AcceptProposal(Id, Rub), Open, Opened, By("P-17"))).Refused(new ProposalOwn(Id));
        Story.When(AcceptProposal.Decide(new AcceptProposal(Id, Rub), Refused, Opened, By("S-1")))
            .Refused(new ProposalNotOpen(Id, ProposalStatus.Refused));
    }

    [Fact]
    public void Merged_it_is_told_of_in_both()
    {
        var into = After<Proposal>(("P-18", Made with { Proposal = Other }));

        Story.When(MergeProposal.Decide(new MergeProposal(Id, Other), Open, into, By("L-1")))
            .HappensIn((null, new ProposalMerged(Id, Other)), ("proposal-P-2", new ProposalTookIn(Other, Id)));
        Story.When(MergeProposal.Decide(new MergeProposal(Id, Id), Open, Open, By("L-1"))).Refused(new ProposalNotToMergeInto(Id));
        Story.When(MergeProposal.Decide(new MergeProposal(Id, Other), Open, Refused, By("L-1"))).Refused(new ProposalNotToMergeInto(Other));
    }

    [Fact]
    public void A_refusal_has_a_reason_and_its_proposer_objects_once_to_somebody_above()
    {
        Story.When(RefuseProposal.Decide(new RefuseProposal(Id, " "), Open, By("L-1"))).Refused(new RefusalReasonMissing());
        Story.When(RefuseProposal.Decide(new RefuseProposal(Id, "The norm"), Open, By("L-1"))).Happens(new ProposalRefused(Id, "The norm"));
        Story.When(ObjectToRefusal.Decide(new ObjectToRefusal(Id, "It does not"), Refused, Here("L-1", "S-1"), Defaults, By("P-17")))
            .Happens(new RefusalObjected(Id, "It does not", Now.AddDays(7), new("S-1")));
        Story.When(ObjectToRefusal.Decide(new ObjectToRefusal(Id, "x"), Refused, Here("L-1"), Defaults, By("P-18"))).Refused(new ProposalNotYours(Id));
        Story.When(ObjectToRefusal.Decide(new ObjectToRefusal(Id, " "), Refused, Here("L-1"), Defaults, By("P-17"))).Refused(new ObjectionWhyMissing());
        Story.When(ObjectToRefusal.Decide(new ObjectToRefusal(Id, "x"), Open, Person.Unknown, Defaults, By("P-17"))).Refused(new NothingToObjectTo(Id));
        var again = Objected.Evolve(new Happened(new ProposalRefused(Id, "Still"), Now, Now, "S-1", null, 9));
        Story.When(ObjectToRefusal.Decide(new ObjectToRefusal(Id, "x"), again, Here("S-1"), Defaults, By("P-17"))).Refused(new NothingToObjectTo(Id));
    }

    [Fact]
    public void Whoever_refused_it_does_not_decide_on_the_objection()
    {
        Story.When(RefuseProposal.Decide(new RefuseProposal(Id, "Still"), Objected, By("L-1"))).Refused(new ProposalRefusedByYou(Id));
        Story.When(RefuseProposal.Decide(new RefuseProposal(Id, "Still"), Objected, By("S-1"))).Happens(new ProposalRefused(Id, "Still"));
    }

    [Fact]
    public void Unanswered_it_climbs_when_its_time_is_over_and_no_earlier()
    {
        var late = Story.Begin.AddDays(8);

        Story.When(ClimbProposal.Decide(new ClimbProposal(Id), Open, Here("L-1", "S-1"), Defaults, By("system:clock"))).Refused(new ProposalNotOverdue(Id));
        Story.When(ClimbProposal.Decide(new ClimbProposal(Id), Open, Here("L-1", "S-1"), Defaults, By("system:clock", late)))
            .Happens(new ProposalClimbed(Id, late.AddDays(7), new("L-1"), new("S-1")));
        Story.When(ClimbProposal.Decide(new ClimbProposal(Id), Open, Here("L-1"), Defaults, By("system:clock", late)))
            .Happens(new ProposalClimbed(Id, late.AddDays(7), new("L-1")));
        var top = After<Proposal>(("P-17", Made with { Answerer = null }));
        Story.When(ClimbProposal.Decide(new ClimbProposal(Id), top, Person.Unknown, Defaults, By("system:clock", late))).Refused(new ProposalAtTheTop(Id));
        Story.When(ClimbProposal.Decide(new ClimbProposal(Id), Refused, Here("L-1"), Defaults, By("system:clock", late)))
            .Refused(new ProposalNotOpen(Id, ProposalStatus.Refused));
    }

    [Fact]
    public void Its_proposer_takes_it_back_and_nobody_else()
    {
        Story.When(WithdrawProposal.Decide(new WithdrawProposal(Id, "Solved"), Open, By("P-17"))).Happens(new ProposalWithdrawn(Id, "Solved"));
        Story.When(WithdrawProposal.Decide(new WithdrawProposal(Id), Open, By("L-1"))).Refused(new ProposalNotYours(Id));
        Story.When(WithdrawProposal.Decide(new WithdrawProposal(Id), Refused, By("P-17"))).Refused(new ProposalNotOpen(Id, ProposalStatus.Refused));
    }

    private static Decision Decide(Propose propose, Job? job = null, Order? order = null, WorkCenter? center = null) =>
        Propose.Decide(propose, Proposal.Unknown, Here("P-17", "L-1"), job, WorkMasterVersion.Unknown, order, center, Defaults, By("P-17"));
}

using Groundswell.Changes.Drafting;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.ChangeStory;
using static Groundswell.Tests.Changes.VoicesStory;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes.Stories;

public sealed class ShapeChangeTests
{
    private static readonly WorkMaster Master = StateAfter<WorkMaster>([.. HandRub.MasterCreated, new WorkMasterVersionApproved(HandRub.Master, 1)]);
    private static readonly ContentChange Edit = new ParameterChanged(HandRub.Content.Parameters[0] with { Value = 8400 });

    [Fact]
    public void A_draft_is_opened_under_the_change_as_a_copy_of_an_approved_version() =>
        When(OpenChangeDraft.Decide(new OpenChangeDraft(Rub, HandRub.Master), Opened, Master, First)).HappensIn(
            ("work-master-hand-rub", new WorkMasterVersionOpened(HandRub.Master, 2)),
            ("work-master-version-hand-rub@2", new VersionOpened(Draft, HandRub.Master, 2, HandRub.Content, HandRub.First)),
            ("change-rub-longer", new ChangeDraftOpened(Rub, HandRub.Master, Draft)));

    [Fact]
    public void A_draft_that_nobody_approved_is_no_base_it_would_make_a_large_change_look_small() =>
        When(OpenChangeDraft.Decide(new OpenChangeDraft(Rub, HandRub.Master, 1), Opened, Master, StateAfter<WorkMasterVersion>(HandRub.Draft)))
            .Refused(new VersionNotApproved(HandRub.First, VersionStatus.Draft));

    [Fact]
    public void A_change_has_one_draft_of_a_master_and_only_while_it_is_open()
    {
        When(OpenChangeDraft.Decide(new OpenChangeDraft(Rub, HandRub.Master), Shaped, Master, First)).Refused(new ChangeHasDraft(Rub, HandRub.Master));
        When(OpenChangeDraft.Decide(new OpenChangeDraft(Rub, HandRub.Master), Change.Unknown, Master, First)).Refused(new ChangeUnknown(Rub));
        When(OpenChangeDraft.Decide(new OpenChangeDraft(Rub, HandRub.Master), Accepted, Master, First)).Refused(new ChangeNotOpen(Rub, ChangeStatus.Accepted));
    }

    [Fact]
    public void The_pilot_group_edits_the_draft_and_the_edit_is_the_members()
    {
        var draft = StateAfter<WorkMasterVersion>(new VersionOpened(Draft, HandRub.Master, 2, HandRub.Content, HandRub.First));
        var edit = new EditDraftTogether(Rub, PilotId, Draft, 1, [Edit]);

        When(EditDraftTogether.Decide(edit, Shaped, Group(), draft, By("P-2"))).Happens(new DraftEdited(Draft, 2, [Edit]));
        When(EditDraftTogether.Decide(edit, Shaped, Group(), draft, By("P-9"))).Refused(new NotOfPilotGroup(PilotId, "P-9"));
        When(EditDraftTogether.Decide(edit, Shaped, Pilot.Unknown, draft, By("P-2"))).Refused(new PilotUnknown(PilotId));
        When(EditDraftTogether.Decide(edit, Opened, Group(), draft, By("P-2"))).Refused(new DraftOfOtherChange(Rub, Draft));
        When(EditDraftTogether.Decide(edit with { BaseRevision = 7 }, Shaped, Group(), draft, By("P-2"))).Refused(new DraftMovedOn(7, 1));
    }

    [Fact]
    public void Members_say_what_they_think_of_a_draft_under_their_names_and_nobody_else_does()
    {
        var draft = StateAfter<WorkMasterVersion>(new VersionOpened(Draft, HandRub.Master, 2, HandRub.Content, HandRub.First));
        var step = HandRub.Content.Operations[0].Steps[0].Id;
        var comment = new CommentOnDraft(Rub, PilotId, Draft, " Foam stays on the glove ", step);

        When(CommentOnDraft.Decide(comment, Shaped, Group(), draft, By("P-2"))).Happens(new DraftCommented(Rub, Draft, "Foam stays on the glove", step));
        When(CommentOnDraft.Decide(comment with { Step = null }, Shaped, Group(), draft, By("P-2"))).Happens(new DraftCommented(Rub, Draft, "Foam stays on the glove"));
        When(CommentOnDraft.Decide(comment, Shaped, Group(), draft, By("P-9"))).Refused(new NotOfPilotGroup(PilotId, "P-9"));
        When(CommentOnDraft.Decide(comment, Accepted, Group(), draft, By("P-2"))).Refused(new ChangeNotOpen(Rub, ChangeStatus.Accepted));
        When(CommentOnDraft.Decide(comment, Opened, Group(), draft, By("P-2"))).Refused(new DraftOfOtherChange(Rub, Draft));
        When(CommentOnDraft.Decide(comment with { Step = "no-such" }, Shaped, Group(), draft, By("P-2"))).Refused(new StepUnknown("no-such"));
        When(CommentOnDraft.Decide(comment with { Words = " " }, Shaped, Group(), draft, By("P-2"))).Refused(new DraftCommentMissing());
        When(CommentOnDraft.Decide(comment with { Words = new string('x', 2_001) }, Shaped, Group(), draft, By("P-2"))).Refused(new DraftCommentTooLong(2_000));
    }

    [Fact]
    public void Words_are_changed_in_one_language_and_the_others_stay()
    {
        var step = new Step("rub", "Rub", new Confirm(), new Dictionary<string, string> { ["en"] = "Rub", ["de"] = "Reiben" }, Names: new Dictionary<string, string> { ["de"] = "Reiben" });

        var german = (StepText.In(step, "de") with { Name = "Lange reiben", Instruction = "Dreißig Sekunden", Hazard = "Nass" }).Of(step);
        Assert.Equal(("Rub", "Lange reiben", "Rub", "Dreißig Sekunden", "Nass"), (german.Name, german.Names!["de"], german.Instruction!["en"], german.Instruction["de"], german.Hazard!["de"]));
        // Where there are no words in the reader's language, those that are there are changed.
        var read = StepText.In(step, "pt");
        Assert.Equal(("de", "Reiben"), (read.Language, read.Instruction));
        Assert.Null((StepText.In(german, "de") with { Hazard = " " }).Of(german).Hazard);
        Assert.Equal("Rub well", (StepText.In(step, "en") with { Name = "Rub well" }).Of(step).Name);
    }

    [Fact]
    public void A_revision_is_frozen_with_its_hash_and_the_class_that_its_difference_makes()
    {
        var freeze = new FreezeRevision(Rub, PilotId, Draft, 1);
        var change = StateAfter<Change>(Shaping[..^1]);

        When(FreezeRevision.Decide(freeze, change, Group(), DraftOpen, First, Master, HandRub.Materials, By("P-1"))).HappensIn(
            (null, new RevisionFrozen(Rub, Draft, Frozen, 1, OtherHash, ChangeClass.Parameter)),
            ("work-master-version-hand-rub@2.1", new VersionFrozen(Frozen, HandRub.Master, 2, Draft, 1, Other, OtherHash, [])));
        When(FreezeRevision.Decide(freeze, change, Group(), DraftOpen, First, Master, HandRub.Materials, By("P-9"))).Refused(new NotOfPilotGroup(PilotId, "P-9"));
        When(FreezeRevision.Decide(freeze, Opened, Group(), DraftOpen, First, Master, HandRub.Materials, By("P-1"))).Refused(new DraftOfOtherChange(Rub, Draft));
        When(FreezeRevision.Decide(freeze, change, Group(), DraftOpen with { Content = HandRub.Content }, First, Master, HandRub.Materials, By("P-1")))
            .Refused(new NothingToTry(Draft));
        When(FreezeRevision.Decide(freeze, change, Group(), DraftOpen, First, Master, [], By("P-1"))).Refused<VersionFaulty>();
    }

    [Fact]
    public void A_frozen_revision_never_changes() => Assert.True(FrozenVersion is { IsSettled: true, Status: VersionStatus.Frozen, ContentHash: { } hash } && hash == OtherHash);

    [Fact]
    public void The_class_is_raised_by_a_reason_and_never_lowered()
    {
        When(RaiseClass.Decide(new RaiseClass(Rub, ChangeClass.Critical, "Skin"), Shaped, [DraftOpen], [First]))
            .Happens(new ChangeClassRaised(Rub, ChangeClass.Parameter, ChangeClass.Critical, "Skin"));
        When(RaiseClass.Decide(new RaiseClass(Rub, ChangeClass.Wording, "Small"), Shaped, [DraftOpen], [First]))
            .Refused(new ClassNotRaised(Rub, ChangeClass.Parameter, ChangeClass.Wording));
        When(RaiseClass.Decide(new RaiseClass(Rub, ChangeClass.Parameter, "Same"), Shaped, [DraftOpen], [First]))
            .Refused(new ClassNotRaised(Rub, ChangeClass.Parameter, ChangeClass.Parameter));
        When(RaiseClass.Decide(new RaiseClass(Rub, ChangeClass.Critical, " "), Shaped, [DraftOpen], [First])).Refused(new ChangeReasonMissing());
    }

    [Fact]
    public void It_says_what_it_touches_who_gains_and_loses_and_what_each_function_gets()
    {
        When(SayReach.Decide(new SayReach(Rub, new ChangeReach(["muc", "MUC"], [], [Function.Quality])), Opened))
            .Happens(new ChangeReachSaid(Rub, new ChangeReach(["MUC"], [], [Function.Quality])));
        When(SayReach.Decide(new SayReach(Rub, ChangeReach.None), Opened)).Refused(new ReachMissing(Rub));
        When(SayEffects.Decide(new SayEffects(Rub, [new ChangeEffect("Nights")]), Opened)).Refused(new EffectsMissing(Rub));
        When(SayBenefit.Decide(new SayBenefit(Rub, Function.Quality, "Nothing to explain", " "), Opened)).Refused(new BenefitMissing(Function.Quality));
        When(DescribeChange.Decide(new DescribeChange(Rub, "Rub", "Why", true), Opened)).Happens(new ChangeDescribed(Rub, "Rub", "Why", true));
        When(GiveUpChange.Decide(new GiveUpChange(Rub, "No"), Opened)).Happens(new ChangeGivenUp(Rub, "No"));
    }

    [Fact]
    public void A_change_takes_its_pilots_acceptance_and_nothing_else()
    {
        var take = new TakeAcceptance(Rub, PilotId) { Site = "MUC" };
        var voted = Planned(
            new PilotStarted(PilotId), new PilotEnded(PilotId, "x"), new PilotVoteOpened(PilotId, ["P-1", "P-2", "P-3"], Now), new PilotVoteClosed(PilotId, 3, 3, true));

        When(TakeAcceptance.Decide(take, Shaped, voted)).Happens(new ChangeAccepted(Rub, "MUC", PilotId.Value, [Revision], 12));
        When(TakeAcceptance.Decide(take, Shaped, Planned())).Refused(new PilotNotAccepted(PilotId));
        When(TakeAcceptance.Decide(take, Shaped, Pilot.Unknown)).Refused(new PilotUnknown(PilotId));
        When(TakeAcceptance.Decide(take, ShapedAnd(new ChangeDraftOpened(Rub, new("soap"), new("soap@2"))), voted)).Refused(new PilotTriedLess(PilotId));
    }

    /// <summary>By timing: the class is raised after the vote was closed.</summary>
    [Fact]
    public void A_change_that_was_raised_to_critical_needs_Qualitys_agreement_whenever_it_was_raised()
    {
        var take = new TakeAcceptance(Rub, PilotId) { Site = "MUC" };
        var voted = Planned(
            new PilotStarted(PilotId), new PilotEnded(PilotId, "x"), new PilotVoteOpened(PilotId, ["P-1", "P-2", "P-3"], Now), new PilotVoteClosed(PilotId, 3, 3, true));
        var critical = ShapedAnd(new ChangeClassRaised(Rub, ChangeClass.Parameter, ChangeClass.Critical, "Skin"));
        var agreed = voted.Evolve(new Happened(new AcceptanceAgreed(PilotId, HandRub.Signed("Q-1", "0")), Now, Now, "Q-1", null, 44));

        When(TakeAcceptance.Decide(take, critical, voted)).Refused(new QualityHasNotAgreed(PilotId));
        When(TakeAcceptance.Decide(take, critical, agreed)).Happens(new ChangeAccepted(Rub, "MUC", PilotId.Value, [Revision], 44));
    }

    [Fact]
    public void What_was_accepted_is_reopened_with_a_reason_and_then_is_not_accepted_any_more()
    {
        When(ReopenChange.Decide(new ReopenChange(Rub, "Foam"), Accepted)).Happens(new ChangeReopened(Rub, "Foam"));
        When(ReopenChange.Decide(new ReopenChange(Rub, "Foam"), Shaped)).Refused(new ChangeNotAccepted(Rub));
        Assert.Null(ShapedAnd(new ChangeAccepted(Rub, "MUC", "p", [Revision], 9), new ChangeReopened(Rub, "Foam")).Acceptance);
    }
}

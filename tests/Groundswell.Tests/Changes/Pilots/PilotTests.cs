using Groundswell.Changes.Hearings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.ChangeStory;
using static Groundswell.Tests.Changes.VoicesStory;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes.Pilots;

public sealed class PilotTests
{
    private static readonly MaterialDefinition Free = StateAfter<MaterialDefinition>(new MaterialDefined(HandRub.Rub, "Rub", "L", MaterialTracking.Lot, false));
    private static readonly MaterialDefinition Gmp = Free with { UnderGmp = true };

    [Fact]
    public void People_are_asked_and_accept_for_themselves()
    {
        When(OpenPilotGroup.Decide(new OpenPilotGroup(PilotId, Rub), Pilot.Unknown, Shaped, By("F-1"))).Happens(new PilotGroupOpened(PilotId, Rub, "F-1"));
        When(OpenPilotGroup.Decide(new OpenPilotGroup(PilotId, Rub), Group(), Shaped, By("F-1"))).Refused(new PilotAlreadyThere(PilotId));
        When(VolunteerForPilot.Decide(new VolunteerForPilot(PilotId), Group(), Here("P-7"), By("P-7"))).Happens(new PilotVolunteered(PilotId, "P-7"));
        When(InviteToPilot.Decide(new InviteToPilot(PilotId, new("P-7")), Group(), Here("P-7"))).Happens(new PilotInvited(PilotId, "P-7", SuggestedBy.Lead));
        When(InviteToPilot.Decide(new InviteToPilot(PilotId, new("P-7"), SuggestedBy.Record, " Many ask her "), Group(), Here("P-7")))
            .Happens(new PilotInvited(PilotId, "P-7", SuggestedBy.Record, "Many ask her"));
        When(InviteToPilot.Decide(new InviteToPilot(PilotId, new("P-7"), SuggestedBy.Record), Group(), Here("P-7"))).Refused(new InvitationWhyMissing());
        When(InviteToPilot.Decide(new InviteToPilot(PilotId, new("P-7"), Why: new string('x', 501)), Group(), Here("P-7"))).Refused(new InvitationTooLong(500));
        When(InviteToPilot.Decide(new InviteToPilot(PilotId, new("P-1")), Group(), Here("P-1"))).Refused(new AskedAlready(PilotId, "P-1"));
        When(InviteToPilot.Decide(new InviteToPilot(PilotId, new("P-7")), Group(), Person.Unknown)).Refused(new NotWorkingHere("P-7"));
        When(JoinPilotGroup.Decide(new JoinPilotGroup(PilotId), Group(), Here("P-7"), By("P-7"))).Refused(new NotInvited(PilotId, "P-7"));
        When(DeclinePilot.Decide(new DeclinePilot(PilotId), Group(new PilotInvited(PilotId, "P-7", SuggestedBy.Self)), By("P-7"))).Happens(new PilotDeclined(PilotId, "P-7"));
        When(LeavePilotGroup.Decide(new LeavePilotGroup(PilotId), Group(), By("P-1"))).Happens(new PilotLeft(PilotId, "P-1"));
    }

    [Fact]
    public void A_plan_names_the_last_frozen_revisions_places_people_dates_and_rules()
    {
        Plan_(Plan).Happens(new PilotPlanned(PilotId, Plan));
        Plan_(Plan, "P-9").Refused(new NotOfPilotGroup(PilotId, "P-9"));
        Plan_(Plan with { Revisions = [Draft] }).Refused(new RevisionNotFrozen(Rub, Draft));
        Plan_(Plan with { Revisions = [] }).Refused(new NotTheLatestRevisions(Rub));
        Plan_(Plan with { WorkCenters = [] }).Refused(new PilotPlaceUnfit(PilotId));
        Plan_(Plan with { People = [] }).Refused(new PilotPeopleMissing(PilotId));
        Plan_(Plan with { Until = Today.AddDays(-1) }).Refused(new PilotDatesUnfit(PilotId, PlanPilot.LongestDays));
        Plan_(Plan with { Until = Today.AddDays(92) }).Refused(new PilotDatesUnfit(PilotId, PlanPilot.LongestDays));
        Plan_(Plan with { Rules = [Plan.Rules[0]] }).Refused(new PilotRulesMissing(PilotId));
        Assert.Equal("odd", Plan_(Plan with { Rules = [.. Plan.Rules, new PilotRule("odd", PilotRuleKind.Stop, "Odd", "moon > 3")] }).Refused<PilotRuleUnclear>().Rule);
        When(PlanPilot.Decide(new PlanPilot(PilotId, Plan), Planned(new PilotStarted(PilotId)), Shaped, [FillingLine], By("P-1")))
            .Refused(new PilotBegun(PilotId, PilotStatus.Running));
    }

    [Fact]
    public void An_older_revision_is_not_tried_once_there_is_a_later_one()
    {
        var later = ShapedAnd(new RevisionFrozen(Rub, Draft, Draft.Revision(2), 2, "2", ChangeClass.Parameter));

        When(PlanPilot.Decide(new PlanPilot(PilotId, Plan), Group(), later, [FillingLine], By("P-1"))).Refused(new NotTheLatestRevisions(Rub));
    }

    [Fact]
    public void It_starts_within_its_plan_only() => Start(Planned()).HappensIn((null, new PilotStarted(PilotId)), ("effective-version-hand-rub", Piloted));

    [Fact]
    public void No_pilot_starts_before_each_touched_function_was_heard_has_its_measure_and_what_it_gets()
    {
        Start(Planned(), hearing: Hearing.Unknown).Refused(new FunctionUnheard(Rub, Function.Operations));
        Start(Planned(), StateAfter<Change>([.. Shaping.Where(one => one is not ChangeBenefitSaid { Function: Function.Quality })])).Refused(new BenefitMissing(Function.Quality));
        Start(Planned(), StateAfter<Change>([.. Shaping.Where(one => one is not ChangeEffectsSaid)])).Refused(new EffectsMissing(Rub));
        Start(Planned(), StateAfter<Change>([.. Shaping.Where(one => one is not ChangeReachSaid)])).Refused(new ReachMissing(Rub));
        Start(Group()).Refused(new PilotPlanMissing(PilotId));
    }

    [Fact]
    public void A_group_is_people_who_do_the_work_of_every_touched_function()
    {
        Start(Planned(), members: Members.Take(2).ToList()).Refused(new PilotGroupTooSmall(PilotId, 2, 3));
        Start(Planned(), members: [Manager("P-1"), Manager("P-2"), Here("P-3", null, Function.Operations, Function.Quality)]).Refused(new TooManyManagers(PilotId, 2, 3));
        Start(Planned(), members: [Manager("P-1"), .. Members.Skip(1)]).Happens(new PilotStarted(PilotId), Piloted);
        Start(Planned(), members: [Here("P-1"), Here("P-2"), Here("P-3")]).Refused(new FunctionNotInGroup(PilotId, Function.Quality));
        Start(Planned(), members: [Here("P-1", "F-1"), Members[1], Members[2]]).Refused(new FacilitatorLeadsMember(PilotId, "F-1", "P-1"));
    }

    /// <summary>By timing: somebody gives away their reports the day before.</summary>
    [Fact]
    public void Whoever_led_others_in_the_last_90_days_is_a_manager_still()
    {
        Person Former(string id, int days) => Manager(id).Evolve(
            new Happened(new ReportLost(new(id), new("P-99")), Now.AddDays(-days), Now.AddDays(-days), "HR", null, 3));

        Start(Planned(), members: [Former("P-1", 1), Former("P-2", 89), Here("P-3", null, Function.Operations, Function.Quality)]).Refused(new TooManyManagers(PilotId, 2, 3));
        Start(Planned(), members: [Former("P-1", 91), Former("P-2", 91), Here("P-3", null, Function.Operations, Function.Quality)]).Happens(new PilotStarted(PilotId), Piloted);
    }

    [Fact]
    public void Under_GMP_and_for_what_is_critical_Quality_signs_exactly_what_runs_and_where()
    {
        var shown = PilotSheet.Of("MUC", Planned(), [FrozenVersion]).ContentHash;
        var signed = Planned(new PilotPlanSigned(PilotId, HandRub.Signed("Q-1", shown)));

        Start(Planned(), gmp: true).Refused(new PilotNotSigned(PilotId));
        Start(Planned(), material: Gmp).Refused(new PilotNotSigned(PilotId));
        Start(Planned(), ShapedAnd(new ChangeClassRaised(Rub, ChangeClass.Parameter, ChangeClass.Critical, "Skin"))).Refused(new PilotNotSigned(PilotId));
        Start(signed, gmp: true).Happens(new PilotStarted(PilotId), Piloted);
        Start(Planned(new PilotPlanSigned(PilotId, HandRub.Signed("Q-1", shown)), new PilotPlanned(PilotId, Plan with { Shifts = null })), gmp: true).Refused(new PilotNotSigned(PilotId));
        When(SignPilotPlan.Decide(new SignPilotPlan(PilotId) { Site = "MUC" }, Planned(), [FrozenVersion], HandRub.SignedBy("Q-1", shown)))
            .Happens(new PilotPlanSigned(PilotId, HandRub.Signed("Q-1", shown)));
        When(SignPilotPlan.Decide(new SignPilotPlan(PilotId) { Site = "MUC" }, Planned(), [FrozenVersion], HandRub.SignedBy("P-1", shown)))
            .Refused(new EditorJudgesOwnDraft("P-1"));
        When(SignPilotPlan.Decide(new SignPilotPlan(PilotId) { Site = "MUC" }, Planned(), [FrozenVersion], By("Q-1"))).Refused(new SignatureMissing("approved", shown));
    }

    [Fact]
    public void Nobody_outside_starts_it_two_do_not_overlap_and_nothing_but_a_frozen_revision_runs()
    {
        Start(Planned(), by: "P-9").Refused(new NotOfPilotGroup(PilotId, "P-9"));
        Start(Planned(), runs: BeganAnd(Piloted with { Pilot = "other" })).Refused(new PilotOverlaps(PilotId));
        Start(Planned(), revision: DraftOpen).Refused(new RevisionNotFrozen(Rub, Draft));
        Start(Planned(), Accepted).Refused(new ChangeNotOpen(Rub, ChangeStatus.Accepted));
        Start(Planned(), workers: [Person.Unknown]).Refused(new NotWorkingHere(""));
        Start(Planned(new PilotStarted(PilotId))).Refused(new PilotBegun(PilotId, PilotStatus.Running));
    }

    [Fact]
    public void A_broken_stop_rule_pauses_it_by_itself_and_says_why()
    {
        var figures = new PilotFigures(6, 0.9m);

        Judge(figures).HappensIn(
            (null, new PilotPaused(PilotId, "More than one in twenty is bad", "yield", figures)),
            ("effective-version-hand-rub", new ProvisionWithdrawn(HandRub.Master, Frozen, 2, WithdrawnFor.Pause, "More than one in twenty is bad")));
        Judge(new PilotFigures(20, 0.99m)).Happens(
            new PilotEnded(PilotId, "Twenty jobs went well", "enough", new PilotFigures(20, 0.99m)),
            new ProvisionWithdrawn(HandRub.Master, Frozen, 2, WithdrawnFor.End, "Twenty jobs went well"));
        Judge(new PilotFigures(4, 0.5m)).Refused(new NoRuleHolds(PilotId));
        Judge(new PilotFigures(6)).Refused(new NoRuleHolds(PilotId));
        When(JudgePilot.Decide(new JudgePilot(PilotId, figures), Planned(), [Began])).Refused(new PilotNotRunning(PilotId, PilotStatus.Gathering));
    }

    [Fact]
    public void After_a_broken_rule_Quality_signs_anew_and_all_that_held_has_to_hold_again()
    {
        var shown = PilotSheet.Of("MUC", Planned(), [FrozenVersion]).ContentHash;
        var paused = Planned(new PilotPlanSigned(PilotId, HandRub.Signed("Q-1", shown)), new PilotStarted(PilotId), new PilotPaused(PilotId, "x", "yield"));
        var withdrawn = BeganAnd(Piloted, new ProvisionWithdrawn(HandRub.Master, Frozen, 2, WithdrawnFor.Pause, "x"));

        Resume(paused, gmp: true, withdrawn).Refused(new PilotNotSigned(PilotId));
        Resume(paused, gmp: false, withdrawn).Happens(new PilotResumed(PilotId, "Mended"), Piloted);
        Resume(Planned(new PilotStarted(PilotId)), gmp: false, withdrawn).Refused(new PilotNotPaused(PilotId, PilotStatus.Running));
    }

    [Fact]
    public void Whoever_sees_a_reason_pauses_it_and_the_group_ends_it()
    {
        var running = Planned(new PilotStarted(PilotId));
        var runs = BeganAnd(Piloted);

        When(PausePilot.Decide(new PausePilot(PilotId, "Smell"), running, [runs])).Happens(
            new PilotPaused(PilotId, "Smell"), new ProvisionWithdrawn(HandRub.Master, Frozen, 2, WithdrawnFor.Pause, "Smell"));
        When(EndPilot.Decide(new EndPilot(PilotId, "Done"), running, [runs], By("P-1"))).Happens(
            new PilotEnded(PilotId, "Done"), new ProvisionWithdrawn(HandRub.Master, Frozen, 2, WithdrawnFor.End, "Done"));
        When(EndPilot.Decide(new EndPilot(PilotId, "Done"), running, [runs], By("P-9"))).Refused(new NotOfPilotGroup(PilotId, "P-9"));
        When(ReportOwnList.Decide(new ReportOwnList(PilotId, "A note"), running)).Happens(new OwnListSeen(PilotId, "A note"));
    }

    private static Then Plan_(PilotPlan plan, string by = "P-1") =>
        When(PlanPilot.Decide(new PlanPilot(PilotId, plan), Group(), Shaped, [.. plan.WorkCenters.Select(_ => FillingLine)], By(by)));

    private static Then Judge(PilotFigures figures) =>
        When(JudgePilot.Decide(new JudgePilot(PilotId, figures), Planned(new PilotStarted(PilotId)), [BeganAnd(Piloted)]));

    private static Then Resume(Pilot pilot, bool gmp, EffectiveVersion runs) => When(ResumePilot.Decide(
        new ResumePilot(PilotId, "Mended") { Site = "MUC" }, pilot, Shaped, Heard(), Members, [Here("P-1"), Here("P-2")], [FrozenVersion], [runs], [Free], SiteOf(gmp),
        By("P-1")));

    private static Then Start(
        Pilot pilot, Change? change = null, Hearing? hearing = null, IReadOnlyList<Person>? members = null, bool gmp = false, MaterialDefinition? material = null,
        string by = "P-1", EffectiveVersion? runs = null, WorkMasterVersion? revision = null, IReadOnlyList<Person>? workers = null) => When(StartPilot.Decide(
        new StartPilot(PilotId) { Site = "MUC" }, pilot, change ?? Shaped, hearing ?? Heard(), members ?? Members, workers ?? [Here("P-1"), Here("P-2")],
        [revision ?? FrozenVersion], [runs ?? Began], [material ?? Free], SiteOf(gmp), By(by)));
}

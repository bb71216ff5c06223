using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.ChangeStory;
using static Groundswell.Tests.Changes.VoicesStory;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes.Launches;

public sealed class LaunchTests
{
    private static readonly SiteChampions Champions = ChampionsOf(("P-1", AreaOf("E"), true), ("P-2", AreaOf("L"), false));
    /// <summary>The places that hand rub is made at.</summary>
    private static readonly IReadOnlyList<WorkCenter> Centers =
        [.. new[] { "MIX", "FILL" }.Select(code => StateAfter<WorkCenter>(new WorkCenterAdded(new(code), code, new("HALL"))))];

    private static readonly SiteChange Asked = At(new LaunchAsked(Rub, "P-1", [Draft]));

    [Fact]
    public void A_change_comes_to_its_origin_at_once_and_elsewhere_by_a_champion_alone()
    {
        var bring = new BringInChange(Rub) { Site = "MUC" };

        When(BringInChange.Decide(bring, Shaped, SiteChange.Unknown, SiteChampions.Unknown, By("L-1"))).Happens(new ChangeBroughtIn(Rub, BroughtInBy.Origin));
        When(BringInChange.Decide(bring with { Site = "HAM" }, Shaped, SiteChange.Unknown, SiteChampions.Unknown, By("L-1"))).Refused(new NotAChampion("L-1"));
        When(BringInChange.Decide(bring with { Site = "HAM" }, Shaped, SiteChange.Unknown, Champions, By("P-1"))).Happens(new ChangeBroughtIn(Rub, BroughtInBy.Pull));
        When(BringInChange.Decide(bring with { Site = "HAM" }, Shaped, SiteChange.Unknown, Champions, By("P-1", new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.Zero))))
            .Refused(new NotAChampion("P-1"));
        When(BringInChange.Decide(bring, Shaped, At(), Champions, By("P-1"))).Refused(new ChangeIsHere(Rub));
        var variant = Shaped with { VariantOf = new VariantLink(Draft, new("core")) };
        When(BringInChange.Decide(bring with { Site = "HAM" }, variant, SiteChange.Unknown, Champions, By("P-1"))).Refused(new VariantOfOtherSite(Rub, "MUC"));
    }

    [Fact]
    public void Once_it_is_asked_for_no_place_is_taken_out()
    {
        var say = new SaySiteReach(Rub, [Filling], ["E"]);

        When(SaySiteReach.Decide(say, At(), [FillingLine])).Happens(new SiteReachSaid(Rub, [Filling], ["E"]));
        When(SaySiteReach.Decide(say, Asked, [FillingLine])).Refused(new ReachGrowsOnly(Rub));
        When(SaySiteReach.Decide(say with { Shifts = [] }, At(), [FillingLine])).Refused(new SiteReachMissing(Rub));
        When(SaySiteReach.Decide(say, At(), [WorkCenter.Unknown])).Refused(new NotInUse("work-center", "Filling"));
        When(SaySiteReach.Decide(say, SiteChange.Unknown, [FillingLine])).Refused(new ChangeNotHere(Rub));
    }

    [Fact]
    public void Whoever_is_affected_is_listed_or_lists_themselves_and_stays_while_they_work_here()
    {
        When(AddMyself.Decide(new AddMyself(Rub, Filling, "E"), At(), Here("P-77"), By("P-77"))).Happens(new AffectedListed(Rub, [new AffectedPerson(new("P-77"), Filling, "E")]));
        When(AddMyself.Decide(new AddMyself(Rub, Filling, "E"), At(), Here("P-1"), By("P-1"))).Refused(new AffectedAlready(Rub, "P-1"));
        When(ListAffected.Decide(new ListAffected(Rub, []), At(), [])).Refused(new NobodyNamed(Rub));
        When(TakeOffAffected.Decide(new TakeOffAffected(Rub, new("P-1")), At(), Here("P-1"))).Refused(new StillWorksHere("P-1"));
        When(TakeOffAffected.Decide(new TakeOffAffected(Rub, new("P-77")), At(), Here("P-77"))).Refused(new NotAffected(Rub, "P-77"));
        When(ChooseFallback.Decide(new ChooseFallback(Rub, FallbackChoice.HoldNewOrders), At())).Happens(new FallbackChosen(Rub, FallbackChoice.HoldNewOrders));
        When(ChooseFallback.Decide(new ChooseFallback(Rub, FallbackChoice.HoldNewOrders), At(new GraceBegan(Rub, Now, ["x"])))).Refused(new GraceRuns(Rub));
    }

    [Fact]
    public void A_champion_who_carries_it_asks_for_the_launch_and_nobody_else()
    {
        Ask("P-1").Happens(new LaunchAsked(Rub, "P-1", [Draft]));
        Ask("L-1").Refused(new NotAChampion("L-1"));
        Ask("P-1", champions: Gone(new ChangePutDown(new("P-1"), Rub))).Refused(new NotAChampion("P-1"));
        Ask("P-1", here: Asked).Refused(new LaunchAskedAlready(Rub));
        Ask("P-1", here: SiteChange.Unknown).Refused(new ChangeNotHere(Rub));
        Ask("P-1", here: StateAfter<SiteChange>(new ChangeBroughtIn(Rub, BroughtInBy.Origin))).Refused(new SiteReachMissing(Rub));
    }

    [Fact]
    public void What_is_launched_is_what_the_group_accepted_and_Quality_approved()
    {
        var other = Other with { Name = "Something else" };
        var otherHash = ContentText.HashOf(other);
        var edited = StateAfter<WorkMasterVersion>(
            new VersionOpened(Draft, HandRub.Master, 2, other, HandRub.First), new VersionSentToReview(Draft, 1, otherHash, other),
            new VersionApproved(Draft, otherHash, [HandRub.Signed("Q-1", otherHash)]));

        Ask("P-1", change: Shaped).Refused(new ChangeNotAccepted(Rub));
        Ask("P-1", version: DraftOpen).Refused(new VersionNotApproved(Draft, VersionStatus.Draft));
        Ask("P-1", version: edited).Refused(new NotWhatWasAccepted(Rub, Draft));
        Ask("P-1", version: FrozenVersion).Refused(new VersionNotApproved(Frozen, VersionStatus.Frozen));
    }

    [Fact]
    public void Who_asks_is_not_the_only_signer_from_Quality() =>
        Ask("P-1", version: ApprovedVersion with { Approvers = ["P-1"] }).Refused(new AskerIsOnlySigner("P-1"));

    [Fact]
    public void It_is_launched_by_line_and_shift_in_steps()
    {
        Step(new LaunchStep(Rub, [Filling], ["E"], Today)).HappensIn(
            (null, new StepLaunched(Rub, "P-1", [Filling], ["E"], Today)),
            ("effective-version-hand-rub", Launched with { Scope = new ProvisionScope([Filling], ["E"]), From = Today }));

        // All shifts that it touches, by name.
        Step(new LaunchStep(Rub, [Filling])).Happens(new StepLaunched(Rub, "P-1", [Filling]), Launched);
        Step(new LaunchStep(Rub, [new("Packing")])).Refused(new StepOutsideReach(Rub));
        Step(new LaunchStep(Rub, [Filling], ["N"])).Refused(new StepOutsideReach(Rub));
        Step(new LaunchStep(Rub, [])).Refused(new StepOutsideReach(Rub));
        Step(new LaunchStep(Rub, [Filling], From: Today.AddDays(-1))).Refused(new StepInThePast(Rub, Today.AddDays(-1)));
        Step(new LaunchStep(Rub, [Filling]), here: At()).Refused(new LaunchNotAsked(Rub, SiteChangeStatus.BroughtIn));
        Step(new LaunchStep(Rub, [Filling]), by: "L-1").Refused(new NotAChampion("L-1"));
    }

    /// <summary>The gate was green when the launch was asked for; at the step it is asked again.</summary>
    [Fact]
    public void A_champion_who_goes_at_the_last_moment_takes_the_launch_along()
    {
        foreach (var gone in new Event[] { new ChampionSteppedDown(new("P-2")), new ChampionTakenAway(new("P-2"), "x"), new ChangePutDown(new("P-2"), Rub) })
            Assert.Equal(["coverage"], Step(new LaunchStep(Rub, [Filling], ["E"]), champions: Gone(gone)).Refused<GateNotGreen>().Missing);
        Assert.Contains("hurts-answered", Step(new LaunchStep(Rub, [Filling]), says: Says(10, hurts: 1)).Refused<GateNotGreen>().Missing);
        Assert.Contains("heard.Quality", Step(new LaunchStep(Rub, [Filling]), hearing: Hearing.Unknown).Refused<GateNotGreen>().Missing);
    }

    [Fact]
    public void A_version_that_a_push_replaced_is_not_launched_there()
    {
        var replaced = BeganAnd(
            Launched, new VersionPushed(HandRub.Master, HandRub.First, HandRub.Hash, PushGround.Safety, "Burns", Now.AddDays(9), ProvisionScope.Everywhere, HandRub.Signed("Q-1", "0")),
            new PushAccepted(HandRub.Master, HandRub.First, 3));

        Step(new LaunchStep(Rub, [Filling]), runs: replaced).Refused(new VersionWasReplaced(Draft));
    }

    [Fact]
    public void A_retired_version_and_a_reopened_change_are_not_launched_further()
    {
        Step(new LaunchStep(Rub, [Filling]), version: ApprovedVersion with { Status = VersionStatus.Retired }).Refused(new VersionNotApproved(Draft, VersionStatus.Retired));
        Step(new LaunchStep(Rub, [Filling]), change: Accepted with { Status = ChangeStatus.Open, Acceptance = null }).Refused(new ChangeNotAccepted(Rub));
    }

    [Fact]
    public void A_paused_launch_goes_on_by_a_champion_with_the_gate_green_and_gives_what_it_gave()
    {
        var paused = At(new LaunchAsked(Rub, "P-1", [Draft]), new StepLaunched(Rub, "P-1", [Filling]), new LaunchPaused(Rub, "x"));
        var runs = BeganAnd(Launched, new ProvisionWithdrawn(HandRub.Master, Draft, 2, WithdrawnFor.Pause, "x"));
        Then Resume(string by, SiteChampions? champions = null) => When(ResumeLaunch.Decide(
            new ResumeLaunch(Rub, "Mended") { Site = "MUC" }, Accepted, paused, champions ?? Champions, ChampionNominations.Unknown, [ApprovedVersion], [runs], Heard(), Says(10),
            Defaults, People(), Centers, [], Pilot.Unknown, By(by)));

        Resume("P-1").Happens(new LaunchResumed(Rub, "P-1", "Mended"), Launched);
        Resume("L-1").Refused(new NotAChampion("L-1"));
        Resume("P-1", Gone(new ChampionSteppedDown(new("P-2")))).Refused<GateNotGreen>();
        When(ResumeLaunch.Decide(
            new ResumeLaunch(Rub, "Mended"), Accepted, Asked, Champions, ChampionNominations.Unknown, [ApprovedVersion], [runs], Heard(), Says(10), Defaults, People(), Centers, [], Pilot.Unknown, By("P-1")))
            .Refused(new LaunchNotPaused(Rub, SiteChangeStatus.Asked));
    }

    private static SiteChampions Gone(Event happened) => Champions.Evolve(new Happened(happened, Now, Now, "P-2", null, 99));

    private static IReadOnlyList<Person> People() =>
    [
        .. Enumerable.Range(1, 10).Select(i => Here($"P-{i}")).Select(person => HandRub.Content.Operations.SelectMany(operation => operation.Qualifications ?? []).Aggregate(
            person, (now, code) => now.Evolve(new Happened(
                new QualificationGranted(person.Id, new Id<Qualification>(code), 1, new("L-1")), Begin, Begin, "L-1", null, 2)))),
    ];

    internal static ChangeSays Says(int people, int hurts = 0) => Enumerable.Range(1, people).Aggregate(ChangeSays.Unknown, (says, i) => says.Evolve(new Happened(
        SayTests.Given($"P-{i}", i <= hurts ? SayEffect.Hurts : SayEffect.Helps, i, Function.Operations), Now, Now, $"P-{i}", null, i)));

    private static Then Ask(string by, Change? change = null, SiteChange? here = null, SiteChampions? champions = null, WorkMasterVersion? version = null) =>
        When(AskForLaunch.Decide(
            new AskForLaunch(Rub) { Site = "MUC" }, change ?? Accepted, here ?? At(), champions ?? Champions, ChampionNominations.Unknown, [version ?? ApprovedVersion],
            Heard(), Says(10), Defaults, People(), Centers, [], Pilot.Unknown, By(by)));

    private static Then Step(
        LaunchStep step, string by = "P-1", Change? change = null, SiteChange? here = null, SiteChampions? champions = null, WorkMasterVersion? version = null,
        EffectiveVersion? runs = null, ChangeSays? says = null, Hearing? hearing = null) => When(LaunchStep.Decide(
        step with { Site = "MUC" }, change ?? Accepted, here ?? Asked, champions ?? Champions, ChampionNominations.Unknown, [version ?? ApprovedVersion], [runs ?? Began],
        hearing ?? Heard(), says ?? Says(10), Defaults, People(), Centers, [], Pilot.Unknown, SiteAtWork.Unknown, By(by)));
}

using Groundswell.Changes.Champions;
using Groundswell.Changes.Launches;
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

namespace Groundswell.Tests.Changes.Launches;

/// <summary>A site goes back: by pause, guard, withdrawal and fallback; and what is pushed past it.</summary>
public sealed class GoingBackTests
{
    private static readonly MaterialDefinition Free = StateAfter<MaterialDefinition>(new MaterialDefined(HandRub.Rub, "Rub", "L", MaterialTracking.Lot, false));
    private static readonly SiteChange Runs = At(new LaunchAsked(Rub, "P-1", [Draft]), new StepLaunched(Rub, "P-1", [Filling]));
    private static readonly EffectiveVersion Given = BeganAnd(Launched);
    private static readonly Person[] Carriers = [Here("P-1"), Here("P-2")];
    private static readonly WithdrawLaunch Withdraw = new(Rub, "Foam") { Site = "MUC" };
    private static readonly string Shown = WithdrawLaunch.SheetOf(Withdraw).ContentHash;

    private static ProvisionWithdrawn Back(WithdrawnFor why, string reason, Signature? signature = null) => new(HandRub.Master, Draft, 2, why, reason, signature);

    [Fact]
    public void Whoever_sees_a_reason_pauses_a_launch_and_a_broken_guard_does_by_itself()
    {
        When(PauseLaunch.Decide(new PauseLaunch(Rub, "Foam"), Runs, [Given])).Happens(new LaunchPaused(Rub, "Foam"), Back(WithdrawnFor.Pause, "Foam"));
        When(PauseLaunch.Decide(new PauseLaunch(Rub, "Foam"), At(), [Given])).Refused(new NotLaunched(Rub, SiteChangeStatus.BroughtIn));
        When(JudgeLaunch.Decide(new JudgeLaunch(Rub, LaunchGuard.Overrides, 0.1m, 0.4m, 0.5m, "More overrides"), Runs, [Given])).Happens(
            new LaunchPaused(Rub, "More overrides", LaunchGuard.Overrides, 0.1m, 0.4m), Back(WithdrawnFor.Pause, "More overrides"));
        When(JudgeLaunch.Decide(new JudgeLaunch(Rub, LaunchGuard.FirstPassYield, 0.98m, 0.8m, 0.1m, "Worse"), Runs, [Given])).Happens(
            new LaunchPaused(Rub, "Worse", LaunchGuard.FirstPassYield, 0.98m, 0.8m), Back(WithdrawnFor.Pause, "Worse"));
        When(JudgeLaunch.Decide(new JudgeLaunch(Rub, LaunchGuard.FirstPassYield, 0.98m, 0.97m, 0.1m, "Worse"), Runs, [Given])).Refused(new GuardHolds(Rub, LaunchGuard.FirstPassYield));
    }

    [Fact]
    public void A_site_without_GMP_goes_back_by_itself() =>
        Withdrawn(gmp: false, By("L-1")).Happens(new LaunchWithdrawn(Rub, "Foam"), Back(WithdrawnFor.Withdrawal, "Foam"));

    [Fact]
    public void Under_GMP_going_back_without_Quality_holds_new_orders()
    {
        var held = new NewOrdersHeld(HandRub.Master, Launched.Scope, "Foam");

        Withdrawn(gmp: true, By("L-1")).Happens(new LaunchWithdrawn(Rub, "Foam"), Back(WithdrawnFor.Withdrawal, "Foam"), held);
        When(WithdrawLaunch.Decide(Withdraw, Accepted, Runs, [Given], [Free with { UnderGmp = true }], SiteOf(false), By("L-1")))
            .Happens(new LaunchWithdrawn(Rub, "Foam"), Back(WithdrawnFor.Withdrawal, "Foam"), held);
        var signature = HandRub.Signed("Q-1", Shown);
        Withdrawn(gmp: true, HandRub.SignedBy("Q-1", Shown)).Happens(new LaunchWithdrawn(Rub, "Foam", signature), Back(WithdrawnFor.Withdrawal, "Foam", signature));
    }

    [Fact]
    public void What_only_words_change_needs_no_signature_to_go_back()
    {
        var wording = Shaped.Evolve(new Happened(new ChangeAccepted(Rub, "MUC", "p", [Revision with { Class = ChangeClass.Wording }], 9), Now, Now, "x", null, 9));

        When(WithdrawLaunch.Decide(Withdraw, wording, Runs, [Given], [Free], SiteOf(true), By("L-1"))).Happens(new LaunchWithdrawn(Rub, "Foam"), Back(WithdrawnFor.Withdrawal, "Foam"));
    }

    [Fact]
    public void Quality_frees_what_is_held_with_a_signature()
    {
        var held = BeganAnd(Launched, Back(WithdrawnFor.Withdrawal, "Foam"), new NewOrdersHeld(HandRub.Master, Launched.Scope, "Foam"));
        var free = new FreeNewOrders(HandRub.Master, 4, "The one before is safe") { Site = "MUC" };
        var shown = FreeNewOrders.SheetOf(free).ContentHash;

        When(FreeNewOrders.Decide(free, held, HandRub.SignedBy("Q-1", shown))).Happens(new NewOrdersFreed(HandRub.Master, 4, "The one before is safe", HandRub.Signed("Q-1", shown)));
        When(FreeNewOrders.Decide(free, held, By("Q-1"))).Refused(new SignatureMissing("approved", shown));
        When(FreeNewOrders.Decide(free with { Held = 3 }, held, By("Q-1"))).Refused(new NothingHeld(HandRub.Master, 3));
    }

    [Fact]
    public void Where_coverage_is_lost_the_site_has_a_time_of_grace_and_then_what_it_chose()
    {
        var one = ChampionsOf(("P-1", AreaOf("E"), true));
        var both = ChampionsOf(("P-1", AreaOf("E"), true), ("P-2", AreaOf("L"), true));
        var warned = At(new LaunchAsked(Rub, "P-1", [Draft]), new StepLaunched(Rub, "P-1", [Filling]), new GraceBegan(Rub, Now.AddDays(30), ["Filling L"]));

        When(WatchCoverage.Decide(new WatchCoverage(Rub), Accepted, Runs, one, Carriers, Defaults, By("system:x"))).Happens(new GraceBegan(Rub, Now.AddDays(30), ["Filling L"]));
        When(WatchCoverage.Decide(new WatchCoverage(Rub), Accepted, Runs, both, Carriers, Defaults, By("system:x"))).Refused(new CoverageUnchanged(Rub));
        When(WatchCoverage.Decide(new WatchCoverage(Rub), Accepted, warned, both, Carriers, Defaults, By("system:x"))).Happens(new GraceEnded(Rub));
        Fall(warned, one, Now.AddDays(29)).Refused(new GraceNotOver(Rub, Now.AddDays(30)));
        Fall(warned, both, Now.AddDays(31)).Refused(new GraceNotOver(Rub, Now.AddDays(30)));
        Fall(Runs, one, Now.AddDays(31)).Refused(new GraceNotOver(Rub, null));
        const string why = "Nobody carries the change everywhere any more.";
        Fall(warned, one, Now.AddDays(31)).Happens(new LaunchFellBack(Rub, FallbackChoice.VersionBefore, ["Filling L"]), Back(WithdrawnFor.Fallback, why));
        Fall(warned with { Fallback = FallbackChoice.HoldNewOrders }, one, Now.AddDays(31)).Happens(
            new LaunchFellBack(Rub, FallbackChoice.HoldNewOrders, ["Filling L"]), Back(WithdrawnFor.Fallback, why), new NewOrdersHeld(HandRub.Master, Launched.Scope, why));
        Fall(warned, one, Now.AddDays(31), gmp: true).Happens(
            new LaunchFellBack(Rub, FallbackChoice.VersionBefore, ["Filling L"]), Back(WithdrawnFor.Fallback, why), new NewOrdersHeld(HandRub.Master, Launched.Scope, why));
    }

    [Fact]
    public void Six_weeks_after_the_launch_the_record_is_asked_once()
    {
        var at = Runs.LaunchedAt!.Value.AddDays(42);

        When(LookAtUse.Decide(new LookAtUse(Rub, 0.7m), Accepted, Runs, Defaults, By("system:x", at))).Happens(new UseLookedAt(Rub, 0.7m, 0.8m, true));
        When(LookAtUse.Decide(new LookAtUse(Rub, 0.9m), Accepted, Runs, Defaults, By("system:x", at))).Happens(new UseLookedAt(Rub, 0.9m, 0.8m, false));
        When(LookAtUse.Decide(new LookAtUse(Rub, null), Accepted, Runs, Defaults, By("system:x", at))).Happens(new UseNotTold(Rub, 0.8m));
        When(LookAtUse.Decide(new LookAtUse(Rub, 0.9m), Accepted, Runs, Defaults, By("system:x", at.AddSeconds(-1)))).Refused(new NotTimeToLook(Rub));
    }

    [Fact]
    public void Asked_for_anew_a_launch_is_looked_at_anew()
    {
        var again = At(
            new LaunchAsked(Rub, "P-1", [Draft]), new StepLaunched(Rub, "P-1", [Filling]), new UseLookedAt(Rub, 0.7m, 0.8m, true),
            new LaunchWithdrawn(Rub, "Foam"), new LaunchAsked(Rub, "P-1", [Draft]));

        Assert.Equal((null, null, null), (again.LaunchedAt, again.LookedAgainAt, again.Use));
    }

    [Fact]
    public void The_program_opens_a_change_again_only_where_its_use_has_fallen()
    {
        var reopen = new ReopenFallen(Rub) { Site = "muc" };
        SiteChange Used(bool fallen) => At(new LaunchAsked(Rub, "P-1", [Draft]), new StepLaunched(Rub, "P-1", [Filling]), new UseLookedAt(Rub, 0.7m, 0.8m, fallen));

        When(ReopenFallen.Decide(reopen, Accepted, Used(true))).Happens(
            new ChangeReopened(Rub, "Six weeks after the launch at MUC, 70 % of the work is done by it; 80 % was asked for."));
        When(ReopenFallen.Decide(reopen, Accepted, Used(false))).Refused(new UseHasNotFallen(Rub));
        When(ReopenFallen.Decide(reopen, Accepted, Runs)).Refused(new UseHasNotFallen(Rub));
        When(ReopenFallen.Decide(reopen, Shaped, Used(true))).Refused(new ChangeNotAccepted(Rub));
        When(ReopenFallen.Decide(reopen, Change.Unknown, Used(true))).Refused(new ChangeUnknown(Rub));
    }

    [Fact]
    public void A_push_is_Qualitys_signed_reasoned_and_ends()
    {
        var push = new PushVersion(HandRub.Master, Draft, PushGround.Safety, "Burns", Now.AddDays(14)) { Site = "MUC" };
        var shown = PushVersion.SheetOf(push, ApprovedVersion).ContentHash;
        var pushed = new VersionPushed(HandRub.Master, Draft, OtherHash, PushGround.Safety, "Burns", Now.AddDays(14), ProvisionScope.Everywhere, HandRub.Signed("Q-1", shown));
        Then Push(PushVersion asked, EffectiveVersion? runs = null, WorkMasterVersion? version = null, Circumstances? by = null) =>
            When(PushVersion.Decide(asked, runs ?? Began, version ?? ApprovedVersion, by ?? HandRub.SignedBy("Q-1", shown) with { Now = Now }));

        Push(push).Happens(pushed);
        Push(push, by: By("Q-1")).Refused(new SignatureMissing("approved", shown));
        Push(push with { Reason = "" }).Refused(new ChangeReasonMissing());
        Push(push with { EndsAt = Now }).Refused(new PushTimeUnfit(90));
        Push(push with { EndsAt = Now.AddDays(91) }).Refused(new PushTimeUnfit(90));
        Push(push, version: DraftOpen).Refused(new VersionNotApproved(Draft, VersionStatus.Draft));
        Push(push with { Version = Frozen }, version: FrozenVersion).Refused(new VersionNotApproved(Frozen, VersionStatus.Frozen));

        // Not twice: after the first it is the site's turn.
        Push(push, BeganAnd(pushed with { EndsAt = Now.AddDays(-1) })).Refused(new PushedBefore(Draft));
    }

    [Fact]
    public void A_champion_of_the_site_accepts_a_push_before_it_ends()
    {
        var runs = BeganAnd(new VersionPushed(
            HandRub.Master, Draft, OtherHash, PushGround.Safety, "Burns", Now.AddDays(14), new ProvisionScope([Filling]), HandRub.Signed("Q-1", "0"), Rub.Value));
        var champions = ChampionsOf(("P-1", AreaOf(), true));
        Then Accept(string by, DateTimeOffset at, SiteChampions? of = null) =>
            When(AcceptPush.Decide(new AcceptPush(HandRub.Master, 2), runs, ApprovedVersion, of ?? champions, By(by, at)));

        Accept("P-1", Now).Happens(new PushAccepted(HandRub.Master, Draft, 2, Rub.Value));
        Accept("P-1", Now.AddDays(14)).Refused(new NoSuchPush(HandRub.Master, 2));
        Accept("Q-1", Now).Refused(new NotAChampion("Q-1"));
        Accept("P-1", Now, ChampionsOf(("P-1", new ChampionArea([new("Packing")], [], []), true))).Refused(new NotAChampion("P-1"));
        var end = new EndPush(HandRub.Master, 2, "A mistake") { Site = "MUC" };
        var shown = EndPush.SheetOf(end).ContentHash;
        When(EndPush.Decide(end, runs, HandRub.SignedBy("Q-1", shown) with { Now = Now }))
            .Happens(new ProvisionWithdrawn(HandRub.Master, Draft, 2, WithdrawnFor.End, "A mistake", HandRub.Signed("Q-1", shown)));
    }

    private static Then Withdrawn(bool gmp, Circumstances circumstances) =>
        When(WithdrawLaunch.Decide(Withdraw, Accepted, Runs, [Given], [Free], SiteOf(gmp), circumstances));

    private static Then Fall(SiteChange here, SiteChampions champions, DateTimeOffset at, bool gmp = false) =>
        When(FallBack.Decide(new FallBack(Rub), Accepted, here, champions, Carriers, Defaults, [Given], [Free], SiteOf(gmp), By("system:x", at)));
}

using Groundswell.Changes.Champions;
using Groundswell.Changes.Launches;
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

namespace Groundswell.Tests.Changes.Launches;

/// <summary>Ways round the rules that are found by timing, by lists that somebody keeps, and by another name for the same.</summary>
public sealed class LastMomentTests
{
    private static readonly MaterialDefinition Free = StateAfter<MaterialDefinition>(new MaterialDefined(HandRub.Rub, "Rub", "L", MaterialTracking.Lot, false));
    private static readonly SiteChange Runs = At(new LaunchAsked(Rub, "P-1", [Draft]), new StepLaunched(Rub, "P-1", [Filling]));
    private static readonly EffectiveVersion Given = BeganAnd(Launched);
    private static readonly SiteChampions Both = ChampionsOf(("P-1", AreaOf("E"), true), ("P-2", AreaOf("L"), true));

    /// <summary>Anybody who shapes changes opens it again: then nothing of it is accepted, and what runs under GMP is what it was.</summary>
    [Fact]
    public void To_shape_it_again_first_does_not_spare_Quality_when_the_site_goes_back()
    {
        var reopened = ShapedAnd(new ChangeAccepted(Rub, "MUC", PilotId.Value, [Revision], 9), new ChangeReopened(Rub, "Once more"));
        var smaller = ShapedAnd(
            new ChangeAccepted(Rub, "MUC", PilotId.Value, [Revision], 9), new ChangeReopened(Rub, "Once more"),
            new ChangeAccepted(Rub, "MUC", PilotId.Value, [Revision with { Class = ChangeClass.Wording }], 12));
        var withdraw = new WithdrawLaunch(Rub, "Foam") { Site = "MUC" };

        foreach (var change in new[] { reopened, smaller })
        {
            When(WithdrawLaunch.Decide(withdraw, change, Runs, [Given], [Free], SiteOf(true), By("L-1"))).Happens(
                new LaunchWithdrawn(Rub, "Foam"), new ProvisionWithdrawn(HandRub.Master, Draft, 2, WithdrawnFor.Withdrawal, "Foam"),
                new NewOrdersHeld(HandRub.Master, Launched.Scope, "Foam"));
        }
    }

    [Fact]
    public void To_pause_it_first_does_not_spare_Quality_when_the_time_of_grace_is_over()
    {
        var paused = At(
            new LaunchAsked(Rub, "P-1", [Draft]), new StepLaunched(Rub, "P-1", [Filling]), new LaunchPaused(Rub, "Foam"), new GraceBegan(Rub, Now.AddDays(30), ["Filling L"]));
        var back = BeganAnd(Launched, new ProvisionWithdrawn(HandRub.Master, Draft, 2, WithdrawnFor.Pause, "Foam"));

        var decided = FallBack.Decide(new FallBack(Rub), Accepted, paused, SiteChampions.Unknown, [], Defaults, [back], [Free], SiteOf(true), By("system:x", Now.AddDays(31)));

        Assert.Contains(decided.Events, one => one.Event is NewOrdersHeld);
        Assert.Null(After(decided, back).For(new VersionAsked(Filling, Today, "P-1", Now.AddDays(32), "E")));
    }

    /// <summary>To pause for ever is to go back without saying so.</summary>
    [Fact]
    public void A_pause_under_GMP_that_nobody_ends_holds_new_orders_until_a_champion_or_Quality_does()
    {
        var paused = At(new LaunchAsked(Rub, "P-1", [Draft]), new StepLaunched(Rub, "P-1", [Filling]), new LaunchPaused(Rub, "Foam"));
        var since = paused.PausedAt!.Value;
        var back = BeganAnd(Launched, new ProvisionWithdrawn(HandRub.Master, Draft, 2, WithdrawnFor.Pause, "Foam"));
        Decision Hold(SiteChange here, DateTimeOffset at, bool gmp = true) => HoldPaused.Decide(new HoldPaused(Rub), Accepted, here, Defaults, [back], [Free], SiteOf(gmp), By("system:x", at));

        When(Hold(paused, since.AddDays(29))).Refused(new GraceNotOver(Rub, since.AddDays(30)));
        When(Hold(paused, since.AddDays(31), gmp: false)).Refused(new PauseHoldsNothing(Rub));
        When(Hold(Runs, since.AddDays(31))).Refused(new LaunchNotPaused(Rub, SiteChangeStatus.Launched));
        var decided = Hold(paused, since.AddDays(31));
        Assert.IsType<PausedTooLong>(decided.Events[0].Event);
        var held = After(decided, back);
        Assert.Null(held.For(new VersionAsked(Filling, Today, "P-1", Now.AddDays(40), "E")));

        var tooLong = paused.Evolve(new Happened(decided.Events[0].Event, Now.AddDays(31), Now.AddDays(31), "system:x", null, 20));
        When(Hold(tooLong, since.AddDays(40))).Refused(new PauseHoldsNothing(Rub));
        var freed = HoldPaused.Freed(Decision.Of(new LaunchResumed(Rub, "P-1", "Mended")), tooLong, [held], "Mended");
        Assert.Equal(HandRub.First, After(freed, held).For(new VersionAsked(Filling, Today, "P-1", Now.AddDays(40), "E"))!.Version);
    }

    [Fact]
    public void A_champion_who_has_left_the_site_carries_nothing_whatever_they_once_accepted()
    {
        Person[] here = [Here("P-1"), Here("P-2")];
        Person[] gone = [Here("P-1"), Here("P-2").Evolve(new Happened(new PersonLeft(new("P-2")), Now, Now, "S-1", null, 9))];
        Then Watch(Person[] carriers) => When(WatchCoverage.Decide(new WatchCoverage(Rub), Accepted, Runs, Both, carriers, Defaults, By("system:x")));

        Watch(here).Refused(new CoverageUnchanged(Rub));
        Watch(gone).Happens(new GraceBegan(Rub, Now.AddDays(30), ["Filling L"]));
    }

    [Fact]
    public void Where_everybody_is_to_have_two_to_turn_to_one_who_goes_begins_the_time_of_grace()
    {
        var critical = ShapedAnd(new ChangeAccepted(Rub, "MUC", PilotId.Value, [Revision with { Class = ChangeClass.Critical }], 9));
        Person[] people = [Here("P-1"), Here("P-2"), Here("P-3")];
        var three = ChampionsOf(("P-1", AreaOf(), true), ("P-2", AreaOf(), true), ("P-3", AreaOf(), true));
        Then Watch(SiteChampions champions) => When(WatchCoverage.Decide(new WatchCoverage(Rub), critical, Runs, champions, people, Defaults, By("system:x")));

        Watch(three).Refused(new CoverageUnchanged(Rub));

        // The two who stay have only each other.
        Watch(three.Evolve(new Happened(new ChampionSteppedDown(new("P-3")), Now, Now, "P-3", null, 99)))
            .Happens(new GraceBegan(Rub, Now.AddDays(30), ["Filling E", "Filling L"]));
    }

    [Fact]
    public void Nobody_is_asked_into_the_group_for_the_vote()
    {
        var ended = Planned(new PilotStarted(PilotId), new PilotInvited(PilotId, "P-8", SuggestedBy.Lead), new PilotEnded(PilotId, "Enough"));

        When(InviteToPilot.Decide(new InviteToPilot(PilotId, new("P-7")), ended, Here("P-7"))).Refused(new PilotGroupClosed(PilotId));
        When(VolunteerForPilot.Decide(new VolunteerForPilot(PilotId), ended, Here("P-7"), By("P-7"))).Refused(new PilotGroupClosed(PilotId));
        When(JoinPilotGroup.Decide(new JoinPilotGroup(PilotId), ended, Here("P-8"), By("P-8"))).Refused(new PilotGroupClosed(PilotId));
    }

    [Fact]
    public void Who_leads_others_is_no_peer_of_those_who_lead_nobody()
    {
        Then Nominate(Person peer, params Person[] named) => When(NominateChampions.Decide(
            new NominateChampions([.. named.Select(one => one.Id)]), ChampionNominations.Unknown, peer, named, By(peer.Id.Value)));

        Nominate(Manager("L-1"), Here("P-2")).Refused(new ChampionNamedFromAbove(new("P-2")));
        Assert.IsType<ChampionsNominated>(Nominate(Manager("L-1"), Manager("L-2")).Decision.Events.Single().Event);
        Assert.IsType<ChampionsNominated>(Nominate(Here("P-1"), Here("P-2"), Manager("L-2")).Decision.Events.Single().Event);
    }

    [Fact]
    public void The_same_under_another_number_is_not_pushed_a_second_time()
    {
        var copy = HandRub.Master.Version(3);
        var push = new PushVersion(HandRub.Master, copy, PushGround.Safety, "Burns", Now.AddDays(14)) { Site = "MUC" };
        var lapsed = BeganAnd(new VersionPushed(
            HandRub.Master, Draft, OtherHash, PushGround.Safety, "Burns", Now.AddDays(-1), ProvisionScope.Everywhere, HandRub.Signed("Q-1", "0")));

        When(PushVersion.Decide(push, lapsed, ApprovedVersion with { Id = copy, Number = 3 }, HandRub.SignedBy("Q-1", "0") with { Now = Now })).Refused(new PushedBefore(copy));
    }

    [Fact]
    public void Once_it_is_tried_no_function_that_it_touches_is_left_out()
    {
        var narrower = new SayReach(Rub, new ChangeReach(["MUC"], [Filling], [Function.Operations]));

        When(SayReach.Decide(narrower, Shaped)).Refused(new ReachNarrowed(Rub, "Quality"));
        Assert.IsType<ChangeReachSaid>(When(SayReach.Decide(narrower, StateAfter<Change>([.. Shaping.Where(one => one is not RevisionFrozen)]))).Decision.Events.Single().Event);
        Assert.IsType<ChangeReachSaid>(When(SayReach.Decide(narrower with { Reach = narrower.Reach with { Functions = [Function.Operations, Function.Quality, Function.Maintenance] } }, Shaped)).Decision.Events.Single().Event);
    }

    /// <summary>A list of friends answers soon and in favor: the record lists whoever works there.</summary>
    [Fact]
    public void Whom_the_record_shows_to_work_there_is_on_the_list_whoever_keeps_it()
    {
        var friends = StateAfter<SiteChange>(
            new ChangeBroughtIn(Rub, BroughtInBy.Origin), new SiteReachSaid(Rub, [Filling], ["E", "L"]), new AffectedListed(Rub, [new(new("P-1"), Filling, "E")]));
        AffectedPerson[] found = [new(new("P-1")), new(new("P-2"), Filling), new(new("P-3"), Filling)];
        Person[] persons = [Here("P-1"), Here("P-2"), Here("P-3").Evolve(new Happened(new PersonLeft(new("P-3")), Now, Now, "S-1", null, 9))];
        Then Find(SiteChange here) => When(FindAffected.Decide(new FindAffected(Rub, found), here, persons));

        // Who is on the list stays there as they are; who has left is not asked.
        Find(friends).Happens(new AffectedFound(Rub, [new(new("P-2"), Filling)]));
        var asked = friends.Evolve(new Happened(new AffectedFound(Rub, [new(new("P-2"), Filling)]), Now, Now, "system:clock", null, 9));
        Assert.True(asked is { RecordAsked: true, Affected.Count: 2 });
        Assert.Equal("E", asked.Affected["P-1"].Shift);
        Find(asked).Refused(new AffectedFoundAlready(Rub));
        Find(SiteChange.Unknown).Refused(new ChangeNotHere(Rub));

        // Other places, other people.
        Assert.False(asked.Evolve(new Happened(new SiteReachSaid(Rub, [Filling, new("Packing")], ["E", "L"]), Now, Now, "L-1", null, 10)).RecordAsked);
    }

    private static EffectiveVersion After(Decision decided, EffectiveVersion before) => decided.Events.Where(one => one.Stream == EffectiveVersion.IdOf(HandRub.Master).Stream)
        .Aggregate(before, (state, one) => state.Evolve(new Happened(one.Event, Now.AddDays(31), Now.AddDays(31), "system:x", null, 20)));
}

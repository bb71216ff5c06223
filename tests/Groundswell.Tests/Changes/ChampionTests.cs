using Groundswell.Changes.Champions;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;
using static Groundswell.Tests.Changes.VoicesStory;

namespace Groundswell.Tests.Changes;

public sealed class ChampionTests
{
    private static readonly Id<Person> Me = new("P-17");
    private static readonly DateOnly InAYear = DateOnly.FromDateTime(Now.UtcDateTime).AddMonths(12);

    private static SiteChampions Named => After<SiteChampions>(("P-17", new ChampionNamed(Me, NamedBy.Self)));

    private static SiteChampions Active => ChampionsOf(("P-17", AreaOf("E"), false), ("P-18", AreaOf(), false));

    [Fact]
    public void Anybody_puts_themselves_forward_and_a_lead_proposes_others()
    {
        Story.When(VolunteerAsChampion.Decide(new VolunteerAsChampion(), SiteChampions.Unknown, Here("P-17"), By("P-17"))).Happens(new ChampionNamed(Me, NamedBy.Self));
        Story.When(VolunteerAsChampion.Decide(new VolunteerAsChampion(), Active, Here("P-17"), By("P-17"))).Refused(new ChampionNamedAlready(Me));
        Story.When(VolunteerAsChampion.Decide(new VolunteerAsChampion(), Active, Person.Unknown, By("P-17"))).Refused(new ChampionNotHere(Me));
        Story.When(ProposeChampion.Decide(new ProposeChampion(Me, "Asked by all"), SiteChampions.Unknown, Here("P-17"), By("L-1")))
            .Happens(new ChampionNamed(Me, NamedBy.Lead, "Asked by all"));
        Story.When(ProposeChampion.Decide(new ProposeChampion(Me, "x", true), SiteChampions.Unknown, Here("P-17"), By("F-1")))
            .Happens(new ChampionNamed(Me, NamedBy.Record, "x"));
        Story.When(ProposeChampion.Decide(new ProposeChampion(Me, "x"), SiteChampions.Unknown, Here("P-17"), By("P-17"))).Refused(new ChampionProposesSelf());
        Story.When(ProposeChampion.Decide(new ProposeChampion(Me, " "), SiteChampions.Unknown, Here("P-17"), By("L-1"))).Refused(new ChampionWhyMissing());
        Story.When(ProposeChampion.Decide(new ProposeChampion(Me, "x"), Active, Here("P-17"), By("L-1"))).Refused(new ChampionNamedAlready(Me));
        Story.When(ProposeChampion.Decide(new ProposeChampion(Me, "x"), Active, Person.Unknown, By("L-1"))).Refused(new ChampionNotHere(Me));
    }

    [Fact]
    public void Peers_name_up_to_three_others_who_work_here_and_take_it_back()
    {
        var nominations = ChampionNominations.Unknown;
        var named = Assert.IsType<ChampionsNominated>(Assert.Single(NominateChampions.Decide(
            new NominateChampions([Me]), nominations, Here("P-2"), [Here("P-17")], By("P-2")).Events).Event);
        Assert.Equal(["P-17"], named.Named.Value!.People);

        Story.When(NominateChampions.Decide(new NominateChampions([]), nominations, Here("P-2"), [], By("P-2"))).Refused(new NominationUnfit(3));
        Story.When(NominateChampions.Decide(new NominateChampions([Me, Me]), nominations, Here("P-2"), [Here("P-17")], By("P-2"))).Refused(new NominationUnfit(3));
        Story.When(NominateChampions.Decide(new NominateChampions([Me]), nominations, Here("P-17"), [Here("P-17")], By("P-17"))).Refused(new NominatesSelf());
        Story.When(NominateChampions.Decide(new NominateChampions([Me]), nominations, Here("P-2"), [Person.Unknown], By("P-2"))).Refused(new ChampionNotHere(Me));
        Story.When(NominateChampions.Decide(new NominateChampions([Me]), nominations, Person.Unknown, [Here("P-17")], By("X-1"))).Refused(new ChampionNotHere(new("X-1")));
        Story.When(ForgetNomination.Decide(new ForgetNomination(), nominations, By("P-2"))).Refused(new NothingNominated());
    }

    [Fact]
    public void Nobody_is_champion_without_being_named_and_saying_yes_themselves()
    {
        Story.When(Accept(SiteChampions.Unknown)).Refused(new ChampionNotNamed(Me));
        Story.When(Accept(Named)).Happens(new ChampionAccepted(Me, AreaOf("E"), InAYear));
        Story.When(Accept(Active)).Refused(new ChampionAlready(Me));
        Story.When(Accept(Named, centers: [])).Refused(new ChampionAreaMissing());
        Story.When(Accept(Named, centers: [new("Nowhere")])).Refused(new NotInUse("work-center", "Nowhere"));
        Story.When(Accept(Named, shift: "N")).Refused(new ChampionShiftUnknown("N"));
        Story.When(Accept(Named, deputy: new("P-18"))).Refused(new DeputyNoChampion(new("P-18")));
        Story.When(Accept(ChampionsOf(("P-18", AreaOf(), false)).Evolve(new Happened(new ChampionNamed(Me, NamedBy.Self), Now, Now, "P-17", null, 9)), deputy: new("P-18")))
            .Happens(new ChampionAccepted(Me, AreaOf("E"), InAYear, Deputy: new("P-18")));
    }

    [Fact]
    public void Three_peers_suffice_and_two_do_not_nor_does_naming_twice()
    {
        var two = After<ChampionNominations>(("P-1", Names("P-1", "P-17")), ("P-2", Names("P-2", "P-17")), ("P-2", Names("P-2", "P-17")));
        var three = two.Evolve(new Happened(Names("P-3", "P-9", "P-17"), Now, Now, "P-3", null, 9));

        Story.When(Accept(SiteChampions.Unknown, nominations: two)).Refused(new ChampionNotNamed(Me));
        Story.When(Accept(SiteChampions.Unknown, nominations: three)).Happens(new ChampionAccepted(Me, AreaOf("E"), InAYear, true));
        Story.When(Accept(SiteChampions.Unknown, nominations: three.Evolve(new Happened(new NominationForgotten("k"), Now, Now, "P-1", null, 10))))
            .Refused(new ChampionNotNamed(Me));
    }

    [Fact]
    public void A_champion_carries_as_many_changes_as_the_policy_lets_and_puts_them_down()
    {
        Story.When(Take("c-2", Active)).Happens(new ChangeTakenUp(Me, new("c-2")));
        Story.When(TakeUpChange.Decide(new TakeUpChange(Rub), Active, Opened, Defaults, By("P-17"))).Refused(new ChangeCarriedAlready(Rub));
        Story.When(TakeUpChange.Decide(new TakeUpChange(new("none")), Active, Change.Unknown, Defaults, By("P-17"))).Refused(new CarriedChangeUnknown(new("none")));
        Story.When(Take("c-2", Named)).Refused(new ChampionNotActive(Me));
        var full = new[] { "c-2", "c-3" }.Aggregate(Active, (state, change) => state.Evolve(new Happened(new ChangeTakenUp(Me, new(change)), Now, Now, "P-17", null, 9)));
        Story.When(Take("c-4", full)).Refused(new ChampionLoadFull(3));
        Story.When(PutDownChange.Decide(new PutDownChange(Rub), Active, By("P-17"))).Happens(new ChangePutDown(Me, Rub));
        Story.When(PutDownChange.Decide(new PutDownChange(new("c-9")), Active, By("P-17"))).Refused(new ChangeNotCarried(new("c-9")));

        static Decision Take(string change, SiteChampions champions) =>
            TakeUpChange.Decide(new TakeUpChange(new(change)), champions, Opened, Defaults, By("P-17"));
    }

    [Fact]
    public void A_term_ends_by_itself_and_is_renewed_by_its_champion()
    {
        Assert.True(Active.Of(Me)!.IsActive(Now));
        Assert.False(Active.Of(Me)!.IsActive(new DateTimeOffset(2027, 3, 3, 0, 0, 0, TimeSpan.Zero)));
        Story.When(RenewChampionTerm.Decide(new RenewChampionTerm(), Active, Defaults, By("P-17"))).Happens(new ChampionTermRenewed(Me, InAYear));
        Story.When(RenewChampionTerm.Decide(new RenewChampionTerm(), Named, Defaults, By("P-17"))).Refused(new ChampionNotActive(Me));
    }

    [Fact]
    public void Area_and_deputy_are_the_champions_own()
    {
        Story.When(ChangeChampionArea.Decide(new ChangeChampionArea([Filling], ["L"]), Active, [FillingLine], TwoShifts, By("P-17")))
            .Happens(new ChampionAreaChanged(Me, AreaOf("L")));
        Story.When(ChangeChampionArea.Decide(new ChangeChampionArea([]), Active, [], TwoShifts, By("P-17"))).Refused(new ChampionAreaMissing());
        Story.When(ChangeChampionArea.Decide(new ChangeChampionArea([Filling]), Named, [FillingLine], TwoShifts, By("P-17"))).Refused(new ChampionNotActive(Me));
        Story.When(SetDeputy.Decide(new SetDeputy(new("P-18")), Active, By("P-17"))).Happens(new ChampionDeputySet(Me, new("P-18")));
        Story.When(SetDeputy.Decide(new SetDeputy(Me), Active, By("P-17"))).Refused(new DeputyNoChampion(Me));
        Story.When(SetDeputy.Decide(new SetDeputy(), Named, By("P-17"))).Refused(new ChampionNotActive(Me));
    }

    [Fact]
    public void They_step_down_when_they_like_and_no_line_manager_takes_it_from_them()
    {
        Story.When(StepDownAsChampion.Decide(new StepDownAsChampion(), Active, By("P-17"))).Happens(new ChampionSteppedDown(Me));
        Story.When(StepDownAsChampion.Decide(new StepDownAsChampion(), Active, By("P-99"))).Refused(new ChampionNotActive(new("P-99")));
        Story.When(TakeChampionAway.Decide(new TakeChampionAway(Me, "Left the line"), Active, Here("P-17", "L-1"), By("F-1")))
            .Happens(new ChampionTakenAway(Me, "Left the line"));
        Story.When(TakeChampionAway.Decide(new TakeChampionAway(Me, "x"), Active, Here("P-17", "L-1"), By("L-1"))).Refused(new ChampionOfOwnLine(Me));
        Story.When(TakeChampionAway.Decide(new TakeChampionAway(Me, " "), Active, Here("P-17"), By("F-1"))).Refused(new ChampionWhyMissing());
        Story.When(TakeChampionAway.Decide(new TakeChampionAway(new("P-99"), "x"), Active, Here("P-99"), By("F-1"))).Refused(new ChampionNotActive(new("P-99")));
    }

    private static Decision Accept(
        SiteChampions champions, ChampionNominations? nominations = null, IReadOnlyList<Id<WorkCenter>>? centers = null, string shift = "E", Id<Person>? deputy = null) =>
        AcceptBeingChampion.Decide(
            new AcceptBeingChampion(centers ?? [Filling], [shift], Deputy: deputy), champions, nominations ?? ChampionNominations.Unknown, Here("P-17"),
            [FillingLine], TwoShifts, Defaults, By("P-17"));
}

using Groundswell.Changes.Champions;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Sealing;

namespace Groundswell.Tests.Changes;

/// <summary>What tests of proposals, champions, hearings and says have in common.</summary>
internal static class VoicesStory
{
    public static readonly Id<Change> Rub = new("rub-longer");
    public static readonly Id<WorkCenter> Filling = new("Filling");
    public static readonly DateTimeOffset Now = Story.Begin.AddDays(1);

    public static Change Opened { get; } = Story.StateAfter<Change>(new ChangeOpened(Rub, "Rub longer", "Twenty seconds are too short", "MUC", false));

    public static Circumstances By(string person, DateTimeOffset? at = null, params Signature[] signatures) =>
        new(person, null, at ?? Now, at ?? Now, Source.Typed, signatures);

    public static Signature SignatureOf(string person, string hash) => new(person, $"Person {person}", SignatureMeaning.Approved, hash, "password", Now);

    public static Person Here(string id, string? reportsTo = null, params Function[] functions) => Story.StateAfter<Person>(
        new PersonRegistered(new(id), functions.Length == 0 ? [Function.Operations] : functions, ReportsTo: reportsTo is null ? null : new Id<Person>(reportsTo)));

    public static ShiftCalendar TwoShifts { get; } = Story.StateAfter<ShiftCalendar>(new ShiftCalendarDefined(
        ShiftCalendar.OfSite,
        [
            new Shift("E", "Early", new(6, 0), new(14, 0), [Weekday.Monday, Weekday.Tuesday]),
            new Shift("L", "Late", new(14, 0), new(22, 0), [Weekday.Monday, Weekday.Tuesday]),
        ],
        []));

    public static WorkCenter FillingLine { get; } = Story.StateAfter<WorkCenter>(new WorkCenterAdded(Filling, "Filling", new("Hall")));

    /// <summary>The state after these, each by its own person.</summary>
    public static TState After<TState>(params (string By, Event Event)[] before) where TState : IState<TState> =>
        before.Index().Aggregate(TState.Unknown, (state, one) => state.Evolve(new Happened(
            one.Item.Event, Story.Begin.AddMinutes(one.Index), Story.Begin.AddMinutes(one.Index), one.Item.By, null, one.Index + 1)));

    public static SiteChampions ChampionsOf(params (string Person, ChampionArea Area, bool ByPeers)[] champions) => After<SiteChampions>(
        [.. champions.SelectMany(champion => new (string, Event)[]
        {
            (champion.Person, new ChampionNamed(new(champion.Person), NamedBy.Self)),
            (champion.Person, new ChampionAccepted(new(champion.Person), champion.Area, new DateOnly(2027, 3, 2), champion.ByPeers ? true : null)),
            (champion.Person, new ChangeTakenUp(new(champion.Person), Rub)),
        })]);

    public static ChampionArea AreaOf(params string[] shifts) => new([Filling], shifts, []);

    public static ChampionsNominated Names(string by, params string[] named) =>
        new(Confided.Of(new NamedPeople(named), by, ChampionNominations.Purpose));

    public static ChangePolicy Defaults => ChangePolicy.Unknown;
}

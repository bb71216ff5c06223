using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Champions;

/// <summary>
/// The champions of a site: people whom others turn to and who carry changes among them. Peers, they themselves, a lead or the record names them; they
/// are champions when they have accepted, for an area and a term, and until they step down, which they do when they like.
/// </summary>
public sealed record SiteChampions(ImmutableDictionary<Id<Person>, Champion> People) : IState<SiteChampions>
{
    public static Id<SiteChampions> OfSite { get; } = new("site");

    public static string Kind => "champions";

    public static SiteChampions Unknown { get; } = new(ImmutableDictionary<Id<Person>, Champion>.Empty);

    public Champion? Of(Id<Person> person) => People.GetValueOrDefault(person);

    /// <summary>Those who are champions at an instant and carry the change.</summary>
    public IEnumerable<Champion> Carrying(Id<Change> change, DateTimeOffset at) =>
        People.Values.Where(champion => champion.IsActive(at) && champion.Carries.Contains(change));

    public SiteChampions Evolve(Happened happened) => happened.Event switch
    {
        ChampionNamed e => With(e.Champion, champion => champion with
        {
            Status = champion.Status == ChampionStatus.Active ? ChampionStatus.Active : ChampionStatus.Named,
            NamedBy = champion.NamedBy.Add(e.By),
        }),
        ChampionAccepted e => With(e.Champion, champion => champion with
        {
            Status = ChampionStatus.Active,
            NamedBy = e.NamedByPeers == true ? champion.NamedBy.Add(NamedBy.Peers) : champion.NamedBy,
            Area = e.Area,
            TermEnds = e.TermEnds,
            Deputy = e.Deputy,
            Since = happened.OccurredAt,
        }),
        ChampionAreaChanged e => With(e.Champion, champion => champion with { Area = e.Area }),
        ChampionDeputySet e => With(e.Champion, champion => champion with { Deputy = e.Deputy }),
        ChampionTermRenewed e => With(e.Champion, champion => champion with { TermEnds = e.TermEnds }),
        ChangeTakenUp e => With(e.Champion, champion => champion with { Carries = champion.Carries.Add(e.Change) }),
        ChangePutDown e => With(e.Champion, champion => champion with { Carries = champion.Carries.Remove(e.Change) }),
        ChampionSteppedDown e => With(e.Champion, champion => champion with { Status = ChampionStatus.SteppedDown, Carries = [] }),
        ChampionTakenAway e => With(e.Champion, champion => champion with { Status = ChampionStatus.TakenAway, Carries = [] }),
        _ => this,
    };

    private SiteChampions With(Id<Person> person, Func<Champion, Champion> change) =>
        new(People.SetItem(person, change(People.GetValueOrDefault(person, Champion.Of(person)))));
}

/// <summary>One champion.</summary>
/// <param name="TermEnds">The day their term is over; they may renew it.</param>
/// <param name="Deputy">Another champion, who stands in for them.</param>
/// <param name="Carries">The changes they have taken up.</param>
public sealed record Champion(
    Id<Person> Person, ChampionStatus Status, ImmutableHashSet<NamedBy> NamedBy, ChampionArea Area, DateOnly TermEnds, Id<Person>? Deputy,
    ImmutableHashSet<Id<Change>> Carries, DateTimeOffset Since)
{
    public static Champion Of(Id<Person> person) =>
        new(person, ChampionStatus.Unknown, [], new ChampionArea([], [], []), default, null, [], default);

    /// <summary>Accepted, and the term is not over.</summary>
    public bool IsActive(DateTimeOffset at) => Status == ChampionStatus.Active && DateOnly.FromDateTime(at.UtcDateTime) <= TermEnds;
}

/// <summary>Whom a champion is there for.</summary>
/// <param name="Shifts">The codes of the shifts; none: all of them.</param>
/// <param name="Functions">None: all of them.</param>
public sealed record ChampionArea(IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string> Shifts, IReadOnlyList<Function> Functions)
{
    public bool Covers(Id<WorkCenter> workCenter, string? shift) =>
        WorkCenters.Contains(workCenter) && (Shifts.Count == 0 || shift is null || Shifts.Contains(shift));
}

[JsonConverter(typeof(JsonStringEnumConverter<ChampionStatus>))]
public enum ChampionStatus
{
    Unknown,

    /// <summary>Named, and has not said yes.</summary>
    Named,
    Active,
    SteppedDown,
    TakenAway,
}

/// <summary>By whom somebody was named as a champion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NamedBy>))]
public enum NamedBy
{
    /// <summary>As many peers as the policy asks for. Who and how many is nobody's business.</summary>
    Peers = 1,
    Self,
    Lead,

    /// <summary>The record shows that people turn to them.</summary>
    Record,
}

/// <summary>Whom each peer has named, in the site's log for people's data. Readable for the count, shown to nobody.</summary>
public sealed record ChampionNominations(ImmutableDictionary<string, Nominated> ByPeer) : IState<ChampionNominations>
{
    public static Id<ChampionNominations> OfSite { get; } = new("site");

    /// <summary>What a nomination is sealed for.</summary>
    public const string Purpose = "champion-nominations";

    public static string Kind => "champion-nominations";

    public static ChampionNominations Unknown { get; } = new(ImmutableDictionary<string, Nominated>.Empty);

    /// <summary>By how many peers somebody is named; nobody counts for themselves.</summary>
    public int For(Id<Person> person) => ByPeer.Count(named => named.Key != person.Value && named.Value.People.Contains(person.Value));

    public ChampionNominations Evolve(Happened happened) => happened.Event switch
    {
        ChampionsNominated e => new(ByPeer.SetItem(happened.Actor, new Nominated(e.Named.Value?.People ?? [], e.Named.Key))),
        NominationForgotten => new(ByPeer.Remove(happened.Actor)),
        _ => this,
    };
}

/// <param name="Key">The id of the key it is sealed under.</param>
public sealed record Nominated(IReadOnlyList<string> People, string? Key);

using System.Text.Json.Serialization.Metadata;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.People.Persons;
using Groundswell.Record;
using Groundswell.Sealing;

namespace Groundswell.Changes.Champions;

// The champions of a site, in its log. These names and fields are in plants' records: add to them, never change them.

/// <summary>By themselves, a lead or the record. What peers name is in the log for people's data.</summary>
[RecordedAs("champion.named")]
public sealed record ChampionNamed(Id<Person> Champion, NamedBy By, string? Why = null) : Event, IOffersToCarry
{
    string IOffersToCarry.Carrier => Champion.Value;

    bool? IOffersToCarry.Offers => By == NamedBy.Self ? true : null;
}

/// <param name="NamedByPeers">Enough peers had named them when they accepted.</param>
[RecordedAs("champion.accepted")]
public sealed record ChampionAccepted(
    Id<Person> Champion, ChampionArea Area, DateOnly TermEnds, bool? NamedByPeers = null, Id<Person>? Deputy = null) : Event, IOffersToCarry
{
    string IOffersToCarry.Carrier => Champion.Value;

    bool? IOffersToCarry.Offers => true;
}

[RecordedAs("champion.area-changed")]
public sealed record ChampionAreaChanged(Id<Person> Champion, ChampionArea Area) : Event;

[RecordedAs("champion.deputy-set")]
public sealed record ChampionDeputySet(Id<Person> Champion, Id<Person>? Deputy = null) : Event;

[RecordedAs("champion.term-renewed")]
public sealed record ChampionTermRenewed(Id<Person> Champion, DateOnly TermEnds) : Event;

[RecordedAs("champion.change-taken-up")]
public sealed record ChangeTakenUp(Id<Person> Champion, Id<Change> Change) : Event;

[RecordedAs("champion.change-put-down")]
public sealed record ChangePutDown(Id<Person> Champion, Id<Change> Change) : Event;

[RecordedAs("champion.stepped-down")]
public sealed record ChampionSteppedDown(Id<Person> Champion, string? Why = null) : Event, IOffersToCarry
{
    string IOffersToCarry.Carrier => Champion.Value;

    bool? IOffersToCarry.Offers => false;
}

[RecordedAs("champion.taken-away")]
public sealed record ChampionTakenAway(Id<Person> Champion, string Reason) : Event, IOffersToCarry
{
    string IOffersToCarry.Carrier => Champion.Value;

    bool? IOffersToCarry.Offers => false;
}

// In the log for people's data.

[RecordedAs("champion.nominated")]
public sealed record ChampionsNominated(Confided<NamedPeople> Named) : Event, IConfides
{
    IEnumerable<Confided> IConfides.Confidences => [Named];
}

/// <param name="Key">The id of the key that ended.</param>
[RecordedAs("champion.nomination-forgotten")]
public sealed record NominationForgotten(string Key) : Event, IForgets
{
    IEnumerable<string> IForgets.Keys => [Key];

    string IForgets.Why => "The nomination was taken back by who made it.";
}

/// <summary>Whom somebody would turn to.</summary>
/// <param name="People">Persons' ids, at most three.</param>
public sealed record NamedPeople(IReadOnlyList<string> People) : IConfidable<NamedPeople>
{
    public static JsonTypeInfo<NamedPeople> Shape => VoicesJson.Default.NamedPeople;
}

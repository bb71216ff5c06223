using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.Changes.Champions;

/// <summary>Put oneself forward as a champion.</summary>
public sealed record VolunteerAsChampion(string? Why = null) : SiteCommand
{
    public static Decision Decide(VolunteerAsChampion volunteer, SiteChampions champions, Person person, Circumstances circumstances)
    {
        var id = new Id<Person>(circumstances.Person);
        return person.Status != PersonStatus.Here ? new ChampionNotHere(id)
            : champions.Of(id) is { Status: ChampionStatus.Active or ChampionStatus.Named } ? new ChampionNamedAlready(id)
            : new ChampionNamed(id, NamedBy.Self, volunteer.Why);
    }
}

/// <summary>Propose somebody as a champion, as a lead or because the record shows that people turn to them.</summary>
/// <param name="FromRecord">The record shows it; otherwise the lead's own judgement.</param>
public sealed record ProposeChampion(Id<Person> Champion, string Why, bool FromRecord = false) : SiteCommand
{
    public static Decision Decide(ProposeChampion propose, SiteChampions champions, Person person, Circumstances circumstances)
    {
        if (person.Status != PersonStatus.Here)
            return new ChampionNotHere(propose.Champion);
        if (propose.Champion.Value == circumstances.Person)
            return new ChampionProposesSelf();
        if (champions.Of(propose.Champion) is { Status: ChampionStatus.Active })
            return new ChampionNamedAlready(propose.Champion);
        if (string.IsNullOrWhiteSpace(propose.Why))
            return new ChampionWhyMissing();

        return new ChampionNamed(propose.Champion, propose.FromRecord ? NamedBy.Record : NamedBy.Lead, propose.Why.Trim());
    }
}

/// <summary>
/// Name up to three colleagues who should carry changes here. Sealed; only whether enough peers named somebody is ever seen. It counts for the gate and is no tie of the informal network:
/// whom one turns to is another question, asked for another purpose (Influence's <c>Nominate</c>).
/// </summary>
public sealed record NominateChampions(IReadOnlyList<Id<Person>> People) : PeopleCommand
{
    public const int Most = Influence.Nominations.Named.Most;

    /// <param name="named">Those the command names.</param>
    public static Decision Decide(NominateChampions nominate, ChampionNominations nominations, Person peer, IReadOnlyList<Person> named, Circumstances circumstances)
    {
        if (peer.Status != PersonStatus.Here)
            return new ChampionNotHere(new Id<Person>(circumstances.Person));
        if (nominate.People.Count is 0 or > Most || nominate.People.Distinct().Count() < nominate.People.Count)
            return new NominationUnfit(Most);
        if (nominate.People.Any(one => one.Value == circumstances.Person))
            return new NominatesSelf();
        if (nominate.People.FirstOrDefault(one => named.All(known => known.Id != one || known.Status != PersonStatus.Here)) is { Value: not null } stranger)
            return new ChampionNotHere(stranger);

        // A lead's word is a proposal, and openly theirs; a peer is nobody's superior.
        if (peer.IsManager(circumstances.At) && named.FirstOrDefault(one => !one.IsManager(circumstances.At)) is { } below)
            return new ChampionNamedFromAbove(below.Id);

        return new ChampionsNominated(Sealing.Confided.Of(
            new NamedPeople([.. nominate.People.Select(one => one.Value)]), circumstances.Person, ChampionNominations.Purpose));
    }
}

/// <summary>Take one's nomination back: whom one had named is forgotten for ever.</summary>
public sealed record ForgetNomination : PeopleCommand
{
    public static Decision Decide(ForgetNomination forget, ChampionNominations nominations, Circumstances circumstances) =>
        nominations.ByPeer.TryGetValue(circumstances.Person, out var named) && named.Key is { } key
            ? new NominationForgotten(key)
            : new NothingNominated();
}

/// <summary>Nobody of this id works at the site.</summary>
public sealed record ChampionNotHere(Id<Person> Champion) : Refusal("champion.not-here")
{
    public override string Field => "champion";
}

/// <summary>They are named, or champion, already.</summary>
public sealed record ChampionNamedAlready(Id<Person> Champion) : Refusal("champion.named-already");

/// <summary>Whoever wants it themselves volunteers.</summary>
public sealed record ChampionProposesSelf() : Refusal("champion.proposes-self");

/// <summary>They get to see why they are proposed.</summary>
public sealed record ChampionWhyMissing() : Refusal("champion.why-missing")
{
    public override string Field => "why";
}

/// <summary>One to so many people, each once.</summary>
public sealed record NominationUnfit(int Most) : Refusal("champion.nomination-unfit")
{
    public override string Field => "people";
}

/// <summary>Nobody nominates themselves.</summary>
public sealed record NominatesSelf() : Refusal("champion.nominates-self")
{
    public override string Field => "people";
}

/// <summary>Whoever leads others is no peer of those who don't: they propose a champion openly.</summary>
public sealed record ChampionNamedFromAbove(Id<Person> Champion) : Refusal("champion.named-from-above")
{
    public override string Field => "people";
}

/// <summary>There is no nomination of theirs.</summary>
public sealed record NothingNominated() : Refusal("champion.nothing-nominated");

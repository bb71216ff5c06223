using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.People.Persons;
using Groundswell.Sealing;

namespace Groundswell.Influence.Nominations;

/// <summary>
/// Whom would you ask first when this does not work? Whose word convinces this shift? Nobody has to answer, and nobody is told who named whom. It makes the informal network and counts for no
/// gate: who should carry changes is asked elsewhere.
/// </summary>
/// <param name="AsksFirst">Persons of the site, at most three.</param>
/// <param name="Believes">The same.</param>
public sealed record Nominate(IReadOnlyList<string> AsksFirst, IReadOnlyList<string> Believes) : PeopleCommand
{
    /// <param name="named">Everybody who is named, once each.</param>
    /// <param name="giver">Who names them.</param>
    public static Decision Decide(Nominate nominate, InfluencePolicy policy, IReadOnlyList<Person> named, Person giver, Circumstances circumstances)
    {
        if (!policy.IsOn)
            return new InfluenceOff();
        if (nominate.AsksFirst.Count == 0 && nominate.Believes.Count == 0)
            return new NobodyNamed();
        if (nominate.AsksFirst.Distinct().Count() > Named.Most || nominate.Believes.Distinct().Count() > Named.Most)
            return new TooManyNamed(Named.Most);
        if (nominate.AsksFirst.Concat(nominate.Believes).Contains(circumstances.Person))
            return new NamedOneself();
        if (nominate.AsksFirst.Concat(nominate.Believes).FirstOrDefault(id => named.All(person => person.Id.Value != id || person.Status != PersonStatus.Here)) is { } stranger)
            return new NamedStranger(stranger);

        var id = Nomination.Of(circumstances.Person, circumstances.Date);
        return new PeopleNominated(
            id, Confided.Of(new Named([.. nominate.AsksFirst.Distinct()], [.. nominate.Believes.Distinct()]), circumstances.Person, $"nomination {id}"), GroupOf(giver));
    }

    private static string GroupOf(Person giver) => string.Join(" · ", ((string?[])[giver.Functions is [var first, ..] ? first.ToString() : null, giver.Team]).OfType<string>());

    internal static async ValueTask<Decision> Gather(Nominate nominate, Reading read, Circumstances circumstances)
    {
        var id = Nomination.Of(circumstances.Person, circumstances.Date);
        var named = new List<Person>();
        // More than can be named are not even looked up.
        foreach (var person in nominate.AsksFirst.Take(Named.Most).Concat(nominate.Believes.Take(Named.Most)).Distinct())
        {
            if (Id<Person>.TryParse(person, null, out var of))
                named.Add(await read.In(Logs.OfSite(nominate.Site), of));
        }

        await read.Of(id);
        var giver = Id<Person>.TryParse(circumstances.Person, null, out var own) ? await read.In(Logs.OfSite(nominate.Site), own) : Person.Unknown;
        return Decide(nominate, await read.In(Logs.OfSite(nominate.Site), InfluencePolicy.OfSite), named, giver, circumstances).On(id);
    }
}

/// <summary>Take back whom I named: it is destroyed, not only left out.</summary>
/// <param name="Quarter">Of when it is; absent: of now.</param>
public sealed record TakeBackNomination(string? Quarter = null) : PeopleCommand
{
    public static Decision Decide(TakeBackNomination takeBack, Nomination nomination) =>
        nomination.Stands ? new NominationForgotten(nomination.Id, nomination.Keys) : new NoNomination();

    internal Id<Nomination> Of(Circumstances circumstances) =>
        Quarter is { } quarter ? new($"{circumstances.Person} {quarter}") : Nomination.Of(circumstances.Person, circumstances.Date);
}

/// <summary>A nomination names somebody.</summary>
public sealed record NobodyNamed() : Refusal("influence.nobody-named")
{
    public override string Field => "asksFirst";
}

/// <summary>Each question takes so many names.</summary>
public sealed record TooManyNamed(int Most) : Refusal("influence.too-many-named")
{
    public override string Field => "asksFirst";
}

/// <summary>Nobody names themselves.</summary>
public sealed record NamedOneself() : Refusal("influence.named-oneself")
{
    public override string Field => "asksFirst";
}

/// <summary>The site knows nobody of that id, or they have left.</summary>
public sealed record NamedStranger(string Named) : Refusal("influence.named-stranger")
{
    public override string Field => "asksFirst";
}

/// <summary>There is nothing to take back.</summary>
public sealed record NoNomination() : Refusal("influence.no-nomination");

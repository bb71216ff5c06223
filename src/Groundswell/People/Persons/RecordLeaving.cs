using Groundswell.Deciding;

namespace Groundswell.People.Persons;

/// <summary>Record that a person has left the site. Whoever reported to them still does until that is changed.</summary>
public sealed record RecordLeaving(Id<Person> Person) : SiteCommand
{
    public static Decision Decide(RecordLeaving leaving, Person person)
    {
        if (person.Status != PersonStatus.Here)
            return new PersonNotHere(leaving.Person);

        Decision left = new PersonLeft(leaving.Person);
        return person.ReportsTo is { } manager ? left.And(manager, new ReportLost(manager, leaving.Person)) : left;
    }

    /// <summary>The manager's stream is written, so it is read.</summary>
    internal static async ValueTask<Decision> Gather(RecordLeaving leaving, Reading read)
    {
        var person = await read.Of(leaving.Person);
        if (person.ReportsTo is { } manager)
            await read.Of(manager);
        return Decide(leaving, person).On(leaving.Person);
    }
}

/// <summary>Record that a person who left has come back.</summary>
public sealed record RecordReturn(Id<Person> Person) : SiteCommand
{
    public static Decision Decide(RecordReturn back, Person person) => person.Status switch
    {
        PersonStatus.Left => new PersonReturned(back.Person),
        PersonStatus.Here => new PersonAlreadyRegistered(back.Person),
        _ => new PersonNotHere(back.Person),
    };
}

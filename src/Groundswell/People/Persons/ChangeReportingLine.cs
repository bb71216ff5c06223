using Groundswell.Deciding;

namespace Groundswell.People.Persons;

/// <summary>Say to whom a person reports.</summary>
/// <param name="ReportsTo">Null: to nobody at this site.</param>
public sealed record ChangeReportingLine(Id<Person> Person, Id<Person>? ReportsTo = null) : SiteCommand
{
    /// <param name="above">The new manager, whom the new manager reports to, and so on up; empty where there is none.</param>
    public static Decision Decide(ChangeReportingLine change, Person person, IReadOnlyList<Person> above)
    {
        if (person.Status != PersonStatus.Here)
            return new PersonNotHere(change.Person);
        if (person.ReportsTo == change.ReportsTo)
            return new ReportingLineUnchanged(change.Person);
        if (change.ReportsTo is { } manager && Line.Refuses(change.Person, manager, above[0], above) is { } refusal)
            return refusal;

        Decision changed = new ReportingLineChanged(change.Person, change.ReportsTo);
        if (person.ReportsTo is { } before)
            changed = changed.And(before, new ReportLost(before, change.Person));
        if (change.ReportsTo is { } now)
            changed = changed.And(now, new ReportGained(now, change.Person));
        return changed;
    }

    /// <summary>Reads the line upward, and whom the person reports to so far, since their stream is written too.</summary>
    internal static async ValueTask<Decision> Gather(ChangeReportingLine change, Reading read)
    {
        var person = await read.Of(change.Person);
        if (person.ReportsTo is { } before)
            await read.Of(before);
        var above = new List<Person>();
        for (var next = change.ReportsTo; next is { } id && above.Count < Line.Longest;)
        {
            var manager = await read.Of(id);
            above.Add(manager);
            next = manager.ReportsTo;
        }

        return Decide(change, person, above).On(change.Person);
    }
}

/// <summary>The rules of the reporting line.</summary>
internal static class Line
{
    /// <summary>No line is longer: what goes on beyond goes round in a circle.</summary>
    public const int Longest = 50;

    public static Refusal? Refuses(Id<Person> person, Id<Person> managerId, Person? manager, IReadOnlyList<Person> above)
    {
        if (managerId == person || above.Any(one => one.Id == person) || above.Count >= Longest)
            return new ReportingLineCircular(person, managerId);
        return manager is { Status: PersonStatus.Here } ? null : new ManagerNotHere(managerId);
    }
}

/// <summary>Nobody reports to themselves, directly or through others.</summary>
public sealed record ReportingLineCircular(Id<Person> Person, Id<Person> ReportsTo) : Refusal("person.reporting-line-circular")
{
    public override string Field => "reportsTo";
}

/// <summary>The person reports to this manager already.</summary>
public sealed record ReportingLineUnchanged(Id<Person> Person) : Refusal("person.reporting-line-unchanged")
{
    public override string Field => "reportsTo";
}

/// <summary>The manager is not registered at the site, or has left it.</summary>
public sealed record ManagerNotHere(Id<Person> ReportsTo) : Refusal("person.manager-not-here")
{
    public override string Field => "reportsTo";
}

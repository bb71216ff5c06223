using Groundswell.Deciding;

namespace Groundswell.People.Persons;

/// <summary>Make a person known to a site, under the id the plant knows them by.</summary>
/// <param name="Functions">The functions they work for, at least one.</param>
/// <param name="ShiftPattern">As the plant calls it: <c>rotating 2</c>.</param>
/// <param name="Languages">BCP 47 tags, the one they read best first.</param>
public sealed record RegisterPerson(
    Id<Person> Person, IReadOnlyList<Function> Functions, string? Team = null, string? ShiftPattern = null,
    IReadOnlyList<string>? Languages = null, Id<Person>? ReportsTo = null) : SiteCommand
{
    public static Decision Decide(RegisterPerson register, Person person, Person? manager)
    {
        if (PersonId.IsReserved(register.Person))
            return new PersonIdReserved(register.Person);
        if (person.Status != PersonStatus.Unknown)
            return new PersonAlreadyRegistered(register.Person);
        if (register.Functions.Count == 0)
            return new FunctionMissing();
        if (Language.FirstUnfit(register.Languages ?? []) is { } unfit)
            return new LanguageUnfit(unfit);
        if (register.ReportsTo is { } above && Line.Refuses(register.Person, above, manager, []) is { } refusal)
            return refusal;

        Decision registered = new PersonRegistered(
            register.Person, [.. register.Functions.Distinct()], Text.OrNull(register.Team), Text.OrNull(register.ShiftPattern),
            register.Languages, register.ReportsTo);
        return register.ReportsTo is { } to ? registered.And(to, new ReportGained(to, register.Person)) : registered;
    }
}

/// <summary>Ids that mean something else: the program's own parts are named <c>system:…</c>.</summary>
internal static class PersonId
{
    public static bool IsReserved(Id<Person> id) => id.Value.Contains(':', StringComparison.Ordinal);
}

/// <summary>A person's id has no colon: with one, the program itself is meant.</summary>
public sealed record PersonIdReserved(Id<Person> Person) : Refusal("person.id-reserved")
{
    public override string Field => "person";
}

/// <summary>The site knows this person already.</summary>
public sealed record PersonAlreadyRegistered(Id<Person> Person) : Refusal("person.already-registered")
{
    public override string Field => "person";
}

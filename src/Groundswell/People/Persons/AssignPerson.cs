using Groundswell.Deciding;

namespace Groundswell.People.Persons;

/// <summary>Say what a person does from now on and with whom: functions, team and shift pattern, said whole.</summary>
public sealed record AssignPerson(
    Id<Person> Person, IReadOnlyList<Function> Functions, string? Team = null, string? ShiftPattern = null) : SiteCommand
{
    public static Decision Decide(AssignPerson assign, Person person)
    {
        if (person.Status != PersonStatus.Here)
            return new PersonNotHere(assign.Person);
        if (assign.Functions.Count == 0)
            return new FunctionMissing();

        return new PersonAssigned(
            assign.Person, [.. assign.Functions.Distinct()], Text.OrNull(assign.Team), Text.OrNull(assign.ShiftPattern));
    }
}

using Groundswell.Deciding;

namespace Groundswell.People.Persons;

/// <summary>The site does not know this person, or they have left.</summary>
public sealed record PersonNotHere(Id<Person> Person) : Refusal("person.not-here")
{
    public override string Field => "person";
}

/// <summary>A person works for at least one function.</summary>
public sealed record FunctionMissing() : Refusal("person.function-missing")
{
    public override string Field => "functions";
}

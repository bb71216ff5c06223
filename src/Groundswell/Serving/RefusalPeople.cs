using System.Collections.Frozen;
using System.Reflection;
using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.Serving;

/// <summary>The persons that a refusal tells of. It holds their codes; people read their names.</summary>
internal static class RefusalPeople
{
    /// <summary>What refusals call a person, or several.</summary>
    private static readonly FrozenSet<string> Called = FrozenSet.ToFrozenSet(["Person", "People", "Signer", "Facilitator", "Member"], StringComparer.Ordinal);

    /// <summary>Whether a value of this name is a person or persons.</summary>
    public static bool IsCalled(string name) => Called.Contains(name);

    /// <summary>Everybody that the refusal tells of.</summary>
    public static IEnumerable<string> In(Refusal refusal) => refusal.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => IsCalled(property.Name)).SelectMany(property => Of(property.GetValue(refusal)));

    /// <summary>The codes in a value that is a person or persons.</summary>
    public static IEnumerable<string> Of(object? value) => value switch
    {
        string person => [person],
        Id<Person> person => [person.Value],
        IEnumerable<string> persons => persons,
        _ => [],
    };
}

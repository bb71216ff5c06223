using System.Collections.Immutable;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Work.Past;

/// <summary>When a work unit was in use, or a person at work, as far as it was taken over.</summary>
public sealed record PastUse(ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> Times) : IState<PastUse>
{
    public static string Kind => "past-use";

    public static PastUse Unknown { get; } = new([]);

    public static Id<PastUse> Of(Id<WorkUnit> unit) => new($"work-unit {unit}");

    public static Id<PastUse> Of(Id<Person> person) => new($"person {person}");

    /// <summary>Whether something that is known already overlaps this time. Touching is no overlap.</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var time in Times)
        {
            if (time.From < to && from < time.To)
                return true;
        }

        return false;
    }

    public PastUse Evolve(Happened happened) =>
        happened.Event is PastUseRecorded e ? new PastUse(Times.Add((e.From, e.To))) : this;
}

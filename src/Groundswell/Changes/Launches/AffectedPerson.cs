using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>Somebody whose work a change touches at the site.</summary>
/// <param name="WorkCenter">Where they work by it; null where they work at several.</param>
/// <param name="Shift">The code of their shift; null where it changes.</param>
public sealed record AffectedPerson(Id<Person> Person, Id<WorkCenter>? WorkCenter = null, string? Shift = null);

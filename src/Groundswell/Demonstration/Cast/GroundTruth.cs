
namespace Groundswell.Demonstration.Cast;

/// <summary>What is planted in a demonstration, to hold against what is found in its record.</summary>
/// <param name="About">What the file is, for whoever opens it.</param>
internal sealed record GroundTruth(string About, ulong Seed, IReadOnlyList<PlantTruth> Plants)
{
    public static GroundTruth Of(ulong seed, IEnumerable<(string Site, IReadOnlyList<CastPerson> People, InformalNetwork Network)> plants) => new(
        "The planted truth of a demonstration: whom its made-up people turn to and believe. docs/demo.md says what each field means.",
        seed,
        [
            .. plants.Select(plant => new PlantTruth(plant.Site,
            [
                .. plant.People.Select(person => new PersonTruth(
                    person.Id, person.Duty, person.Crew, person.WorkCenters[0], plant.Network.PartOf(person.Id), person.Traits,
                    plant.Network.Calls(person.Id), plant.Network.Believes(person.Id))),
            ])),
        ]);
}

internal sealed record PlantTruth(string Site, IReadOnlyList<PersonTruth> People);

internal sealed record PersonTruth(
    string Person, Duty Duty, string? Crew, string WorkCenter, Part Part, Traits Traits, IReadOnlyList<Tie> Calls, IReadOnlyList<Tie> Believes);

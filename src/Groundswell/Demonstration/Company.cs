using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;

namespace Groundswell.Demonstration;

/// <summary>The made-up enterprise: two plants with their people. All of it follows from the seed.</summary>
internal sealed class Company
{
    public const string Administrator = "E-001";
    public const string AdministratorName = "Robin Archer";
    public const string MesLeader = "E-002";
    public const string MesLeaderName = "Noor Haddad";

    /// <summary>The people who belong to no plant: id, printed name, sign-in name.</summary>
    public static readonly IReadOnlyList<(string Person, string Name, string UserName)> Central =
        [(Administrator, AdministratorName, "robin.archer"), (MesLeader, MesLeaderName, "noor.haddad")];

    public Company(ulong seed)
    {
        Seed = seed;
        var taken = Central.Select(person => person.UserName).ToHashSet(StringComparer.Ordinal);
        Plants = [.. new[] { HandRubPlant.Make(), GearboxPlant.Make() }.Select(plant =>
        {
            var (network, people) = InformalNetwork.Plant(Casting.Of(plant, seed, taken), seed);
            return new PlantCast(plant, people, network);
        })];
    }

    public ulong Seed { get; }

    public IReadOnlyList<PlantCast> Plants { get; }

    public GroundTruth Truth => GroundTruth.Of(Seed, Plants.Select(cast => (cast.Plant.Site, cast.People, cast.Network)));
}

/// <summary>A plant with its people and what is planted among them.</summary>
internal sealed record PlantCast(DemoPlant Plant, IReadOnlyList<CastPerson> People, InformalNetwork Network)
{
    public CastPerson First(Duty duty) => People.First(person => person.Duty == duty);
}

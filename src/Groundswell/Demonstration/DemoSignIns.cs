using Groundswell.Deciding;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;
using Groundswell.Identifying;

namespace Groundswell.Demonstration;

/// <summary>Somebody that a newcomer can be in a demonstration.</summary>
/// <param name="SiteName">The plant; null for who works for all.</param>
/// <param name="Badge">The number on the badge; null where they have none.</param>
public sealed record DemoSignIn(string? Site, string? SiteName, Role Role, string Person, string Name, string UserName, string? Badge);

/// <summary>A terminal of a demonstration.</summary>
public sealed record DemoTerminal(string Site, string WorkCenter, string WorkUnit, string Station, string Name);

/// <summary>Who can sign in to a demonstration, and with what: no secret, and in no other record. A page asks for this service; where there is none, it is no demonstration.</summary>
public sealed class DemoSignIns : ITrialPeople
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "try-groundswell";

    /// <summary>Everybody's PIN, with their badge.</summary>
    public const string Pin = "314159";

    /// <summary>So many of those who work at a station, besides who leads and who judges.</summary>
    private const int AtStation = 2;

    private readonly IReadOnlyList<PlantCast> _plants;

    internal DemoSignIns(Company company)
    {
        var all = new List<DemoSignIn>();
        foreach (var cast in company.Plants)
        {
            foreach (var duty in Enum.GetValues<Duty>().Where(duty => duty != Duty.Maintenance))
            {
                var person = cast.First(duty);
                all.Add(new DemoSignIn(cast.Plant.Site, cast.Plant.Name, person.Role, person.Id, person.Name, person.UserName, person.Badge));
            }

            var council = cast.People.First(person => person.IsOnCouncil);
            all.Add(new DemoSignIn(cast.Plant.Site, cast.Plant.Name, Role.WorksCouncil, council.Id, council.Name, council.UserName, council.Badge));
        }

        all.Add(new DemoSignIn(null, null, Role.MesLeader, Company.MesLeader, Company.MesLeaderName, "noor.haddad", null));
        all.Add(new DemoSignIn(null, null, Role.Administrator, Company.Administrator, Company.AdministratorName, "robin.archer", null));
        All = all;
        Terminals =
        [
            .. company.Plants.SelectMany(cast => cast.Plant.WorkCenters.SelectMany(center => center.Units.Select(unit =>
                new DemoTerminal(cast.Plant.Site, center.Id, unit.Id, DemoPlant.StationOf(unit.Id), unit.Name)))),
        ];
        _plants = company.Plants;
    }

    /// <summary>One for each role, plant by plant.</summary>
    public IReadOnlyList<DemoSignIn> All { get; }

    /// <summary>Every terminal that there is.</summary>
    public IReadOnlyList<DemoTerminal> Terminals { get; }

    /// <summary>Some whose own work is there, so that they are qualified; then a line lead and a reviewer, for what somebody else has to confirm.</summary>
    public TrialBadges At(string site, string station)
    {
        if (_plants.FirstOrDefault(cast => cast.Plant.Site == site) is not { } plant || Terminals.FirstOrDefault(one => one.Site == site && one.Station == station) is not { } terminal)
            return new TrialBadges(Pin, []);
        var own = plant.People.Where(person => person.Works && person.WorkCenters[0] == terminal.WorkCenter).Take(AtStation);
        return new TrialBadges(
            Pin, [.. own.Append(plant.First(Duty.LineLead)).Append(plant.First(Duty.QualityReviewer)).Select(person => new TrialBadge(person.Badge, person.Name, person.Role))]);
    }
}

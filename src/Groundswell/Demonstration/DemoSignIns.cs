using Groundswell.Deciding;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;

namespace Groundswell.Demonstration;

/// <summary>Somebody that a newcomer can be in a demonstration.</summary>
/// <param name="SiteName">The plant; null for who works for all.</param>
/// <param name="Badge">The number on the badge; null where they have none.</param>
public sealed record DemoSignIn(string? Site, string? SiteName, Role Role, string Person, string Name, string UserName, string? Badge);

/// <summary>A terminal of a demonstration.</summary>
public sealed record DemoTerminal(string Site, string SiteName, string Station, string Name);

/// <summary>Who can sign in to a demonstration, and with what: no secret, and in no other record. A page asks for this service; where there is none, it is no demonstration.</summary>
public sealed class DemoSignIns
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "try-groundswell";

    /// <summary>Everybody's PIN, with their badge.</summary>
    public const string Pin = "314159";

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
            .. company.Plants.SelectMany(cast => cast.Plant.WorkCenters.SelectMany(center => center.Units).Select(unit =>
                new DemoTerminal(cast.Plant.Site, cast.Plant.Name, DemoPlant.StationOf(unit.Id), unit.Name))),
        ];
    }

    /// <summary>One for each role, plant by plant.</summary>
    public IReadOnlyList<DemoSignIn> All { get; }

    /// <summary>Every terminal that there is.</summary>
    public IReadOnlyList<DemoTerminal> Terminals { get; }
}

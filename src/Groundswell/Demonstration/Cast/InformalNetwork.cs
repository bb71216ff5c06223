using Groundswell.Demonstration.Acting;

namespace Groundswell.Demonstration.Cast;

/// <summary>A tie from one person to another, weighted; a person's weights add up to 1.</summary>
internal sealed record Tie(string Person, double Weight);

/// <summary>What somebody is planted as.</summary>
internal enum Part
{
    None,

    /// <summary>Whom people turn to from all crews; no lead.</summary>
    GoTo,

    /// <summary>Known in two crews.</summary>
    Bridge,

    /// <summary>Leads on paper; hardly anybody asks.</summary>
    UnheardLead,

    /// <summary>Believed by many, and against what is new.</summary>
    Skeptic,
}

/// <summary>Whom the people of a plant really turn to, and whom they believe.</summary>
/// <remarks>It is planted, and nobody in the demonstration is told: what can be found of it in the record is for the software to find.</remarks>
internal sealed class InformalNetwork
{
    private readonly Dictionary<string, IReadOnlyList<Tie>> _calls = [];
    private readonly Dictionary<string, IReadOnlyList<Tie>> _believes = [];
    private readonly Dictionary<string, Part> _parts = [];

    private InformalNetwork()
    {
    }

    public IReadOnlyList<Tie> Calls(string person) => _calls[person];

    public IReadOnlyList<Tie> Believes(string person) => _believes[person];

    public Part PartOf(string person) => _parts.GetValueOrDefault(person);

    /// <summary>Plants it, and gives the people back with what their part asks of them.</summary>
    public static (InformalNetwork Network, IReadOnlyList<CastPerson> People) Plant(IReadOnlyList<CastPerson> people, ulong seed)
    {
        var chance = new Chance(seed, $"network of {people[0].Site}");
        var network = new InformalNetwork();
        var operators = people.Where(person => person.Works).ToList();
        foreach (var crew in Casting.Crews)
        {
            network.Give(Part.GoTo, Pick(person => person.Crew == crew));
            network.Give(Part.Bridge, Pick(person => person.Crew == crew));
        }

        network.Give(Part.Skeptic, Pick(_ => true));
        network.Give(Part.Skeptic, Pick(_ => true));
        network.Give(Part.UnheardLead, chance.Of([.. people.Where(person => person.Duty == Duty.LineLead)]));

        var cast = people.Select(person => person with { Traits = network.Suited(person) }).ToList();
        foreach (var person in cast)
        {
            network._calls[person.Id] = Ties(person, cast, chance, 5, network.Help);
            network._believes[person.Id] = Ties(person, cast, chance, 4, network.Trust);
        }

        return (network, cast);

        CastPerson Pick(Func<CastPerson, bool> fits) =>
            chance.Of([.. operators.Where(person => fits(person) && network.PartOf(person.Id) == Part.None)]);
    }

    private void Give(Part part, CastPerson person) => _parts[person.Id] = part;

    private Traits Suited(CastPerson person) => PartOf(person.Id) switch
    {
        Part.GoTo => person.Traits with { Skill = 0.95, Warmth = 0.95, Candor = 0.8 },
        Part.Bridge => person.Traits with { Warmth = 0.9, Openness = 0.7 },
        Part.Skeptic => person.Traits with { Skill = 0.85, Openness = 0.08, Candor = 0.35 },
        Part.UnheardLead => person.Traits with { Warmth = 0.12 },
        _ => person.Traits,
    };

    private static List<Tie> Ties(
        CastPerson person, List<CastPerson> all, Chance chance, int most, Func<CastPerson, CastPerson, double> nearness)
    {
        var nearest = all
            .Where(other => other.Id != person.Id)
            .Select(other => (other.Id, Weight: nearness(person, other) * chance.Between(0.4, 1.6)))
            .OrderByDescending(tie => tie.Weight).Take(most).ToList();
        var sum = nearest.Sum(tie => tie.Weight);
        return [.. nearest.Select(tie => new Tie(tie.Id, Math.Round(tie.Weight / sum, 3)))];
    }

    private double Help(CastPerson person, CastPerson other) => Closeness(person, other) * (0.2 + other.Traits.Skill) * (0.2 + other.Traits.Warmth) * PartOf(other.Id) switch
    {
        Part.GoTo => other.Crew == person.Crew ? 7 : 5,
        Part.Bridge => 2.5,
        Part.UnheardLead => 0.05,
        _ => other.Duty == Duty.LineLead && other.Crew == person.Crew ? 1.6 : 1,
    };

    private double Trust(CastPerson person, CastPerson other) => Closeness(person, other) * PartOf(other.Id) switch
    {
        Part.GoTo => 4,
        Part.Skeptic => 3,
        Part.UnheardLead => 0.2,
        _ => 1,
    };

    private double Closeness(CastPerson person, CastPerson other)
    {
        var near = other.Crew == person.Crew ? 1.0 : other.Crew is null ? 0.15 : 0.08;
        if (PartOf(person.Id) == Part.Bridge || PartOf(other.Id) is Part.GoTo or Part.Bridge)
            near = Math.Max(near, 0.4);
        if (other.WorkCenters[0] == person.WorkCenters[0])
            near *= 1.8;
        if (other.Languages[0] == person.Languages[0])
            near *= 1.3;
        return other.Function == person.Function ? near : near * 0.5;
    }
}

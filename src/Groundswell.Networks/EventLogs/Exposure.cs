namespace Groundswell.Networks.EventLogs;

/// <summary>One thing that passed between two people: from the one whose act it was to the one it was for. The place is what both were at, such as a line on a shift.</summary>
public readonly record struct Contact(int Place, int From, int To, double Weight = 1);

/// <summary>Somebody was at a place for so long, in any unit, or in proportion to how far they could have been the one.</summary>
public readonly record struct Presence(int Place, int Person, double Amount);

/// <summary>
/// Takes rota and routing out of contacts. If everything done for j at a place had fallen on the others present in proportion to their presence, i would have been
/// expected E times; what i did O times beyond that is i's own. r = ln((O + ½) / (E + ½)) where it is above zero, times the reliability O / (O + 5).
/// </summary>
public sealed class Exposure
{
    private readonly SortedDictionary<(int From, int To), (double Observed, double Expected)> _pairs = [];
    private readonly int _people;

    private Exposure(int people) => _people = people;

    /// <summary>Every pair with a contact or an expected one.</summary>
    public IEnumerable<(int From, int To, double Observed, double Expected)> Pairs =>
        _pairs.Select(pair => (pair.Key.From, pair.Key.To, pair.Value.Observed, pair.Value.Expected));

    /// <summary>
    /// Where nobody else was present nothing is expected of anybody. Who made a contact at a place without being known to be present was not expected there.
    /// </summary>
    public static Exposure Of(int people, IEnumerable<Contact> contacts, IEnumerable<Presence> presence)
    {
        var exposure = new Exposure(people);
        var present = new Dictionary<int, Dictionary<int, double>>();
        foreach (var (place, person, amount) in presence)
        {
            if (!present.TryGetValue(place, out var there))
                present[place] = there = [];
            there[person] = there.GetValueOrDefault(person) + amount;
        }

        var received = new SortedDictionary<(int Place, int To), double>();
        foreach (var (place, from, to, weight) in contacts)
        {
            exposure.Add(from, to, weight, 0);
            received[(place, to)] = received.GetValueOrDefault((place, to)) + weight;
        }

        foreach (var ((place, to), weight) in received)
        {
            if (!present.TryGetValue(place, out var there))
                continue;
            var others = there.Where(one => one.Key != to).Sum(one => one.Value);
            if (others <= 0)
                continue;
            foreach (var (person, amount) in there)
            {
                if (person != to && amount > 0)
                    exposure.Add(person, to, 0, weight * amount / others);
            }
        }

        return exposure;
    }

    /// <summary>What each contributes to another beyond rota and routing. Pairs at or below what was expected have no arc.</summary>
    public Network Corrected()
    {
        var builder = new NetworkBuilder(_people);
        foreach (var (from, to, observed, expected) in Pairs)
        {
            var beyond = Math.Log((observed + 0.5) / (expected + 0.5));
            if (from != to && observed > 0 && beyond > 0)
                builder.Add(from, to, beyond * observed / (observed + 5));
        }

        return builder.Build();
    }

    /// <summary>The contacts as they are.</summary>
    public Network Observed()
    {
        var builder = new NetworkBuilder(_people);
        foreach (var (from, to, observed, _) in Pairs.Where(pair => pair.Observed > 0))
            builder.Add(from, to, observed);
        return builder.Build();
    }

    private void Add(int from, int to, double observed, double expected)
    {
        var (before, awaited) = _pairs.GetValueOrDefault((from, to));
        _pairs[(from, to)] = (before + observed, awaited + expected);
    }
}

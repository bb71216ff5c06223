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
    private readonly int _people;

    private Exposure(int people, List<(int From, int To, double Observed, double Expected)> pairs) => (_people, Pairs) = (people, pairs);

    /// <summary>Every pair with a contact or an expected one, by whom they were for.</summary>
    public IReadOnlyList<(int From, int To, double Observed, double Expected)> Pairs { get; }

    /// <summary>
    /// Where nobody else was present nothing is expected of anybody. Who made a contact at a place without being known to be present was not expected there.
    /// </summary>
    public static Exposure Of(int people, IEnumerable<Contact> contacts, IEnumerable<Presence> presence)
    {
        Contact[] sorted = [.. contacts];
        Array.Sort(sorted, (one, other) => (one.To, one.Place, one.From).CompareTo((other.To, other.Place, other.From)));
        var present = Present(presence);
        var pairs = new List<(int, int, double, double)>();
        var (observed, expected) = (new double[people], new double[people]);
        var touched = new SortedSet<int>();
        for (var at = 0; at < sorted.Length;)
        {
            var to = sorted[at].To;
            while (at < sorted.Length && sorted[at].To == to)
            {
                var (place, received) = (sorted[at].Place, 0.0);
                for (; at < sorted.Length && sorted[at].To == to && sorted[at].Place == place; at++)
                {
                    observed[sorted[at].From] += sorted[at].Weight;
                    received += sorted[at].Weight;
                    touched.Add(sorted[at].From);
                }

                if (present.TryGetValue(place, out var there))
                    Expect(there, to, received, expected, touched);
            }

            foreach (var from in touched)
            {
                pairs.Add((from, to, observed[from], expected[from]));
                (observed[from], expected[from]) = (0, 0);
            }

            touched.Clear();
        }

        return new Exposure(people, pairs);
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

    private static Dictionary<int, (int Person, double Amount)[]> Present(IEnumerable<Presence> presence) =>
        presence.GroupBy(one => one.Place).ToDictionary(
            place => place.Key,
            place => place.Where(one => one.Amount > 0).GroupBy(one => one.Person).Select(person => (person.Key, person.Sum(one => one.Amount))).OrderBy(one => one.Key).ToArray());

    private static void Expect((int Person, double Amount)[] there, int to, double received, double[] expected, SortedSet<int> touched)
    {
        var others = 0.0;
        foreach (var (person, amount) in there)
            others += person == to ? 0 : amount;
        if (others <= 0)
            return;
        foreach (var (person, amount) in there)
        {
            if (person == to)
                continue;
            if (expected[person] == 0)
                touched.Add(person);
            expected[person] += received * amount / others;
        }
    }
}

namespace Groundswell.Networks.Spreading;

/// <summary>
/// Complex contagion: one contact is not enough (Centola 2010; Beaman and others 2021). Nothing is left to chance: in each round all those take it up together who have
/// enough predecessors that have it, until nobody more does.
/// </summary>
public sealed class ThresholdContagion
{
    private readonly Network _influence;
    private readonly int[] _needed;

    private ThresholdContagion(Network influence, int[] needed) => (_influence, _needed) = (influence, needed);

    /// <summary>So many contacts are enough for everybody.</summary>
    public static ThresholdContagion Count(Network influence, int contacts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contacts, 1);
        return new(influence, [.. Enumerable.Repeat(contacts, influence.Nodes)]);
    }

    /// <summary>Such a share of one's predecessors is enough; who has none never takes it up.</summary>
    public static ThresholdContagion Fraction(Network influence, double share)
    {
        if (share is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "Between 0 and 1.");
        // 0.3 × 10 is not quite 3 in binary fractions: what is within a rounding of a whole number is that number.
        return new(influence, [.. Enumerable.Range(0, influence.Nodes)
            .Select(node => influence.Incoming.Degree(node))
            .Select(degree => degree == 0 ? int.MaxValue : Math.Max(1, (int)Math.Ceiling((share * degree) - 1e-9)))]);
    }

    /// <summary>For each round who has taken it up in it; the first are the beginners.</summary>
    public IReadOnlyList<IReadOnlyList<int>> From(IEnumerable<int> beginners)
    {
        var contacts = new int[_influence.Nodes];
        var has = new bool[_influence.Nodes];
        var rounds = new List<IReadOnlyList<int>>();
        int[] now = [.. beginners.Distinct().Order()];
        while (now.Length > 0)
        {
            rounds.Add(now);
            foreach (var person in now)
                has[person] = true;
            var next = new List<int>();
            foreach (var person in now)
            {
                foreach (var other in _influence.Successors(person))
                {
                    if (++contacts[other] == _needed[other] && !has[other])
                        next.Add(other);
                }
            }

            now = [.. next.Order()];
        }

        return rounds;
    }

    public int Reached(IEnumerable<int> beginners) => From(beginners).Sum(round => round.Count);
}

namespace Groundswell.Networks.Measures;

/// <summary>
/// Whether those who share something (they don't use a thing, say) are tied to one another more than chance would have it (Moran 1948; Cliff and Ord 1973): the ties
/// between marked nodes, against the same marks dealt out anew, within strata where there are some.
/// </summary>
/// <param name="Joins">Ties between two marked nodes; a tie's weight counts.</param>
/// <param name="Z">(joins - mean) / deviation over the permutations; 0 where dealing anew changes nothing.</param>
/// <param name="P">The share of deals, this one counted, with at least as many joins.</param>
public sealed record JoinCount(double Joins, double Mean, double Deviation, double Z, double P)
{
    public static JoinCount Of(Network network, IReadOnlyList<bool> marked, ulong seed, int permutations = 999, Grouping? strata = null, Effort? effort = null)
    {
        var ties = network.Undirected();
        var marks = marked.ToArray();
        if (marks.Length != ties.Nodes)
            throw new ArgumentException($"{marks.Length} marks for {ties.Nodes} nodes.", nameof(marked));
        var places = Strata(ties.Nodes, strata);
        var joins = Count(ties, marks);
        var dealt = new double[permutations];
        var (blocks, range) = Effort.Cut(permutations, 32);
        Effort.Or(effort).InBlocks(
            blocks,
            () => new bool[marks.Length],
            (block, deal) =>
            {
                var chance = new Chance(seed, (ulong)block);
                var (from, to) = range(block);
                for (var at = from; at < to; at++)
                {
                    foreach (var stratum in places)
                    {
                        var values = Array.ConvertAll(stratum, node => marks[node]);
                        chance.Shuffle(values.AsSpan());
                        for (var place = 0; place < stratum.Length; place++)
                            deal[stratum[place]] = values[place];
                    }

                    dealt[at] = Count(ties, deal);
                }
            });

        var mean = dealt.Average();
        var deviation = Math.Sqrt(dealt.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, permutations - 1));
        var asMany = dealt.Count(value => value >= joins - 1e-12);
        return new JoinCount(joins, mean, deviation, deviation > 0 ? (joins - mean) / deviation : 0, (asMany + 1.0) / (permutations + 1));
    }

    /// <summary>Nodes without a stratum keep their marks.</summary>
    private static int[][] Strata(int nodes, Grouping? strata) =>
        strata is null ? [[.. Enumerable.Range(0, nodes)]] : [.. Enumerable.Range(0, strata.Count).Select(group => strata.Members(group).ToArray()), .. Alone(nodes, strata)];

    private static IEnumerable<int[]> Alone(int nodes, Grouping strata) =>
        Enumerable.Range(0, nodes).Where(node => strata[node] < 0).Select(node => new[] { node });

    private static double Count(Network ties, bool[] marks)
    {
        var rows = ties.Outgoing;
        var sum = 0.0;
        for (var node = 0; node < marks.Length; node++)
        {
            if (!marks[node])
                continue;
            for (var place = rows.Starts[node]; place < rows.Starts[node + 1]; place++)
                sum += marks[rows.Ends[place]] ? rows.Weight(place) : 0;
        }

        return sum / 2;
    }
}

using System.Runtime.CompilerServices;

namespace Groundswell.Networks.Measures;

/// <summary>
/// On how many shortest paths between others a node lies (Freeman 1977), by Brandes' accumulation (2001). Arcs count 1 whatever they weigh; end points do not
/// count; nothing is normalised; in an undirected network each pair counts once.
/// </summary>
public static class Betweenness
{
    public static double[] Of(Network network, Effort? effort = null)
    {
        var (nodes, rows, work) = (network.Nodes, network.Outgoing, Effort.Or(effort));
        // At most 32 blocks: each has sums of its own, which are added in order.
        var (blocks, range) = Effort.Cut(nodes, Math.Max(8, (nodes + 31) / 32));
        var parts = new double[blocks][];
        work.InBlocks(
            blocks,
            () => new Search(rows),
            (block, search) =>
            {
                var sums = parts[block] = new double[nodes];
                var (from, to) = range(block);
                for (var source = from; source < to; source++)
                {
                    work.Stop.ThrowIfCancellationRequested();
                    search.From(source, sums);
                }
            });

        var total = new double[nodes];
        foreach (var sums in parts)
        {
            for (var node = 0; node < nodes; node++)
                total[node] += sums[node];
        }

        return Array.ConvertAll(total, sum => sum * Scale(network));
    }

    /// <summary>
    /// Estimated from pairs drawn at random: of each, the share of its shortest paths that goes through a node, found by searching from both ends towards the middle (after Riondato and
    /// Kornaropoulos 2016, and Borassi and Natale 2019, who draw one path of each pair). A pair costs little of what a whole source does and tells of another part of the network each time: in as
    /// much time it is several times as exact as sources are. Each node's value is unbiased and has its own standard error; with the given confidence no value at all is off by more than
    /// <see cref="SampledBetweenness.ErrorOfAll"/> (the empirical bound of Maurer and Pontil 2009, union over nodes).
    /// </summary>
    public static SampledBetweenness Sampled(Network network, int pairs, ulong seed, double confidence = 0.95, Effort? effort = null)
    {
        var (nodes, work) = (network.Nodes, Effort.Or(effort));
        if (nodes < 2 || pairs < 2)
            throw new ArgumentOutOfRangeException(nameof(pairs), pairs, "It takes two nodes and two pairs.");
        var (forward, backward) = (network.Outgoing, network.Incoming);
        var (blocks, range) = Effort.Cut(pairs, Math.Max(64, (pairs + 31) / 32));
        var parts = new (double[] Sums, double[] Squares)[blocks];
        work.InBlocks(
            blocks,
            () => new PairSearch(forward, backward),
            (block, search) =>
            {
                var (sums, squares) = parts[block] = (new double[nodes], new double[nodes]);
                var chance = new Chance(seed, (ulong)block);
                var (from, to) = range(block);
                for (var pair = from; pair < to; pair++)
                {
                    work.Stop.ThrowIfCancellationRequested();
                    var (source, target) = (chance.Below(nodes), chance.Below(nodes - 1));
                    search.Between(source, target >= source ? target + 1 : target, sums, squares);
                }
            });

        var (values, errors) = (new double[nodes], new double[nodes]);
        var all = (double)nodes * (nodes - 1) * Scale(network);
        var (log, widest) = (Math.Log(4 * nodes / (1 - confidence)), 0.0);
        for (var node = 0; node < nodes; node++)
        {
            var (sum, square) = (0.0, 0.0);
            foreach (var (sums, squares) in parts)
            {
                sum += sums[node];
                square += squares[node];
            }

            var variance = Math.Max(0, (square - (sum * sum / pairs)) / (pairs - 1));
            values[node] = all * sum / pairs;
            // On no path that was drawn is not on none: as if on one.
            errors[node] = all * (sum == 0 ? 1.0 / pairs : Math.Sqrt(variance / pairs));
            widest = Math.Max(widest, Math.Sqrt(2 * variance * log / pairs) + (7 * log / (3 * (pairs - 1))));
        }

        return new SampledBetweenness(values, errors, all * widest, pairs, confidence);
    }

    private static double Scale(Network network) => network.IsUndirected ? 0.5 : 1;

    private sealed class Search
    {
        private readonly Rows _rows;
        private readonly int[] _distance;
        private readonly int[] _order;
        private readonly double[] _paths;
        private readonly double[] _dependency;

        public Search(Rows rows)
        {
            _rows = rows;
            _distance = new int[rows.Count];
            _distance.AsSpan().Fill(-1);
            _order = new int[rows.Count];
            _paths = new double[rows.Count];
            _dependency = new double[rows.Count];
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void From(int source, double[] sums)
        {
            var (distance, order, paths, dependency) = (_distance, _order, _paths, _dependency);
            var (head, tail) = (0, 1);
            order[0] = source;
            distance[source] = 0;
            paths[source] = 1;
            while (head < tail)
            {
                var node = order[head++];
                var (next, ways) = (distance[node] + 1, paths[node]);
                foreach (var end in _rows.EndsOf(node))
                {
                    if (distance[end] < 0)
                    {
                        distance[end] = next;
                        order[tail++] = end;
                    }

                    if (distance[end] == next)
                        paths[end] += ways;
                }
            }

            for (var at = tail - 1; at > 0; at--)
            {
                var node = order[at];
                var next = distance[node] + 1;
                var sum = 0.0;
                foreach (var end in _rows.EndsOf(node))
                {
                    if (distance[end] == next)
                        sum += (1 + dependency[end]) / paths[end];
                }

                sum *= paths[node];
                dependency[node] = sum;
                sums[node] += sum;
            }

            foreach (var node in order.AsSpan(0, tail))
            {
                distance[node] = -1;
                paths[node] = 0;
                dependency[node] = 0;
            }
        }
    }
}

/// <summary>Betweenness as a sample tells it, or exactly.</summary>
/// <param name="StandardErrors">Of each node's value.</param>
/// <param name="ErrorOfAll">What no node's value is off by more than, with the stated confidence.</param>
/// <param name="Pairs">So many were drawn; null: every pair was looked at.</param>
public sealed record SampledBetweenness(double[] Values, double[] StandardErrors, double ErrorOfAll, int? Pairs, double Confidence)
{
    public static SampledBetweenness Exact(double[] values) => new(values, new double[values.Length], 0, null, 1);
}

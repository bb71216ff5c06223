using System.Runtime.CompilerServices;

namespace Groundswell.Networks.Measures;

/// <summary>
/// On how many shortest paths between others a node lies (Freeman 1977), by Brandes' accumulation (2001). Arcs count 1 whatever they weigh; end points do not
/// count; nothing is normalised; in an undirected network each pair counts once.
/// </summary>
public static class Betweenness
{
    public static double[] Of(Network network, Effort? effort = null) =>
        Accumulate(network, Enumerable.Range(0, network.Nodes).ToArray(), Effort.Or(effort)).Sums.Select(sum => sum * Scale(network)).ToArray();

    /// <summary>
    /// Estimated from paths that begin at sources drawn at random without repeats (Brandes and Pich 2007). Each node's value is unbiased and has its own standard
    /// error; with the given confidence no value at all is off by more than <see cref="SampledBetweenness.ErrorOfAll"/> (Hoeffding, union over nodes).
    /// </summary>
    public static SampledBetweenness Sampled(Network network, int sources, ulong seed, double confidence = 0.95, Effort? effort = null)
    {
        var nodes = network.Nodes;
        sources = Math.Min(sources, nodes);
        var chosen = Enumerable.Range(0, nodes).ToArray();
        new Chance(seed).Shuffle(chosen.AsSpan());
        var (sums, squares) = Accumulate(network, chosen[..sources], Effort.Or(effort));

        var values = new double[nodes];
        var errors = new double[nodes];
        var scale = nodes / (double)Math.Max(1, sources) * Scale(network);
        // Sources are drawn without repeats, which narrows the error: with all of them there is none.
        var finite = 1 - (sources / (double)Math.Max(1, nodes));
        for (var node = 0; node < nodes; node++)
        {
            values[node] = sums[node] * scale;
            var variance = sources < 2 ? 0 : Math.Max(0, (squares[node] - (sums[node] * sums[node] / sources)) / (sources - 1));
            errors[node] = scale * Math.Sqrt(sources * variance * finite);
        }

        // One source adds between 0 and n - 2 to a node.
        var uniform = sources == nodes ? 0 : nodes * Scale(network) * Math.Max(0, nodes - 2) * Math.Sqrt(Math.Log(2 * nodes / (1 - confidence)) / (2 * sources));
        return new SampledBetweenness(values, errors, uniform, sources, confidence);
    }

    private static double Scale(Network network) => network.IsUndirected ? 0.5 : 1;

    private static (double[] Sums, double[] Squares) Accumulate(Network network, int[] sources, Effort effort)
    {
        var nodes = network.Nodes;
        // At most 32 blocks: each has sums of its own, which are added in order.
        var (blocks, range) = Effort.Cut(sources.Length, Math.Max(8, (sources.Length + 31) / 32));
        var parts = new (double[] Sums, double[] Squares)[blocks];
        effort.InBlocks(
            blocks,
            () => new Search(network.Outgoing),
            (block, search) =>
            {
                var (sums, squares) = parts[block] = (new double[nodes], new double[nodes]);
                var (from, to) = range(block);
                for (var at = from; at < to; at++)
                {
                    effort.Stop.ThrowIfCancellationRequested();
                    search.From(sources[at], sums, squares);
                }
            });

        var total = (Sums: new double[nodes], Squares: new double[nodes]);
        foreach (var (sums, squares) in parts)
        {
            for (var node = 0; node < nodes; node++)
            {
                total.Sums[node] += sums[node];
                total.Squares[node] += squares[node];
            }
        }

        return total;
    }

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
        public void From(int source, double[] sums, double[] squares)
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
                squares[node] += sum * sum;
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

/// <summary>Betweenness as a sample tells it.</summary>
/// <param name="StandardErrors">Of each node's value.</param>
/// <param name="ErrorOfAll">What no node's value is off by more than, with the stated confidence.</param>
public sealed record SampledBetweenness(double[] Values, double[] StandardErrors, double ErrorOfAll, int Sources, double Confidence);

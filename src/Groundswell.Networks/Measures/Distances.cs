using System.Numerics;

namespace Groundswell.Networks.Measures;

/// <summary>
/// Shortest paths from everybody at once, 64 starting points to a machine word (Then et al. 2014). An arc counts 1 whatever it weighs.
/// </summary>
public static class Distances
{
    /// <summary>Harmonic closeness: for each node the sum of 1 / distance to all it reaches; nobody who is out of reach adds anything.</summary>
    public static double[] Harmonic(Network network, Effort? effort = null) =>
        Sum(network, Enumerable.Range(0, network.Nodes).ToArray(), Effort.Or(effort)).Harmonic;

    /// <summary>
    /// The same from the distances to targets drawn at random without repeats, scaled up (Eppstein and Wang 2004). With the stated confidence no value is off by
    /// more than the error (Hoeffding, union over nodes).
    /// </summary>
    public static SampledHarmonic SampledHarmonic(Network network, int targets, ulong seed, double confidence = 0.95, Effort? effort = null)
    {
        var nodes = network.Nodes;
        targets = Math.Min(targets, nodes);
        var chosen = Enumerable.Range(0, nodes).ToArray();
        new Chance(seed).Shuffle(chosen.AsSpan());
        var (sums, longest, _, _) = Sum(network, chosen[..targets], Effort.Or(effort));
        var scale = nodes / (double)Math.Max(1, targets);
        var error = targets == nodes ? 0 : nodes * Math.Sqrt(Math.Log(2 * nodes / (1 - confidence)) / (2 * targets));
        return new SampledHarmonic([.. sums.Select(sum => sum * scale)], error, longest, targets, confidence);
    }

    /// <summary>The longest shortest path, and the mean over all pairs that reach each other.</summary>
    public static (int Diameter, double Mean) Summary(Network network, Effort? effort = null)
    {
        var (_, longest, total, pairs) = Sum(network, Enumerable.Range(0, network.Nodes).ToArray(), Effort.Or(effort));
        return (longest, pairs == 0 ? 0 : (double)total / pairs);
    }

    /// <summary>Searches run backwards from the targets, so that each node collects what it reaches.</summary>
    private static (double[] Harmonic, int Longest, long Total, long Pairs) Sum(Network network, int[] targets, Effort effort)
    {
        var nodes = network.Nodes;
        var rows = network.Incoming;
        var (blocks, range) = Effort.Cut(targets.Length, Math.Max(64, ((targets.Length + 31) / 32 + 63) / 64 * 64));
        var parts = new (double[] Harmonic, int Longest, long Total, long Pairs)[blocks];
        effort.InBlocks(
            blocks,
            () => (Seen: new ulong[nodes], Now: new ulong[nodes], Next: new ulong[nodes]),
            (block, words) =>
            {
                var harmonic = new double[nodes];
                var (longest, total, pairs) = (0, 0L, 0L);
                var (from, to) = range(block);
                for (var at = from; at < to; at += 64)
                {
                    effort.Stop.ThrowIfCancellationRequested();
                    Search(rows, targets.AsSpan(at, Math.Min(64, to - at)), words, harmonic, ref longest, ref total, ref pairs);
                }

                parts[block] = (harmonic, longest, total, pairs);
            });

        var sum = (Harmonic: new double[nodes], Longest: 0, Total: 0L, Pairs: 0L);
        foreach (var (harmonic, longest, total, pairs) in parts)
        {
            for (var node = 0; node < nodes; node++)
                sum.Harmonic[node] += harmonic[node];
            sum = (sum.Harmonic, Math.Max(sum.Longest, longest), sum.Total + total, sum.Pairs + pairs);
        }

        return sum;
    }

    private static void Search(
        Rows rows, ReadOnlySpan<int> starts, (ulong[] Seen, ulong[] Now, ulong[] Next) words, double[] harmonic, ref int longest, ref long total, ref long pairs)
    {
        var (seen, now, next) = words;
        Array.Clear(seen);
        Array.Clear(now);
        for (var bit = 0; bit < starts.Length; bit++)
            seen[starts[bit]] = now[starts[bit]] = 1UL << bit;

        for (var distance = 1; ; distance++)
        {
            Array.Clear(next);
            for (var node = 0; node < now.Length; node++)
            {
                var word = now[node];
                if (word == 0)
                    continue;
                foreach (var end in rows.EndsOf(node))
                    next[end] |= word;
            }

            var reached = 0L;
            for (var node = 0; node < next.Length; node++)
            {
                var fresh = next[node] & ~seen[node];
                now[node] = fresh;
                if (fresh == 0)
                    continue;
                seen[node] |= fresh;
                var count = BitOperations.PopCount(fresh);
                harmonic[node] += (double)count / distance;
                reached += count;
            }

            if (reached == 0)
                return;
            longest = Math.Max(longest, distance);
            total += reached * distance;
            pairs += reached;
        }
    }
}

/// <summary>Harmonic closeness as a sample tells it.</summary>
/// <param name="ErrorOfAll">What no node's value is off by more than, with the stated confidence.</param>
/// <param name="Longest">The longest distance to any of the targets.</param>
public sealed record SampledHarmonic(double[] Values, double ErrorOfAll, int Longest, int Targets, double Confidence);

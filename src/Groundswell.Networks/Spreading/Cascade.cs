namespace Groundswell.Networks.Spreading;

/// <summary>
/// How something passes from one to the next along the arcs of a network that run from who influences to who is influenced. Whoever takes it up keeps it.
/// </summary>
public sealed class Cascade
{
    private double[]? _strengths;

    private Cascade(Network network, CascadeKind kind, double[] passing, double[]? cumulated = null)
    {
        (Network, Kind, Passing, Cumulated) = (network, kind, passing, cumulated);
        Thresholds = new ulong[passing.Length];
        None = new double[passing.Length];
        InverseLog = new double[passing.Length];
        for (var node = 0; node < passing.Length; node++)
        {
            var p = passing[node];
            // As a share of 2^64; what would be all of them is one less.
            Thresholds[node] = p >= 1 ? ulong.MaxValue : (ulong)(p * 18446744073709551616.0);
            None[node] = Math.Pow(1 - p, network.Incoming.Degree(node));
            InverseLog[node] = p >= 1 ? 0 : 1 / Math.Log(1 - p);
        }
    }

    public Network Network { get; }

    internal CascadeKind Kind { get; }

    /// <summary>By receiving node: the sum of its arcs' weights.</summary>
    internal double[] Strengths => _strengths ??= Measures.Degrees.InStrength(Network);

    /// <summary>By receiving node: the probability of each of its arcs, or the largest of them.</summary>
    internal double[] Passing { get; }

    internal ulong[] Thresholds { get; }

    /// <summary>By receiving node: the probability that none of its arcs passes, if all have the one above.</summary>
    internal double[] None { get; }

    /// <summary>By receiving node: 1 / ln(1 - p), which makes an even draw the distance to the next arc that passes.</summary>
    internal double[] InverseLog { get; }

    /// <summary>By arc, in the order of the receiving nodes' rows: the sum of its weight and those before it.</summary>
    internal double[]? Cumulated { get; }

    /// <summary>Independent cascade: who has just taken it up gets one try at each successor, with the same probability for all.</summary>
    public static Cascade Independent(Network influence, double probability)
    {
        if (probability is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Between 0 and 1.");
        var passing = new double[influence.Nodes];
        passing.AsSpan().Fill(probability);
        return new Cascade(influence, CascadeKind.SamePerReceiver, passing);
    }

    /// <summary>Independent cascade whose probabilities are the arcs' weights.</summary>
    public static Cascade Independent(Network influence)
    {
        var largest = new double[influence.Nodes];
        for (var node = 0; node < influence.Nodes; node++)
        {
            foreach (var weight in influence.WeightsFromPredecessors(node))
                largest[node] = Math.Max(largest[node], weight);
            if (!influence.IsWeighted && influence.Incoming.Degree(node) > 0)
                largest[node] = 1;
            if (largest[node] > 1)
                throw new ArgumentException($"An arc to {node} has the weight {largest[node]}, which is no probability.", nameof(influence));
        }

        return new Cascade(influence, CascadeKind.ByArc, largest);
    }

    /// <summary>Weighted cascade: one try per arc, with 1 / in-degree of the receiver. Weights don't matter.</summary>
    public static Cascade Weighted(Network influence)
    {
        var passing = new double[influence.Nodes];
        for (var node = 0; node < influence.Nodes; node++)
            passing[node] = 1.0 / Math.Max(1, influence.Incoming.Degree(node));
        return new Cascade(influence, CascadeKind.SamePerReceiver, passing);
    }

    /// <summary>
    /// Linear threshold: somebody takes it up when the weights of those around who have it reach a threshold that is drawn evenly between 0 and 1. Arcs' weights are
    /// divided by the receiver's sum, so that without weights each counts 1 / in-degree.
    /// </summary>
    public static Cascade Threshold(Network influence)
    {
        var passing = new double[influence.Nodes];
        double[]? cumulated = null;
        if (influence.IsWeighted)
        {
            var rows = influence.Incoming;
            cumulated = new double[rows.Ends.Length];
            for (var node = 0; node < rows.Count; node++)
            {
                var sum = 0.0;
                for (var place = rows.Starts[node]; place < rows.Starts[node + 1]; place++)
                    cumulated[place] = sum += rows.Weights![place];
                for (var place = rows.Starts[node]; place < rows.Starts[node + 1]; place++)
                    cumulated[place] /= sum;
            }
        }

        return new Cascade(influence, CascadeKind.Threshold, passing, cumulated);
    }
}

internal enum CascadeKind
{
    SamePerReceiver,
    ByArc,
    Threshold,
}

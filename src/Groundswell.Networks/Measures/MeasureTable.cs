namespace Groundswell.Networks.Measures;

/// <summary>
/// All measures of a network at once, each with its usual choices. Where there are more nodes than the sample, betweenness and closeness are estimated and say how far
/// they may be off.
/// </summary>
public sealed record MeasureTable
{
    public required int[] InDegree { get; init; }

    public required int[] OutDegree { get; init; }

    public required double[] InStrength { get; init; }

    public required double[] OutStrength { get; init; }

    public required SampledBetweenness Betweenness { get; init; }

    /// <summary>On ties whatever their direction.</summary>
    public required SampledHarmonic Harmonic { get; init; }

    public required double[] Eigenvector { get; init; }

    public required double[] PageRank { get; init; }

    public required double[] Katz { get; init; }

    /// <summary>With q = 1 / spectral radius, for as many rounds as the longest distance that was seen.</summary>
    public required double[] Diffusion { get; init; }

    public required int[] Core { get; init; }

    public required double[] Clustering { get; init; }

    public required double[] Constraint { get; init; }

    public required double Density { get; init; }

    public required double Reciprocity { get; init; }

    public required double Transitivity { get; init; }

    public required Components Weak { get; init; }

    public required Components Strong { get; init; }

    /// <summary>For each grouping how far arcs stay within its groups.</summary>
    public required IReadOnlyList<(ExternalInternal Arcs, double Modularity)> Mixing { get; init; }

    /// <summary>How many targets tell closeness, and how many pairs betweenness, for each node that is still looked at exactly.</summary>
    private const int Targets = 8, Pairs = 128;

    /// <param name="sample">Up to so many nodes everything is exact; above, 128 times as many pairs tell betweenness, and eight times as many targets closeness.</param>
    public static MeasureTable Of(Network network, ulong seed, int sample = 2000, IReadOnlyList<Grouping>? groupings = null, Effort? effort = null)
    {
        var quiet = Effort.Or(effort) with { Progress = null };
        var (done, steps) = (0, 9);
        var bare = network.Unweighted();
        var ties = network.Undirected();
        var exact = network.Nodes <= sample;
        var betweenness = Told(exact
            ? SampledBetweenness.Exact(Measures.Betweenness.Of(network, quiet))
            : Measures.Betweenness.Sampled(network, Pairs * sample, Chance.SeedOf(seed, 1), effort: quiet));
        var harmonic = Told(Distances.SampledHarmonic(ties, exact ? network.Nodes : Targets * sample, Chance.SeedOf(seed, 2), effort: quiet));
        var radius = Told(Measures.Eigenvector.SpectralRadius(bare, quiet));
        return new MeasureTable
        {
            InDegree = Degrees.In(network),
            OutDegree = Degrees.Out(network),
            InStrength = Degrees.InStrength(network),
            OutStrength = Degrees.OutStrength(network),
            Betweenness = betweenness,
            Harmonic = harmonic,
            Eigenvector = Told(Measures.Eigenvector.Undirected(bare, quiet).Vector),
            PageRank = Told(Measures.PageRank.Of(network, effort: quiet)),
            Katz = Told(Measures.Katz.Incoming(bare, radius > 0 ? 0.5 / radius : 0.1, quiet)),
            Diffusion = DiffusionCentrality.Of(bare, radius > 0 ? 1 / radius : 1, harmonic.Longest, quiet),
            Core = Told(CoreNumbers.Of(ties)),
            Clustering = Told(Measures.Clustering.Local(ties)),
            Constraint = Told(BurtConstraint.Of(network, quiet)),
            Density = Degrees.Density(network),
            Reciprocity = Degrees.Reciprocity(network),
            Transitivity = Measures.Clustering.Transitivity(ties),
            Weak = Components.Weak(network),
            Strong = Components.Strong(network),
            Mixing = [.. (groupings ?? []).Select(groups => (Measures.Mixing.ExternalInternal(network, groups), Measures.Mixing.Modularity(bare, groups)))],
        };

        T Told<T>(T result)
        {
            Effort.Or(effort).Progress?.Report((double)++done / steps);
            return result;
        }
    }
}

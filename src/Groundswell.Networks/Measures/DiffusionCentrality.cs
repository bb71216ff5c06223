namespace Groundswell.Networks.Measures;

/// <summary>
/// How often others hear of something that begins with this node (Banerjee, Chandrasekhar, Duflo and Jackson 2013): [Σ_{t=1…T} (qW)ᵗ] 1. Arcs run from who tells to who
/// hears. With T = 1 it is the degree; for q below 1 / spectral radius and many rounds it tends to Katz and Bonacich's measure, above to the eigenvector.
/// </summary>
public static class DiffusionCentrality
{
    public static double[] Of(Network network, double passing, int rounds, Effort? effort = null)
    {
        var nodes = network.Nodes;
        var (reach, next, sum) = (new double[nodes], new double[nodes], new double[nodes]);
        reach.AsSpan().Fill(1);
        for (var round = 0; round < rounds; round++)
        {
            Sparse.Multiply(network.Outgoing, reach, next, Effort.Or(effort));
            for (var node = 0; node < nodes; node++)
                sum[node] += next[node] *= passing;
            (reach, next) = (next, reach);
        }

        return sum;
    }

    /// <summary>
    /// The authors' choice: q = 1 / spectral radius (1 where there is no cycle), T = the diameter of the largest component, arcs taken both ways.
    /// </summary>
    public static (double Passing, int Rounds) Defaults(Network network, Effort? effort = null)
    {
        var radius = Eigenvector.SpectralRadius(network.Unweighted(), effort);
        return (radius > 0 ? 1 / radius : 1, LargestComponent.Of(network).Diameter(effort));
    }
}

namespace Groundswell.Networks.Measures;

/// <summary>
/// Where somebody is found who follows arcs by their weight and, with 1 - damping, begins anew anywhere (Brin and Page 1998). Who has no way out goes anywhere.
/// The ranks of all add up to 1.
/// </summary>
public static class PageRank
{
    public static double[] Of(Network network, double damping = 0.85, Effort? effort = null)
    {
        var nodes = network.Nodes;
        if (nodes == 0)
            return [];
        var strengths = Degrees.OutStrength(network);
        var rank = new double[nodes];
        rank.AsSpan().Fill(1.0 / nodes);
        var (passed, next) = (new double[nodes], new double[nodes]);
        // Each round shrinks the error by the damping.
        var rounds = (int)Math.Ceiling(Math.Log(1e-17) / Math.Log(damping));
        for (var round = 0; round < rounds; round++)
        {
            var anywhere = 0.0;
            for (var node = 0; node < nodes; node++)
            {
                passed[node] = strengths[node] > 0 ? damping * rank[node] / strengths[node] : 0;
                anywhere += strengths[node] > 0 ? 0 : damping * rank[node];
            }

            Sparse.Multiply(network.Incoming, passed, next, Effort.Or(effort));
            var change = 0.0;
            for (var node = 0; node < nodes; node++)
            {
                next[node] += (anywhere + 1 - damping) / nodes;
                change += Math.Abs(next[node] - rank[node]);
            }

            (rank, next) = (next, rank);
            if (change < 1e-16)
                break;
        }

        return rank;
    }
}

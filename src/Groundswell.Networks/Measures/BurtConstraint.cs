namespace Groundswell.Networks.Measures;

/// <summary>
/// How far somebody's contacts hem them in (Burt 1992): c_i = Σ_j (p_ij + Σ_q p_iq p_qj)² over contacts j, where p_ij is the share of i's ties that is with j.
/// Weights of both directions are added up; without weights a tie counts 1 whether it goes one way or both. Low for those who bridge. NaN for somebody without ties.
/// </summary>
public static class BurtConstraint
{
    public static double[] Of(Network network, Effort? effort = null)
    {
        var shares = Shares(network);
        var nodes = network.Nodes;
        var constraint = new double[nodes];
        var (blocks, range) = Effort.Cut(nodes, 256);
        Effort.Or(effort).InBlocks(
            blocks,
            () => new double[nodes],
            (block, reach) =>
            {
                var (from, to) = range(block);
                for (var node = from; node < to; node++)
                    constraint[node] = Of(node, shares, reach);
            });
        return constraint;
    }

    /// <summary>What of somebody's ties is with each contact. Ties of both directions are added up.</summary>
    private static Rows Shares(Network network)
    {
        var ties = network.Undirected().Outgoing;
        var weights = new double[ties.Ends.Length];
        for (var node = 0; node < ties.Count; node++)
        {
            var sum = 0.0;
            for (var place = ties.Starts[node]; place < ties.Starts[node + 1]; place++)
            {
                var other = ties.Ends[place];
                weights[place] = network.IsUndirected || !network.IsWeighted ? ties.Weight(place) : network.Weight(node, other) + network.Weight(other, node);
                sum += weights[place];
            }

            foreach (ref var weight in weights.AsSpan(ties.Starts[node], ties.Degree(node)))
                weight /= sum;
        }

        return ties with { Weights = weights };
    }

    private static double Of(int node, Rows shares, double[] reach)
    {
        var contacts = shares.EndsOf(node);
        var own = shares.WeightsOf(node);
        if (contacts.IsEmpty)
            return double.NaN;
        for (var at = 0; at < contacts.Length; at++)
            reach[contacts[at]] = own[at];
        for (var at = 0; at < contacts.Length; at++)
        {
            var theirs = shares.EndsOf(contacts[at]);
            var weights = shares.WeightsOf(contacts[at]);
            for (var place = 0; place < theirs.Length; place++)
            {
                // Contacts alone have something in reach; the rest stays at zero.
                if (reach[theirs[place]] > 0)
                    reach[theirs[place]] += own[at] * weights[place];
            }
        }

        var sum = 0.0;
        foreach (var contact in contacts)
        {
            sum += reach[contact] * reach[contact];
            reach[contact] = 0;
        }

        return sum;
    }
}

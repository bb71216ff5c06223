namespace Groundswell.Networks.Measures;

/// <summary>How far ties stay within groups.</summary>
public static class Mixing
{
    /// <summary>
    /// Krackhardt and Stern 1988: (external - internal) / (external + internal) arcs; -1 when everybody keeps to their own group. Arcs of nodes without a group are left out.
    /// </summary>
    public static ExternalInternal ExternalInternal(Network network, Grouping groups)
    {
        var (external, inside) = (0, 0);
        for (var node = 0; node < network.Nodes; node++)
        {
            foreach (var other in network.Successors(node))
            {
                if (groups[node] < 0 || groups[other] < 0)
                    continue;
                if (groups[node] == groups[other])
                    inside++;
                else
                    external++;
            }
        }

        return new ExternalInternal(external, inside);
    }

    /// <summary>
    /// Newman and Girvan 2004, on ties whatever their direction: the share of ties within groups, less what it would be if each node's ties fell anywhere. A node without
    /// a group is a group of its own.
    /// </summary>
    public static double Modularity(Network network, Grouping groups)
    {
        var ties = network.Undirected();
        var strengths = Degrees.OutStrength(ties);
        var all = strengths.Sum();
        if (all == 0)
            return 0;
        var within = 0.0;
        var ofGroup = new double[groups.Count];
        var alone = 0.0;
        for (var node = 0; node < ties.Nodes; node++)
        {
            if (groups[node] < 0)
            {
                alone += strengths[node] * strengths[node];
                continue;
            }

            ofGroup[groups[node]] += strengths[node];
            for (var place = ties.Outgoing.Starts[node]; place < ties.Outgoing.Starts[node + 1]; place++)
            {
                if (groups[ties.Outgoing.Ends[place]] == groups[node])
                    within += ties.Outgoing.Weight(place);
            }
        }

        return (within / all) - ((ofGroup.Sum(strength => strength * strength) + alone) / (all * all));
    }
}

/// <summary>Arcs between groups and within them.</summary>
public sealed record ExternalInternal(int External, int Internal)
{
    /// <summary>NaN where no arc is between nodes that have a group.</summary>
    public double Index => (External - Internal) / (double)(External + Internal);
}

namespace Groundswell.Networks.Measures;

/// <summary>How many ties somebody has, how strong they are together, and how many are returned.</summary>
public static class Degrees
{
    public static int[] Out(Network network) => Of(network.Outgoing);

    public static int[] In(Network network) => Of(network.Incoming);

    /// <summary>The sum of the weights of arcs that leave each node.</summary>
    public static double[] OutStrength(Network network) => Strength(network.Outgoing);

    /// <summary>The sum of the weights of arcs that reach each node.</summary>
    public static double[] InStrength(Network network) => Strength(network.Incoming);

    /// <summary>Of all arcs that could be, the share that is.</summary>
    public static double Density(Network network) =>
        network.Nodes < 2 ? 0 : network.Arcs / ((double)network.Nodes * (network.Nodes - 1));

    /// <summary>Of all arcs, the share whose opposite exists too.</summary>
    public static double Reciprocity(Network network)
    {
        if (network.Arcs == 0)
            return 0;
        var returned = 0;
        for (var node = 0; node < network.Nodes; node++)
        {
            var successors = network.Successors(node);
            var predecessors = network.Predecessors(node);
            var (i, j) = (0, 0);
            while (i < successors.Length && j < predecessors.Length)
            {
                returned += successors[i] == predecessors[j] ? 1 : 0;
                var forward = successors[i] <= predecessors[j];
                j += predecessors[j] <= successors[i] ? 1 : 0;
                i += forward ? 1 : 0;
            }
        }

        return (double)returned / network.Arcs;
    }

    private static int[] Of(Rows rows) => [.. Enumerable.Range(0, rows.Count).Select(rows.Degree)];

    private static double[] Strength(Rows rows)
    {
        var strengths = new double[rows.Count];
        for (var node = 0; node < rows.Count; node++)
        {
            if (rows.Weights is null)
                strengths[node] = rows.Degree(node);
            else
                foreach (var weight in rows.WeightsOf(node))
                    strengths[node] += weight;
        }

        return strengths;
    }
}

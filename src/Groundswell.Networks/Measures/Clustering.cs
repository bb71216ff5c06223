namespace Groundswell.Networks.Measures;

/// <summary>How far somebody's contacts are each other's contacts. On ties whatever their direction and weight.</summary>
public static class Clustering
{
    /// <summary>Of the pairs of a node's contacts, the share that is tied; 0 for fewer than two contacts.</summary>
    public static double[] Local(Network network)
    {
        var ties = network.Undirected();
        var triangles = Triangles(ties);
        return [.. triangles.Select((count, node) => ties.Outgoing.Degree(node) is var degree and > 1 ? 2.0 * count / ((double)degree * (degree - 1)) : 0)];
    }

    /// <summary>Of all paths of two ties, the share that a third one closes.</summary>
    public static double Transitivity(Network network)
    {
        var ties = network.Undirected();
        var paths = 0.0;
        for (var node = 0; node < ties.Nodes; node++)
            paths += (double)ties.Outgoing.Degree(node) * (ties.Outgoing.Degree(node) - 1) / 2;
        return paths == 0 ? 0 : Triangles(ties).Sum() / paths;
    }

    /// <summary>Each triangle is found once, from its node of least degree, and counted at its three nodes.</summary>
    private static long[] Triangles(Network ties)
    {
        var rows = ties.Outgoing;
        var triangles = new long[ties.Nodes];
        var marked = new bool[ties.Nodes];
        for (var node = 0; node < ties.Nodes; node++)
        {
            foreach (var other in rows.EndsOf(node))
                marked[other] = Before(node, other);
            foreach (var other in rows.EndsOf(node))
            {
                if (!marked[other])
                    continue;
                foreach (var third in rows.EndsOf(other))
                {
                    if (!marked[third] || !Before(other, third))
                        continue;
                    triangles[node]++;
                    triangles[other]++;
                    triangles[third]++;
                }
            }

            foreach (var other in rows.EndsOf(node))
                marked[other] = false;
        }

        return triangles;

        bool Before(int one, int other) =>
            rows.Degree(one) < rows.Degree(other) || (rows.Degree(one) == rows.Degree(other) && one < other);
    }
}

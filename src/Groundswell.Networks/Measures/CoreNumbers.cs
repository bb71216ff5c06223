namespace Groundswell.Networks.Measures;

/// <summary>The largest k for which a node belongs to a group where everybody has k ties within it (Seidman 1983; found as Batagelj and Zaversnik 2003 do).</summary>
public static class CoreNumbers
{
    /// <summary>On ties whatever their direction.</summary>
    public static int[] Of(Network network)
    {
        var ties = network.Undirected();
        var nodes = ties.Nodes;
        var degree = Degrees.Out(ties);
        var starts = new int[(nodes == 0 ? 0 : degree.Max()) + 2];
        foreach (var of in degree)
            starts[of + 1]++;
        for (var at = 1; at < starts.Length; at++)
            starts[at] += starts[at - 1];

        var (order, place) = (new int[nodes], new int[nodes]);
        var next = starts.ToArray();
        for (var node = 0; node < nodes; node++)
        {
            place[node] = next[degree[node]]++;
            order[place[node]] = node;
        }

        for (var at = 0; at < nodes; at++)
        {
            var node = order[at];
            foreach (var other in ties.Successors(node))
            {
                if (degree[other] <= degree[node])
                    continue;
                // The other moves to the front of those of its degree, and the front one place on: it now has one less.
                var front = starts[degree[other]];
                var displaced = order[front];
                (order[place[other]], order[front]) = (displaced, other);
                (place[displaced], place[other]) = (place[other], front);
                starts[degree[other]]++;
                degree[other]--;
            }
        }

        return degree;
    }
}

namespace Groundswell.Networks.Tests;

internal static class RandomNetworks
{
    /// <summary>So many arcs between people drawn at random, repeats merged into weights.</summary>
    public static Network Of(int nodes, int arcs, ulong seed)
    {
        var chance = new Chance(seed);
        var builder = new NetworkBuilder(nodes);
        for (var arc = 0; arc < arcs; arc++)
            builder.Add(chance.Below(nodes), chance.Below(nodes));
        return builder.Build().Unweighted();
    }
}

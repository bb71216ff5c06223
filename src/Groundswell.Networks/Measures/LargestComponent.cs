namespace Groundswell.Networks.Measures;

/// <summary>The largest group that hangs together, arcs taken both ways; of equal ones, that with the first node.</summary>
public sealed class LargestComponent
{
    private readonly Network _ties;

    private LargestComponent(Network ties, int[] members) => (_ties, Members) = (ties, members);

    /// <summary>Ascending.</summary>
    public IReadOnlyList<int> Members { get; }

    public static LargestComponent Of(Network network)
    {
        var ties = network.Undirected().Unweighted();
        var parts = Components.Weak(ties);
        if (parts.Count == 0)
            return new LargestComponent(ties, []);
        var largest = Array.IndexOf(parts.Sizes, parts.Largest);
        var members = Enumerable.Range(0, ties.Nodes).Where(node => parts.Of[node] == largest).ToArray();
        if (members.Length == ties.Nodes)
            return new LargestComponent(ties, members);

        var place = new int[ties.Nodes];
        foreach (var (at, member) in members.Index())
            place[member] = at;
        var builder = new NetworkBuilder(members.Length);
        foreach (var member in members)
        {
            foreach (var other in ties.Successors(member))
                builder.Add(place[member], place[other]);
        }

        return new LargestComponent(builder.Build().Undirected(), members);
    }

    public int Diameter(Effort? effort = null) => Distances.Summary(_ties, effort).Diameter;

    public double MeanDistance(Effort? effort = null) => Distances.Summary(_ties, effort).Mean;
}

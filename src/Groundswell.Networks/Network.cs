namespace Groundswell.Networks;

/// <summary>
/// A directed network whose arcs may have weights, kept in compressed rows: each node's successors in ascending order, and the same by predecessors once they
/// are asked for. It never changes. Nodes are 0 … Nodes - 1; there are no loops and no repeated arcs.
/// </summary>
public sealed class Network
{
    private readonly Rows _out;
    private readonly Lazy<Rows> _in;

    internal Network(Rows rows, bool undirected)
    {
        (_out, IsUndirected) = (rows, undirected);
        _in = undirected ? new Lazy<Rows>(rows) : new Lazy<Rows>(rows.Transposed);
    }

    private Network(Rows rows, Lazy<Rows> reverse) => (_out, _in) = (rows, reverse);

    public int Nodes => _out.Count;

    /// <summary>An undirected tie counts as two arcs.</summary>
    public int Arcs => _out.Ends.Length;

    /// <summary>Made of ties without a direction: each arc has its opposite with the same weight.</summary>
    public bool IsUndirected { get; }

    /// <summary>Without weights each arc counts as 1.</summary>
    public bool IsWeighted => _out.Weights is not null;

    internal Rows Outgoing => _out;

    internal Rows Incoming => _in.Value;

    public ReadOnlySpan<int> Successors(int node) => _out.EndsOf(node);

    public ReadOnlySpan<int> Predecessors(int node) => _in.Value.EndsOf(node);

    /// <summary>In the order of <see cref="Successors"/>; empty where the network has no weights.</summary>
    public ReadOnlySpan<double> WeightsToSuccessors(int node) => _out.WeightsOf(node);

    /// <summary>In the order of <see cref="Predecessors"/>; empty where the network has no weights.</summary>
    public ReadOnlySpan<double> WeightsFromPredecessors(int node) => _in.Value.WeightsOf(node);

    public bool HasArc(int source, int target) => Successors(source).BinarySearch(target) >= 0;

    /// <summary>0 where there is no such arc.</summary>
    public double Weight(int source, int target)
    {
        var place = Successors(source).BinarySearch(target);
        return place < 0 ? 0 : IsWeighted ? WeightsToSuccessors(source)[place] : 1;
    }

    /// <summary>Every arc turned round. Who asks becomes who is asked: influence runs against a question.</summary>
    public Network Reversed() => IsUndirected ? this : new Network(_in.Value, new Lazy<Rows>(_out));

    /// <summary>The same arcs, each counting as 1.</summary>
    public Network Unweighted()
    {
        if (!IsWeighted)
            return this;
        var bare = _out with { Weights = null };
        return IsUndirected ? new Network(bare, undirected: true) : new Network(bare, new Lazy<Rows>(() => _in.Value with { Weights = null }));
    }

    /// <summary>A tie wherever there is an arc one way or the other; it has the larger of the two weights.</summary>
    public Network Undirected() => IsUndirected ? this : new Network(Rows.Union(_out, _in.Value), undirected: true);

    /// <summary>Only the arcs that weigh at least this: what counts as a tie.</summary>
    public Network AtLeast(double weight) => new(_out.Where((_, _, of) => of >= weight), IsUndirected);

    /// <summary>Only the arcs that are chosen by their source, target and weight. The result counts as directed.</summary>
    public Network Where(Func<int, int, double, bool> keep) => new(_out.Where(keep), undirected: false);

    /// <summary>Each arc with another weight, which is above zero.</summary>
    public Network Reweighted(Func<int, int, double, double> weight)
    {
        var weights = new double[Arcs];
        for (var source = 0; source < Nodes; source++)
        {
            for (var place = _out.Starts[source]; place < _out.Starts[source + 1]; place++)
            {
                weights[place] = weight(source, _out.Ends[place], _out.Weight(place));
                if (!double.IsFinite(weights[place]) || weights[place] <= 0)
                    throw new ArgumentException($"The arc {source} to {_out.Ends[place]} would weigh {weights[place]}.", nameof(weight));
            }
        }

        return new Network(_out with { Weights = weights }, undirected: false);
    }
}

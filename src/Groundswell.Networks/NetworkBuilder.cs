namespace Groundswell.Networks;

/// <summary>
/// Takes arcs in any order and makes a <see cref="Network"/> of them. Repeated arcs become one whose weight is their sum; loops are left out and counted.
/// Ten million arcs take some 16 bytes each while they are taken in, and 4 (12 with weights) in the network.
/// </summary>
public sealed class NetworkBuilder(int nodes, bool undirected = false)
{
    private const int ChunkSize = 1 << 18;

    private readonly List<Chunk> _chunks = [];
    private long _taken;

    /// <summary>Arcs from a node to itself, which a network has not.</summary>
    public long Loops { get; private set; }

    public NetworkBuilder Add(int source, int target, double weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(source, nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, nodes);
        if (!double.IsFinite(weight) || weight <= 0)
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "An arc weighs something.");
        if (source == target)
        {
            Loops++;
            return this;
        }

        Take(source, target, weight);
        if (undirected)
            Take(target, source, weight);
        return this;
    }

    /// <summary>Source, target and weight of each arc, as they come.</summary>
    public NetworkBuilder AddAll(IEnumerable<(int Source, int Target, double Weight)> arcs)
    {
        foreach (var (source, target, weight) in arcs)
            Add(source, target, weight);
        return this;
    }

    public Network Build()
    {
        var weighted = _chunks.Exists(chunk => chunk.Weights is not null);
        var byTarget = ByTarget(weighted);
        var rows = byTarget.Transposed();
        return new Network(Merged(rows), undirected);
    }

    private void Take(int source, int target, double weight)
    {
        if (++_taken > Array.MaxLength)
            throw new InvalidOperationException($"More than {Array.MaxLength} arcs don't fit into one network.");
        if (_chunks.Count == 0 || _chunks[^1].Count == ChunkSize)
            _chunks.Add(new Chunk());
        var chunk = _chunks[^1];
        chunk.Sources[chunk.Count] = source;
        chunk.Targets[chunk.Count] = target;
        if (weight != 1 && chunk.Weights is null)
        {
            chunk.Weights = new double[ChunkSize];
            chunk.Weights.AsSpan(0, chunk.Count).Fill(1);
        }

        if (chunk.Weights is not null)
            chunk.Weights[chunk.Count] = weight;
        chunk.Count++;
    }

    private Rows ByTarget(bool weighted)
    {
        var starts = new int[nodes + 1];
        foreach (var chunk in _chunks)
        {
            foreach (var target in chunk.Targets.AsSpan(0, chunk.Count))
                starts[target + 1]++;
        }

        for (var node = 0; node < nodes; node++)
            starts[node + 1] += starts[node];
        var next = starts.AsSpan(0, nodes).ToArray();
        var ends = new int[_taken];
        var weights = weighted ? new double[_taken] : null;
        foreach (var chunk in _chunks)
        {
            for (var place = 0; place < chunk.Count; place++)
            {
                var to = next[chunk.Targets[place]]++;
                ends[to] = chunk.Sources[place];
                if (weights is not null)
                    weights[to] = chunk.Weights is null ? 1 : chunk.Weights[place];
            }
        }

        return new Rows(starts, ends, weights);
    }

    /// <summary>Rows whose ends ascend, repeats and all, become rows without repeats.</summary>
    private static Rows Merged(Rows rows)
    {
        var repeats = 0;
        for (var node = 0; node < rows.Count; node++)
        {
            for (var place = rows.Starts[node] + 1; place < rows.Starts[node + 1]; place++)
                repeats += rows.Ends[place] == rows.Ends[place - 1] ? 1 : 0;
        }

        if (repeats == 0)
            return rows;

        var starts = new int[rows.Count + 1];
        var ends = new int[rows.Ends.Length - repeats];
        // Repeats without weights weigh as often as they came.
        var weights = new double[ends.Length];
        var at = 0;
        for (var node = 0; node < rows.Count; node++)
        {
            for (var place = rows.Starts[node]; place < rows.Starts[node + 1]; place++)
            {
                if (at > starts[node] && ends[at - 1] == rows.Ends[place])
                    weights[at - 1] += rows.Weight(place);
                else
                    (ends[at], weights[at++]) = (rows.Ends[place], rows.Weight(place));
            }

            starts[node + 1] = at;
        }

        return new Rows(starts, ends, weights);
    }

    private sealed class Chunk
    {
        public int[] Sources { get; } = new int[ChunkSize];

        public int[] Targets { get; } = new int[ChunkSize];

        public double[]? Weights { get; set; }

        public int Count { get; set; }
    }
}

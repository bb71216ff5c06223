namespace Groundswell.Networks;

/// <summary>Compressed sparse rows: the ends of node i's arcs are at Starts[i] … Starts[i + 1] - 1, ascending.</summary>
internal sealed record Rows(int[] Starts, int[] Ends, double[]? Weights)
{
    public int Count => Starts.Length - 1;

    public int Degree(int node) => Starts[node + 1] - Starts[node];

    public ReadOnlySpan<int> EndsOf(int node) => new(Ends, Starts[node], Starts[node + 1] - Starts[node]);

    public ReadOnlySpan<double> WeightsOf(int node) => Weights is null ? [] : new(Weights, Starts[node], Starts[node + 1] - Starts[node]);

    public double Weight(int place) => Weights is null ? 1 : Weights[place];

    /// <summary>The same arcs by their other end. Rows are read in order, so the ends of each new row come out ascending.</summary>
    public Rows Transposed()
    {
        var starts = new int[Count + 1];
        foreach (var end in Ends)
            starts[end + 1]++;
        for (var node = 0; node < Count; node++)
            starts[node + 1] += starts[node];

        var next = starts.AsSpan(0, Count).ToArray();
        var ends = new int[Ends.Length];
        var weights = Weights is null ? null : new double[Ends.Length];
        for (var node = 0; node < Count; node++)
        {
            for (var place = Starts[node]; place < Starts[node + 1]; place++)
            {
                var to = next[Ends[place]]++;
                ends[to] = node;
                if (weights is not null)
                    weights[to] = Weights![place];
            }
        }

        return new Rows(starts, ends, weights);
    }

    public static Rows Union(Rows one, Rows other)
    {
        var starts = new int[one.Count + 1];
        var ends = new int[one.Ends.Length + other.Ends.Length];
        var weights = one.Weights is null ? null : new double[ends.Length];
        var at = 0;
        for (var node = 0; node < one.Count; node++)
        {
            var (i, j) = (one.Starts[node], other.Starts[node]);
            while (i < one.Starts[node + 1] || j < other.Starts[node + 1])
            {
                var left = i < one.Starts[node + 1] ? one.Ends[i] : int.MaxValue;
                var right = j < other.Starts[node + 1] ? other.Ends[j] : int.MaxValue;
                ends[at] = Math.Min(left, right);
                if (weights is not null)
                    weights[at] = Math.Max(left <= right ? one.Weight(i) : 0, right <= left ? other.Weight(j) : 0);
                if (left <= right)
                    i++;
                if (right <= left)
                    j++;
                at++;
            }

            starts[node + 1] = at;
        }

        Array.Resize(ref ends, at);
        if (weights is not null)
            Array.Resize(ref weights, at);
        return new Rows(starts, ends, weights);
    }

    public Rows Where(Func<int, int, double, bool> keep)
    {
        var starts = new int[Count + 1];
        var ends = new int[Ends.Length];
        var weights = Weights is null ? null : new double[Ends.Length];
        var at = 0;
        for (var node = 0; node < Count; node++)
        {
            for (var place = Starts[node]; place < Starts[node + 1]; place++)
            {
                if (!keep(node, Ends[place], Weight(place)))
                    continue;
                ends[at] = Ends[place];
                if (weights is not null)
                    weights[at] = Weights![place];
                at++;
            }

            starts[node + 1] = at;
        }

        Array.Resize(ref ends, at);
        if (weights is not null)
            Array.Resize(ref weights, at);
        return new Rows(starts, ends, weights);
    }
}

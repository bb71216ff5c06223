namespace Groundswell.Networks.Measures;

/// <summary>Products of rows and vectors. Each entry is summed by one thread in the order of its row, so the result never depends on their number.</summary>
internal static class Sparse
{
    private const int Block = 8192;

    /// <summary>result[i] = Σ_j row[i, j] × vector[j].</summary>
    public static void Multiply(Rows rows, double[] vector, double[] result, Effort effort)
    {
        var (blocks, range) = Effort.Cut(rows.Count, Block);
        // Progress is told by who knows how many products there will be.
        (effort with { Progress = null }).InBlocks(blocks, block =>
        {
            var (from, to) = range(block);
            for (var node = from; node < to; node++)
            {
                var ends = rows.EndsOf(node);
                var sum = 0.0;
                if (rows.Weights is null)
                {
                    foreach (var end in ends)
                        sum += vector[end];
                }
                else
                {
                    var weights = rows.WeightsOf(node);
                    for (var at = 0; at < ends.Length; at++)
                        sum += weights[at] * vector[ends[at]];
                }

                result[node] = sum;
            }
        });
    }

    public static double Norm(ReadOnlySpan<double> vector) => Math.Sqrt(Dot(vector, vector));

    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var sum = 0.0;
        for (var at = 0; at < one.Length; at++)
            sum += one[at] * other[at];
        return sum;
    }

    /// <summary>vector += factor × other.</summary>
    public static void AddScaled(Span<double> vector, double factor, ReadOnlySpan<double> other)
    {
        for (var at = 0; at < vector.Length; at++)
            vector[at] += factor * other[at];
    }

    public static void Scale(Span<double> vector, double factor)
    {
        foreach (ref var value in vector)
            value *= factor;
    }
}

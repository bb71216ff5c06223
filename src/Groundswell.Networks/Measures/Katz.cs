namespace Groundswell.Networks.Measures;

/// <summary>How often somebody is reached over paths of any length, each step counting alpha times as much (Katz 1953): x = 1 + alpha Aᵀ x, not normalised.</summary>
public static class Katz
{
    /// <summary>Half of what still has a sum: 0.5 / spectral radius, or 0.1 where there is no cycle.</summary>
    public static double DefaultAlpha(Network network, Effort? effort = null) =>
        Eigenvector.SpectralRadius(network, effort) is var radius and > 0 ? 0.5 / radius : 0.1;

    public static double[] Incoming(Network network, double alpha, Effort? effort = null)
    {
        var nodes = network.Nodes;
        var (value, sum) = (new double[nodes], new double[nodes]);
        value.AsSpan().Fill(1);
        for (var round = 0; round < 100_000; round++)
        {
            Sparse.Multiply(network.Incoming, value, sum, Effort.Or(effort));
            var (change, largest) = (0.0, 0.0);
            for (var node = 0; node < nodes; node++)
            {
                sum[node] = 1 + (alpha * sum[node]);
                change = Math.Max(change, Math.Abs(sum[node] - value[node]));
                largest = Math.Max(largest, sum[node]);
            }

            (value, sum) = (sum, value);
            if (change <= 1e-16 * largest)
                return value;
            if (!double.IsFinite(largest))
                break;
        }

        throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The sum over all paths has no end: alpha is not below 1 / spectral radius.");
    }
}

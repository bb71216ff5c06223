namespace Groundswell.Networks.Statistics;

/// <summary>Of many tests those that may be called findings, so that no more than the share q of findings is expected to be false (Benjamini and Hochberg 1995).</summary>
public static class BenjaminiHochberg
{
    public static bool[] Findings(IReadOnlyList<double> p, double q = 0.1) => [.. Adjusted(p).Select(value => value <= q)];

    /// <summary>For each test the least q with which it is a finding.</summary>
    public static double[] Adjusted(IReadOnlyList<double> p)
    {
        var order = Enumerable.Range(0, p.Count).OrderByDescending(at => p[at]).ToArray();
        var adjusted = new double[p.Count];
        var least = 1.0;
        foreach (var (place, at) in order.Index())
            adjusted[at] = least = Math.Min(least, p[at] * p.Count / (p.Count - place));
        return adjusted;
    }
}

namespace Groundswell.Changes.Judging;

/// <summary>One figure of several jobs: how many, their mean, and how much they differ.</summary>
internal readonly record struct Sample(int Count, decimal Mean, double Variance)
{
    public static Sample Of(IEnumerable<decimal?> values)
    {
        var known = values.OfType<decimal>().ToList();
        if (known.Count == 0)
            return default;
        var mean = known.Average();
        return new Sample(known.Count, mean, known.Count < 2 ? 0 : known.Sum(value => Math.Pow((double)(value - mean), 2)) / (known.Count - 1));
    }

    /// <summary>The standard error of the difference of two means (Welch): how far chance alone moves them apart.</summary>
    public static decimal ErrorOfDifference(Sample one, Sample other) =>
        one.Count == 0 || other.Count == 0 ? 0 : (decimal)Math.Sqrt((one.Variance / one.Count) + (other.Variance / other.Count));
}

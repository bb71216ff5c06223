namespace Groundswell.Networks.Signs;

/// <summary>
/// A chart that remembers (Roberts 1959): z = weight × x + (1 - weight) × z before, from the baseline's mean on, with limits of so many standard deviations of z. It
/// sees small changes that last, which a single week does not show.
/// </summary>
public static class Ewma
{
    /// <param name="standardized">Each week's distance from the baseline's mean, in that week's own standard deviations.</param>
    public static IReadOnlyList<EwmaPoint> Of(IReadOnlyList<double> standardized, double weight = 0.3, double limit = 3)
    {
        if (weight is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "Between 0 and 1.");
        var points = new EwmaPoint[standardized.Count];
        var z = 0.0;
        for (var week = 0; week < points.Length; week++)
        {
            z = (weight * standardized[week]) + ((1 - weight) * z);
            // The variance of z grows to its limit: the first weeks have narrower ones.
            var deviation = Math.Sqrt(weight / (2 - weight) * (1 - Math.Pow(1 - weight, 2 * (week + 1))));
            points[week] = new EwmaPoint(z, limit * deviation);
        }

        return points;
    }
}

/// <summary>Where the chart stands in a week, and how far it may.</summary>
public readonly record struct EwmaPoint(double Value, double Limit)
{
    public bool Above => Value > Limit;

    public bool Below => Value < -Limit;
}

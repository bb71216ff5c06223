using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Tests.Statistics;

public sealed class ResamplingTests
{
    [Fact]
    public void An_interval_of_a_mean_is_what_theory_says()
    {
        // 400 values of deviation √(1/12): nine of ten means lie within 1.645 × 0.0144 of 0.5.
        var chance = new Chance(3);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => chance.Unit())];
        var (low, high) = Assert.Single(Resampling.Intervals(values, drawn => [drawn.Average()], seed: 1, resamples: 1000));

        Assert.Equal(2 * 1.645 * Math.Sqrt(1 / 12.0 / 400), high - low, 0.006);
        Assert.InRange(values.Average(), low, high);
    }

    [Fact]
    public void Percentiles_put_ties_in_the_middle() =>
        Assert.Equal([0, 0.5, 0.5, 1], Resampling.Percentiles([1, 2, 2, 3]));

    [Fact]
    public void What_rank_explains_is_taken_out()
    {
        double[] rank = [1, 1, 2, 2, 3, 3];
        double[] tenure = [5, 1, 3, 8, 2, 4];
        var fit = LinearRegression.Fit([.. rank.Zip(tenure, (one, other) => 2 + (3 * one) - (0.5 * other))], rank, tenure);

        Reference.Agree("coefficients", [2, 3, -0.5], fit.Coefficients);
        Reference.Agree("residuals", new double[6], fit.Residuals);
        // By hand the line is 1 + x / 2.
        Reference.Agree("residuals", [0, -0.5, 1, -0.5], LinearRegression.Fit([1, 1, 3, 2], (double[])[0, 1, 2, 3]).Residuals);
        Assert.Throws<InvalidOperationException>(() => LinearRegression.Fit([1, 2, 3], (double[])[4, 4, 4]));
    }
}

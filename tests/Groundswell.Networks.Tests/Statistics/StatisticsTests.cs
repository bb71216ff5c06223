using FsCheck;
using FsCheck.Fluent;
using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Tests.Statistics;

/// <summary>Against printed tables, closed forms and sums over all cases.</summary>
public sealed class StatisticsTests
{
    [Fact]
    public void Tails_agree_with_tables()
    {
        Assert.Equal(0.025, Distributions.NormalAbove(1.959963984540054), 1e-13);
        Assert.Equal(0.975, Distributions.NormalAbove(-1.959963984540054), 1e-13);
        Assert.Equal(0.05, Distributions.ChiSquareAbove(16.918977604620448, 9), 1e-13);
        Assert.Equal(0.025, Distributions.StudentAbove(2.2281388519862744, 10), 1e-13);
        Assert.Equal(2.2281388519862744, Distributions.StudentQuantileAbove(0.025, 10), 1e-9);
        Assert.Equal(0.25, Distributions.StudentAbove(1, 1), 1e-13);
        Assert.Equal(Math.Log(24), Distributions.LogGamma(5), 1e-13);
        Assert.Equal(Math.Log(Math.PI) / 2, Distributions.LogGamma(0.5), 1e-13);
    }

    [Fact]
    public void Discrete_tails_are_sums_of_their_terms() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(1, 40), Gen.Choose(1, 99)).ToArbitrary(), drawn =>
        {
            var (n, p) = (drawn.Item1, drawn.Item2 / 100.0);
            var (sum, term) = (0.0, Math.Pow(1 - p, n));
            for (var k = 0; k <= n; k++)
            {
                Assert.Equal(1 - sum, Distributions.BinomialAtLeast(k, n, p), 1e-12);
                sum += term;
                Assert.Equal(sum, Distributions.BinomialAtMost(k, n, p), 1e-12);
                term *= (n - k) / (k + 1.0) * p / (1 - p);
            }

            // A negative binomial of size n: r failures before n successes.
            var (mean, point) = (n * p / (1 - p), Math.Pow(1 - p, n));
            sum = 0;
            for (var k = 0; k <= 30; k++)
            {
                Assert.Equal(1 - sum, Distributions.NegativeBinomialAtLeast(k, mean, n), 1e-11);
                sum += point;
                Assert.Equal(sum, Distributions.NegativeBinomialAtMost(k, mean, n), 1e-11);
                point *= (n + k) / (k + 1.0) * p;
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_lady_tasting_tea()
    {
        // Fisher 1935: three of four cups right is 17 of 70.
        Assert.Equal(17 / 70.0, ExactTests.Share(3, 4, 1, 4, Direction.Rising), 1e-12);
        Assert.Equal(69 / 70.0, ExactTests.Share(3, 4, 1, 4, Direction.Falling), 1e-12);
        Assert.Equal(1 / 70.0, ExactTests.Share(0, 4, 4, 4, Direction.Falling), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactTests.Share(5, 4, 1, 4, Direction.Rising));
    }

    [Fact]
    public void Rates_are_compared_by_how_a_coin_would_share_them()
    {
        Assert.Equal(56 / 1024.0, ExactTests.Rate(8, 10, 2, 10, Direction.Rising), 1e-12);
        Assert.Equal(1 - (11 / 1024.0), ExactTests.Rate(8, 10, 2, 10, Direction.Falling), 1e-12);
        Assert.Equal(Math.Pow(0.9, 20), ExactTests.Rate(0, 1, 20, 9, Direction.Falling), 1e-12);
        Assert.Equal(1, ExactTests.Rate(3, 0, 5, 9, Direction.Rising));
        Assert.Equal(Distributions.BinomialAtLeast(9, 60, 4 / 60.0), ExactTests.ShareAgainst(9, 60, 4 / 60.0, Direction.Rising));
    }

    [Fact]
    public void What_swings_by_itself_needs_more_to_be_a_sign()
    {
        var calm = Enumerable.Range(0, 8).Select(week => ((long)(10 + (week % 2)), 10.0)).ToArray();
        var wild = Enumerable.Range(0, 8).Select(week => ((long)(week % 2 == 0 ? 2 : 19), 10.0)).ToArray();

        Assert.Equal(ExactTests.Rate(20, 10, 84, 80, Direction.Rising), ExactTests.DispersedRate(20, 10, calm, Direction.Rising));
        Assert.True(ExactTests.DispersedRate(20, 10, wild, Direction.Rising) > 0.05);
        Assert.True(ExactTests.DispersedRate(20, 10, calm, Direction.Rising) < 0.02);
    }

    [Fact]
    public void A_level_is_compared_with_one_more_of_its_kind()
    {
        // Mean 3, deviation √2.5: t = (8 - 3) / (√2.5 √1.2) with four degrees of freedom.
        Assert.Equal(Distributions.StudentAbove(5 / Math.Sqrt(3), 4), ExactTests.Level(8, [1, 2, 3, 4, 5], Direction.Rising), 1e-12);
        Assert.Equal(1 - Distributions.StudentAbove(5 / Math.Sqrt(3), 4), ExactTests.Level(8, [1, 2, 3, 4, 5], Direction.Falling), 1e-12);
        Assert.Equal(1, ExactTests.Level(8, [3, 3, 3, 3], Direction.Rising));
    }

    [Fact]
    public void False_findings_are_held_to_their_share()
    {
        Reference.Agree("adjusted", [0.04, 0.5, 0.04, 0.04], BenjaminiHochberg.Adjusted([0.01, 0.5, 0.03, 0.02]));
        Assert.Equal([true, false, true, true], BenjaminiHochberg.Findings([0.01, 0.5, 0.03, 0.02]));
        Assert.Empty(BenjaminiHochberg.Findings([]));
    }

    [Fact]
    public void Findings_are_those_of_the_step_up_procedure() =>
        Prop.ForAll(Gen.Choose(0, 200).Select(p => p / 1000.0).ArrayOf().ToArbitrary(), p =>
        {
            // As the paper says it: the largest k for which the k-th smallest is at most k q / m.
            double[] sorted = [.. p.Order()];
            var largest = Enumerable.Range(1, p.Length).Where(k => sorted[k - 1] <= (k * 0.1 / p.Length) + 1e-15).DefaultIfEmpty(0).Max();

            Assert.Equal(largest, BenjaminiHochberg.Findings(p, 0.1 + 1e-12).Count(found => found));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_logistic_regression_of_two_groups_is_their_odds()
    {
        // 30 of 40 against 10 of 50: the logarithm of the odds ratio is ln(3 × 4), its variance 1/30 + 1/10 + 1/10 + 1/40.
        var fit = LogisticRegression.Fit([([1, 1], true, 30), ([1, 1], false, 10), ([1, 0], true, 10), ([1, 0], false, 40)], [0, 0]);

        Assert.Equal(Math.Log(0.25), fit.Coefficients[0], 1e-9);
        Assert.Equal(Math.Log(12), fit.Coefficients[1], 1e-9);
        Assert.Equal(Math.Sqrt((1 / 30.0) + 0.1 + 0.1 + (1 / 40.0)), fit.StandardErrors[1], 1e-9);
    }

    [Fact]
    public void What_has_no_best_fit_is_said_not_to()
    {
        Assert.Throws<InvalidOperationException>(() => LogisticRegression.Fit([([1, 1], true, 5), ([1, 1], false, 5)], [0, 0]));
        Assert.True(LogisticRegression.Fit([([1, 1], true, 5), ([1, 0], false, 5)], [0.01, 0.01]).Coefficients[1] > 3);
    }
}

namespace Groundswell.Networks.Statistics;

/// <summary>Whether something happens more often, or less, than on a baseline of its own. Every p is one-sided and exact.</summary>
public static class ExactTests
{
    /// <summary>
    /// Shares: x of n now against x of n before, whatever the share is (Fisher's exact test).
    /// </summary>
    public static double Share(long now, long ofNow, long before, long ofBefore, Direction direction)
    {
        Check(now, ofNow);
        Check(before, ofBefore);
        return direction == Direction.Rising
            ? Distributions.HypergeometricAtLeast(now, ofNow, now + before, ofNow + ofBefore)
            : Distributions.HypergeometricAtLeast(ofNow - now, ofNow, ofNow - now + (ofBefore - before), ofNow + ofBefore);
    }

    /// <summary>A share against one that is known, such as four minutes of sixty.</summary>
    public static double ShareAgainst(long now, long ofNow, double expected, Direction direction)
    {
        Check(now, ofNow);
        return direction == Direction.Rising ? Distributions.BinomialAtLeast(now, ofNow, expected) : Distributions.BinomialAtMost(now, ofNow, expected);
    }

    /// <summary>
    /// Rates: x in an exposure now against x in an exposure before, whatever the rate is (Przyborowski and Wilenski 1940: given all of them, those now are binomial).
    /// </summary>
    public static double Rate(long now, double exposureNow, long before, double exposureBefore, Direction direction)
    {
        if (exposureNow <= 0 || exposureBefore <= 0)
            return 1;
        var share = exposureNow / (exposureNow + exposureBefore);
        return direction == Direction.Rising ? Distributions.BinomialAtLeast(now, now + before, share) : Distributions.BinomialAtMost(now, now + before, share);
    }

    /// <summary>
    /// Rates that vary more from week to week than chance would have them: against a negative binomial distribution with the baseline's rate and its dispersion by
    /// moments. Where the baseline shows no dispersion this is <see cref="Rate"/>.
    /// </summary>
    public static double DispersedRate(long now, double exposureNow, IReadOnlyList<(long Count, double Exposure)> baseline, Direction direction)
    {
        var (count, exposure) = (baseline.Sum(week => week.Count), baseline.Sum(week => week.Exposure));
        if (exposureNow <= 0 || exposure <= 0)
            return 1;
        var rate = count / exposure;
        var mean = rate * exposureNow;
        // Var = mean + mean² / size: what is left beyond the mean, over the squares of the means.
        var beyond = baseline.Sum(week => Math.Pow(week.Count - (rate * week.Exposure), 2) - (rate * week.Exposure * (1 - (week.Exposure / exposure))));
        var squares = baseline.Sum(week => Math.Pow(rate * week.Exposure, 2));
        if (baseline.Count < 3 || beyond <= 0 || mean <= 0)
            return Rate(now, exposureNow, count, exposure, direction);
        var size = squares / beyond;
        return direction == Direction.Rising
            ? Distributions.NegativeBinomialAtLeast(now, mean, size)
            : Distributions.NegativeBinomialAtMost(now, mean, size);
    }

    /// <summary>A measured level against the mean of a baseline, with the error of a single further value (Student).</summary>
    public static double Level(double now, IReadOnlyList<double> baseline, Direction direction)
    {
        if (baseline.Count < 3)
            return 1;
        var mean = baseline.Average();
        var deviation = Math.Sqrt(baseline.Sum(value => (value - mean) * (value - mean)) / (baseline.Count - 1));
        if (deviation == 0)
            return 1;
        var t = (now - mean) / (deviation * Math.Sqrt(1 + (1.0 / baseline.Count)));
        return Distributions.StudentAbove(direction == Direction.Rising ? t : -t, baseline.Count - 1);
    }

    /// <summary>Between what a share lies that so many of so many were seen of, with the given confidence (Clopper and Pearson 1934).</summary>
    public static (double Low, double High) ShareBetween(long count, long of, double confidence = 0.9)
    {
        Check(count, of);
        var beyond = (1 - confidence) / 2;
        return (
            count == 0 ? 0 : Where(share => Distributions.BinomialAtLeast(count, of, share) >= beyond),
            count == of ? 1 : Where(share => Distributions.BinomialAtMost(count, of, share) <= beyond));

        // The least share of which it is true: it is false below and true above.
        static double Where(Func<double, bool> holds)
        {
            var (low, high) = (0.0, 1.0);
            for (var halved = 0; halved < 50; halved++)
            {
                var middle = (low + high) / 2;
                if (holds(middle))
                    high = middle;
                else
                    low = middle;
            }

            return high;
        }
    }

    private static void Check(long count, long of)
    {
        if (count < 0 || count > of)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Of {of} there can't be {count}.");
    }
}

/// <summary>Which way a change is a sign.</summary>
public enum Direction
{
    Rising,
    Falling,
}

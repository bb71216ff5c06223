namespace Groundswell.Networks.Statistics;

/// <summary>Tails and quantiles of the distributions that tests need, by continued fractions and sums (Abramowitz and Stegun 1964; Lentz 1976).</summary>
public static class Distributions
{
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
        9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x) for x above zero (Lanczos 1964, g = 7).</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x -= 1;
        var sum = Lanczos[0];
        for (var at = 1; at < Lanczos.Length; at++)
            sum += Lanczos[at] / (x + at);
        var shifted = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(shifted)) - shifted + Math.Log(sum);
    }

    /// <summary>The regularized incomplete beta function I_x(a, b).</summary>
    public static double Beta(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        if (x > (a + 1) / (a + b + 2))
            return 1 - Beta(1 - x, b, a);
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x))) / a;
        var (fraction, c, d) = (1.0, 1.0, 0.0);
        for (var step = 0; step < 10_000; step++)
        {
            var half = step / 2;
            var numerator = step switch
            {
                0 => 1,
                _ when step % 2 == 0 => half * (b - half) * x / ((a + (2 * half) - 1) * (a + (2 * half))),
                _ => -(a + half) * (a + b + half) * x / ((a + (2 * half)) * (a + (2 * half) + 1)),
            };
            d = 1 / NotZero(1 + (numerator * d));
            c = NotZero(1 + (numerator / c));
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
                break;
        }

        return front * (fraction - 1);
    }

    /// <summary>The regularized upper incomplete gamma function Q(a, x).</summary>
    public static double GammaAbove(double a, double x)
    {
        if (x <= 0)
            return 1;
        var front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        if (x < a + 1)
        {
            var (term, sum) = (1 / a, 1 / a);
            for (var step = 1; step < 100_000 && term > sum * 1e-17; step++)
                sum += term *= x / (a + step);
            return 1 - (front * sum);
        }

        var b = x + 1 - a;
        var (c, d) = (1e300, 1 / b);
        var fraction = d;
        for (var step = 1; step < 100_000; step++)
        {
            var numerator = -step * (step - a);
            b += 2;
            d = 1 / NotZero((numerator * d) + b);
            c = NotZero(b + (numerator / c));
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
                break;
        }

        return front * fraction;
    }

    /// <summary>The probability of a standard normal value above z.</summary>
    public static double NormalAbove(double z) => z >= 0 ? GammaAbove(0.5, z * z / 2) / 2 : 1 - NormalAbove(-z);

    public static double ChiSquareAbove(double value, double degrees) => GammaAbove(degrees / 2, value / 2);

    /// <summary>The probability of a value of Student's distribution above t.</summary>
    public static double StudentAbove(double t, double degrees)
    {
        var outside = Beta(degrees / (degrees + (t * t)), degrees / 2, 0.5);
        return t >= 0 ? outside / 2 : 1 - (outside / 2);
    }

    /// <summary>What a value of Student's distribution is above with the given probability, by bisection.</summary>
    public static double StudentQuantileAbove(double probability, double degrees)
    {
        var (low, high) = (-1e6, 1e6);
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = StudentAbove(middle, degrees) > probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>P(X ≥ k) of n trials.</summary>
    public static double BinomialAtLeast(long k, long n, double p) => k <= 0 ? 1 : k > n ? 0 : Beta(p, k, n - k + 1);

    /// <summary>P(X ≤ k) of n trials.</summary>
    public static double BinomialAtMost(long k, long n, double p) => k < 0 ? 0 : k >= n ? 1 : Beta(1 - p, n - k, k + 1);

    /// <summary>P(X ≥ k) where p = size / (size + mean): Poisson counts whose means differ by a gamma distribution.</summary>
    public static double NegativeBinomialAtLeast(long k, double mean, double size) => k <= 0 ? 1 : Beta(mean / (size + mean), k, size);

    /// <summary>P(X ≤ k).</summary>
    public static double NegativeBinomialAtMost(long k, double mean, double size) => k < 0 ? 0 : Beta(size / (size + mean), size, k + 1);

    /// <summary>P(X ≥ k) when so many are drawn without putting back from a population of which some are marked.</summary>
    public static double HypergeometricAtLeast(long k, long drawn, long marked, long population)
    {
        var (least, most) = (Math.Max(0, drawn + marked - population), Math.Min(drawn, marked));
        if (k <= least)
            return 1;
        var sum = 0.0;
        for (var count = most; count >= k; count--)
            sum += Math.Exp(LogChoose(marked, count) + LogChoose(population - marked, drawn - count) - LogChoose(population, drawn));
        return Math.Min(1, sum);
    }

    private static double LogChoose(long n, long k) => LogGamma(n + 1.0) - LogGamma(k + 1.0) - LogGamma(n - k + 1.0);

    private static double NotZero(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;
}

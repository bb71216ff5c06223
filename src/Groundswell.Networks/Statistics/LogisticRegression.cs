namespace Groundswell.Networks.Statistics;

/// <summary>
/// logit P(y) = Σ coefficient × value, by Newton's method. A ridge pulls the coefficients it applies to towards zero, which also settles what the data leave open.
/// </summary>
public sealed record LogisticRegression(IReadOnlyList<double> Coefficients, IReadOnlyList<double> StandardErrors, int Rounds)
{
    /// <param name="rows">Values with what happened and how often that row stands.</param>
    /// <param name="ridge">By coefficient: half of this times its square is taken from the logarithm of the likelihood.</param>
    public static LogisticRegression Fit(IReadOnlyList<(double[] Values, bool Happened, double Times)> rows, IReadOnlyList<double> ridge) =>
        FitOrNone(rows, ridge) ?? throw new InvalidOperationException("No coefficients fit best: the data don't tell them apart, or what happened follows from them without exception. Use a ridge.");

    /// <summary>Null where the data don't tell the coefficients apart, or what happened follows from the values without exception.</summary>
    public static LogisticRegression? FitOrNone(IReadOnlyList<(double[] Values, bool Happened, double Times)> rows, IReadOnlyList<double> ridge)
    {
        var size = ridge.Count;
        var coefficients = new double[size];
        var last = Likelihood(rows, coefficients, ridge);
        for (var round = 1; round <= 100; round++)
        {
            var (gradient, information) = Derivatives(rows, coefficients, ridge);
            if (LinearSystem.Solve(information, gradient) is not { } step)
                return null;
            // A step that overshoots is halved.
            var share = 1.0;
            var next = Moved(1);
            var likelihood = Likelihood(rows, next, ridge);
            while (likelihood < last - 1e-12 && share > 1e-6)
            {
                share /= 2;
                next = Moved(share);
                likelihood = Likelihood(rows, next, ridge);
            }

            (coefficients, last) = (next, likelihood);
            if (step.Max(Math.Abs) * share > 1e-10)
                continue;
            var inverse = LinearSystem.Inverse(Derivatives(rows, coefficients, ridge).Information)!;
            return new LogisticRegression(coefficients, [.. Enumerable.Range(0, size).Select(at => Math.Sqrt(inverse[at][at]))], round);

            double[] Moved(double by) => [.. coefficients.Select((value, at) => value + (by * step[at]))];
        }

        return null;
    }

    private static double Likelihood(IReadOnlyList<(double[] Values, bool Happened, double Times)> rows, double[] coefficients, IReadOnlyList<double> ridge)
    {
        var sum = -coefficients.Select((value, at) => ridge[at] * value * value / 2).Sum();
        foreach (var (values, happened, times) in rows)
        {
            var logit = Logit(values, coefficients);
            // ln(1 + e^x) without an overflow.
            sum += times * ((happened ? logit : 0) - Math.Max(logit, 0) - Math.Log(1 + Math.Exp(-Math.Abs(logit))));
        }

        return sum;
    }

    private static (double[] Gradient, double[][] Information) Derivatives(
        IReadOnlyList<(double[] Values, bool Happened, double Times)> rows, double[] coefficients, IReadOnlyList<double> ridge)
    {
        var size = coefficients.Length;
        var gradient = new double[size];
        var information = new double[size][];
        for (var row = 0; row < size; row++)
        {
            information[row] = new double[size];
            information[row][row] = ridge[row];
            gradient[row] = -ridge[row] * coefficients[row];
        }

        foreach (var (values, happened, times) in rows)
        {
            var expected = 1 / (1 + Math.Exp(-Logit(values, coefficients)));
            var weight = times * expected * (1 - expected);
            for (var row = 0; row < size; row++)
            {
                if (values[row] == 0)
                    continue;
                gradient[row] += times * values[row] * ((happened ? 1 : 0) - expected);
                for (var column = 0; column <= row; column++)
                    information[row][column] += weight * values[row] * values[column];
            }
        }

        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < row; column++)
                information[column][row] = information[row][column];
        }

        return (gradient, information);
    }

    private static double Logit(double[] values, double[] coefficients)
    {
        var sum = 0.0;
        for (var at = 0; at < values.Length; at++)
            sum += values[at] * coefficients[at];
        return sum;
    }
}

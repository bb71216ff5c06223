using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Spreading;

/// <summary>
/// Bass's curve fitted to how many have taken something up at the end of each period, by least squares on the curve (Levenberg and Marquardt, on the logarithms, begun
/// with the regression that Bass used). Intervals are from fitting again to people drawn anew.
/// </summary>
/// <param name="Error">The root of the mean square of what is left, in people.</param>
public sealed record BassFit(BassCurve Curve, double Error)
{
    /// <param name="cumulated">How many have it at the end of period 1, 2, …</param>
    /// <param name="people">How many could have it at most: the ceiling is not above.</param>
    public static BassFit Of(IReadOnlyList<int> cumulated, int people)
    {
        if (cumulated.Count < 4)
            throw new ArgumentException("Fewer than four periods don't tell three parameters.", nameof(cumulated));
        if (cumulated[^1] < 3 || cumulated[^1] > people)
            throw new ArgumentException($"{cumulated[^1]} of {people} have it: between three and all are needed for a curve.", nameof(cumulated));
        double[] values = [.. cumulated.Select(count => (double)count)];
        // The sum of squares has valleys: it is descended from several places.
        return Starts(values, people).Select(start => Descend(values, people, start)).MinBy(fit => fit.Error)!;
    }

    /// <summary>What nine of ten fits to people drawn anew lie between: of all people as many with putting back, each with the period in which they took it up, or none.</summary>
    public static BassInterval Interval(IReadOnlyList<int> cumulated, int people, ulong seed, int resamples = 200, double confidence = 0.9, Effort? effort = null)
    {
        var fit = Of(cumulated, people);
        var fits = new BassCurve?[resamples];
        Effort.Or(effort).InBlocks(resamples, resample =>
        {
            var chance = new Chance(seed, (ulong)resample);
            var counts = new int[cumulated.Count];
            for (var person = 0; person < people; person++)
            {
                var drawn = chance.Below(people);
                for (var period = 0; period < counts.Length; period++)
                    counts[period] += drawn < cumulated[period] ? 1 : 0;
            }

            if (counts[^1] < 3)
                return;
            // People drawn anew are much like these: their curve lies near, or where a regression puts it.
            double[] values = [.. counts.Select(count => (double)count)];
            fits[resample] = Starts(values, people).Take(1).Prepend(fit.Curve).Select(start => Descend(values, people, start)).MinBy(found => found.Error)!.Curve;
        });
        BassCurve[] all = [.. fits.OfType<BassCurve>()];
        return new BassInterval(fit.Curve, Range(curve => curve.P), Range(curve => curve.Q), Range(curve => curve.Pull), Range(curve => curve.HalfTime), Range(curve => curve.Ceiling), all);

        (double Low, double High) Range(Func<BassCurve, double> of)
        {
            double[] sorted = [.. all.Select(of).Order()];
            var tail = (1 - confidence) / 2;
            return (sorted[(int)(tail * (sorted.Length - 1))], sorted[(int)Math.Ceiling((1 - tail) * (sorted.Length - 1))]);
        }
    }

    private static IEnumerable<BassCurve> Starts(double[] cumulated, int people)
    {
        var last = cumulated[^1];
        if (Regression(cumulated) is var (a, b, c) && (b * b) - (4 * a * c) is > 0 and var under && c < 0 && a > 0)
        {
            var ceiling = (-b - Math.Sqrt(under)) / (2 * c);
            if (ceiling > 0)
                yield return new BassCurve(a / ceiling, Math.Max(1e-4, -c * ceiling), Math.Clamp(ceiling, last, people));
        }

        foreach (var (p, q) in new[] { (0.01, 0.3), (0.05, 0.05), (0.001, 0.8), (0.2, 0.01) })
        {
            yield return new BassCurve(p, q, Math.Min(people, 1.1 * last));
            yield return new BassCurve(p, q, people);
        }
    }

    /// <summary>New ones of a period on those before it and their square: n = a + b N + c N².</summary>
    private static (double A, double B, double C)? Regression(double[] cumulated)
    {
        var scale = cumulated[^1];
        var (matrix, right) = (new double[3][], new double[3]);
        for (var row = 0; row < 3; row++)
            matrix[row] = new double[3];
        for (var period = 0; period < cumulated.Length; period++)
        {
            var before = period == 0 ? 0 : cumulated[period - 1] / scale;
            var fresh = (cumulated[period] / scale) - before;
            double[] values = [1, before, before * before];
            for (var row = 0; row < 3; row++)
            {
                right[row] += values[row] * fresh;
                for (var column = 0; column < 3; column++)
                    matrix[row][column] += values[row] * values[column];
            }
        }

        return LinearSystem.Solve(matrix, right) is [var a, var b, var c] ? (a * scale, b, c / scale) : null;
    }

    private static BassFit Descend(double[] cumulated, int people, BassCurve start)
    {
        var last = cumulated[^1];
        // The ceiling lies between what is reached and everybody: a logistic function of a free number.
        var room = Math.Max(1e-9, people - last);
        var share = Math.Clamp((start.Ceiling - last) / room, 0.01, 0.99);
        double[] at = [Math.Log(start.P), Math.Log(start.Q), Math.Log(share / (1 - share))];
        var damping = 1e-3;
        var error = Squares(at);
        for (var round = 0; round < 500 && damping < 1e12; round++)
        {
            var (matrix, right) = Normal(at);
            for (var row = 0; row < 3; row++)
                matrix[row][row] = (matrix[row][row] * (1 + damping)) + 1e-12;
            var step = LinearSystem.Solve(matrix, right);
            if (step is null)
            {
                damping *= 10;
                continue;
            }

            double[] next = [.. at.Select((value, place) => Math.Clamp(value + step[place], -25, 25))];
            var left = Squares(next);
            if (left >= error)
            {
                damping *= 10;
                continue;
            }

            var gain = (error - left) / Math.Max(error, 1e-300);
            (at, error, damping) = (next, left, damping / 10);
            if (gain < 1e-14)
                break;
        }

        return new BassFit(Curve(at), Math.Sqrt(error / cumulated.Length));

        BassCurve Curve(double[] of) => new(Math.Exp(of[0]), Math.Exp(of[1]), last + (room / (1 + Math.Exp(-of[2]))));

        double Squares(double[] of)
        {
            var curve = Curve(of);
            var sum = 0.0;
            for (var period = 0; period < cumulated.Length; period++)
                sum += Math.Pow(cumulated[period] - curve.At(period + 1), 2);
            return sum;
        }

        (double[][] Matrix, double[] Right) Normal(double[] of)
        {
            const double Step = 1e-6;
            var (matrix, right) = (new double[3][], new double[3]);
            for (var row = 0; row < 3; row++)
                matrix[row] = new double[3];
            var curve = Curve(of);
            BassCurve[] above = [.. Enumerable.Range(0, 3).Select(place => Curve([.. of.Select((value, other) => other == place ? value + Step : value)]))];
            BassCurve[] below = [.. Enumerable.Range(0, 3).Select(place => Curve([.. of.Select((value, other) => other == place ? value - Step : value)]))];
            for (var period = 0; period < cumulated.Length; period++)
            {
                double[] slopes = [.. Enumerable.Range(0, 3).Select(place => (above[place].At(period + 1) - below[place].At(period + 1)) / (2 * Step))];
                for (var row = 0; row < 3; row++)
                {
                    right[row] += slopes[row] * (cumulated[period] - curve.At(period + 1));
                    for (var column = 0; column < 3; column++)
                        matrix[row][column] += slopes[row] * slopes[column];
                }
            }

            return (matrix, right);
        }
    }
}

/// <summary>A fitted curve and what its numbers lie between; the resampled curves are there for a band around a forecast.</summary>
public sealed record BassInterval(
    BassCurve Curve,
    (double Low, double High) P,
    (double Low, double High) Q,
    (double Low, double High) Pull,
    (double Low, double High) HalfTime,
    (double Low, double High) Ceiling,
    IReadOnlyList<BassCurve> Resampled);

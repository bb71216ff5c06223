using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Spreading;

/// <summary>What one site had in one period, and whether it had begun by then.</summary>
public readonly record struct WedgeCell(int Site, int Period, bool Begun, double Outcome, double Weight = 1);

/// <summary>
/// The effect of something that sites begin one after another in an order drawn by lot: Y = site + period + effect × begun (Hussey and Hughes 2007, with fixed sites).
/// The error lets each site's cells hang together (Liang and Zeger 1986, with the usual small-sample factor and Student's distribution); the p is that of the lot itself:
/// beginnings dealt out anew among the sites.
/// </summary>
/// <param name="Low">The lower end of the interval with the given confidence.</param>
/// <param name="P">Two-sided.</param>
public sealed record SteppedWedge(double Effect, double StandardError, double Low, double High, double P, double Confidence)
{
    public static SteppedWedge Of(IReadOnlyList<WedgeCell> cells, ulong seed, double confidence = 0.95, int permutations = 999, Effort? effort = null)
    {
        int[] sites = [.. cells.Select(cell => cell.Site).Distinct().Order()];
        if (sites.Length < 3)
            throw new ArgumentException("Fewer than three sites make no trial.", nameof(cells));
        var fit = new Fit(cells, sites);
        var begun = cells.Select(cell => cell.Begun ? 1.0 : 0).ToArray();
        var (effect, error) = fit.Estimate(begun) ?? throw new ArgumentException("Every site begins at once or never: sites and periods explain all of it.", nameof(cells));

        var begins = sites.Select(site => cells.Where(cell => cell.Site == site && cell.Begun).Select(cell => cell.Period).DefaultIfEmpty(int.MaxValue).Min()).ToArray();
        if (cells.Any(cell => cell.Begun != (cell.Period >= begins[Array.IndexOf(sites, cell.Site)])))
            throw new ArgumentException("A site that has begun does not end.", nameof(cells));
        var effects = new double[permutations];
        Effort.Or(effort).InBlocks(permutations, at =>
        {
            var dealt = begins.ToArray();
            new Chance(seed, (ulong)at).Shuffle(dealt.AsSpan());
            effects[at] = fit.Estimate([.. cells.Select(cell => cell.Period >= dealt[Array.IndexOf(sites, cell.Site)] ? 1.0 : 0)])?.Effect ?? 0;
        });

        var asFar = effects.Count(other => Math.Abs(other) >= Math.Abs(effect) - 1e-12);
        var reach = error * Distributions.StudentQuantileAbove((1 - confidence) / 2, sites.Length - 1);
        return new SteppedWedge(effect, error, effect - reach, effect + reach, (asFar + 1.0) / (permutations + 1), confidence);
    }

    /// <summary>What sites and periods explain is taken out of outcomes and beginnings; what is left of the one is told by what is left of the other.</summary>
    private sealed class Fit
    {
        private readonly IReadOnlyList<WedgeCell> _cells;
        private readonly int[] _sites;
        private readonly int[][] _columns;
        private readonly double[][] _inverse;
        private readonly double[] _outcomes;
        private readonly int _parameters;

        public Fit(IReadOnlyList<WedgeCell> cells, int[] sites)
        {
            (_cells, _sites) = (cells, sites);
            int[] periods = [.. cells.Select(cell => cell.Period).Distinct().Order()];
            // The first period is what the sites are measured from.
            _columns = [.. cells.Select(cell => Array.IndexOf(periods, cell.Period) is > 0 and var period
                ? new[] { Array.IndexOf(sites, cell.Site), sites.Length + period - 1 }
                : [Array.IndexOf(sites, cell.Site)])];
            _parameters = sites.Length + periods.Length - 1;
            var matrix = new double[_parameters][];
            for (var row = 0; row < _parameters; row++)
                matrix[row] = new double[_parameters];
            for (var cell = 0; cell < cells.Count; cell++)
            {
                foreach (var row in _columns[cell])
                {
                    foreach (var column in _columns[cell])
                        matrix[row][column] += cells[cell].Weight;
                }
            }

            _inverse = LinearSystem.Inverse(matrix) ?? throw new ArgumentException("Some periods have no site in common.", nameof(cells));
            _outcomes = Residuals([.. cells.Select(cell => cell.Outcome)]);
        }

        public (double Effect, double Error)? Estimate(double[] begun)
        {
            var left = Residuals(begun);
            var squares = left.Select((value, cell) => _cells[cell].Weight * value * value).Sum();
            if (squares < 1e-9)
                return null;
            var effect = left.Select((value, cell) => _cells[cell].Weight * value * _outcomes[cell]).Sum() / squares;
            var meat = 0.0;
            foreach (var site in _sites)
            {
                var sum = 0.0;
                for (var cell = 0; cell < left.Length; cell++)
                    sum += _cells[cell].Site == site ? _cells[cell].Weight * left[cell] * (_outcomes[cell] - (effect * left[cell])) : 0;
                meat += sum * sum;
            }

            var (groups, count, parameters) = (_sites.Length, left.Length, _parameters + 1);
            var small = groups / (groups - 1.0) * (count - 1.0) / Math.Max(1, count - parameters);
            return (effect, Math.Sqrt(small * meat) / squares);
        }

        private double[] Residuals(double[] values)
        {
            var right = new double[_parameters];
            for (var cell = 0; cell < values.Length; cell++)
            {
                foreach (var column in _columns[cell])
                    right[column] += _cells[cell].Weight * values[cell];
            }

            double[] coefficients = [.. _inverse.Select(row => row.Zip(right, (one, other) => one * other).Sum())];
            return [.. values.Select((value, cell) => value - _columns[cell].Sum(column => coefficients[column]))];
        }
    }
}

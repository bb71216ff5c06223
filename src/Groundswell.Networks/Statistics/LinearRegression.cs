namespace Groundswell.Networks.Statistics;

/// <summary>value = constant + Σ coefficient × column, by least squares. What is left of somebody's value is what rank, reports and tenure don't explain.</summary>
/// <param name="Coefficients">The constant first.</param>
public sealed record LinearRegression(IReadOnlyList<double> Coefficients, IReadOnlyList<double> Residuals)
{
    public static LinearRegression Fit(IReadOnlyList<double> values, params IReadOnlyList<IReadOnlyList<double>> columns)
    {
        // Columns about their means: numbers of different sizes don't drown one another.
        double[] means = [.. columns.Select(column => column.Average())];
        var mean = values.Average();
        var matrix = new double[columns.Count][];
        var right = new double[columns.Count];
        for (var row = 0; row < columns.Count; row++)
        {
            matrix[row] = [.. columns.Select((other, column) => columns[row].Zip(other, (one, two) => (one - means[row]) * (two - means[column])).Sum())];
            right[row] = columns[row].Zip(values, (one, value) => (one - means[row]) * (value - mean)).Sum();
        }

        var slopes = LinearSystem.Solve(matrix, right) ?? throw new InvalidOperationException("A column is the same for all, or follows from the others: leave it out.");
        var constant = mean - slopes.Zip(means, (slope, of) => slope * of).Sum();
        return new LinearRegression(
            [constant, .. slopes],
            [.. values.Select((value, at) => value - constant - slopes.Select((slope, column) => slope * columns[column][at]).Sum())]);
    }
}

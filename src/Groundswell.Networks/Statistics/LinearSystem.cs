namespace Groundswell.Networks.Statistics;

/// <summary>Small symmetric positive systems, by Cholesky's decomposition.</summary>
internal static class LinearSystem
{
    /// <summary>The inverse of a symmetric positive definite matrix, or null where it is none.</summary>
    public static double[][]? Inverse(double[][] matrix)
    {
        var size = matrix.Length;
        var lower = Decompose(matrix);
        if (lower is null)
            return null;
        var inverse = new double[size][];
        for (var column = 0; column < size; column++)
        {
            var unit = new double[size];
            unit[column] = 1;
            inverse[column] = Substitute(lower, unit);
        }

        return inverse;
    }

    public static double[]? Solve(double[][] matrix, double[] right) => Decompose(matrix) is { } lower ? Substitute(lower, right) : null;

    private static double[][]? Decompose(double[][] matrix)
    {
        var size = matrix.Length;
        var lower = new double[size][];
        for (var row = 0; row < size; row++)
        {
            lower[row] = new double[row + 1];
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[row][column];
                for (var at = 0; at < column; at++)
                    sum -= lower[row][at] * lower[column][at];
                if (row > column)
                    lower[row][column] = sum / lower[column][column];
                else if (sum <= 1e-12 * Math.Abs(matrix[row][row]))
                    return null;
                else
                    lower[row][row] = Math.Sqrt(sum);
            }
        }

        return lower;
    }

    private static double[] Substitute(double[][] lower, double[] right)
    {
        var size = lower.Length;
        var solution = (double[])right.Clone();
        for (var row = 0; row < size; row++)
        {
            for (var at = 0; at < row; at++)
                solution[row] -= lower[row][at] * solution[at];
            solution[row] /= lower[row][row];
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var at = row + 1; at < size; at++)
                solution[row] -= lower[at][row] * solution[at];
            solution[row] /= lower[row][row];
        }

        return solution;
    }
}

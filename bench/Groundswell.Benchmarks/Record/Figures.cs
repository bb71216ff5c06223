using System.Globalization;

namespace Groundswell.Benchmarks.Record;

/// <summary>How figures are put together and printed.</summary>
internal static class Figures
{
    public static double Median(this IEnumerable<double> values) => values.Order().ToList() is var sorted && sorted.Count % 2 == 1
        ? sorted[sorted.Count / 2]
        : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;

    /// <param name="share">0.99 for the value that 99 of 100 do not pass.</param>
    public static double Percentile(this List<double> values, double share)
    {
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, Math.Ceiling(values.Count * share))];
    }

    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

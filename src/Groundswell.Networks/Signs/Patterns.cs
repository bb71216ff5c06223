using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Signs;

/// <summary>What something looks like in the entries of a group, as counts that can be tested or levels that can be charted.</summary>
public static class Patterns
{
    /// <summary>Entries that were made later than so long after what they tell of: how many of how many.</summary>
    public static (int Count, int Of) Late(IReadOnlyList<Made> entries, TimeSpan longer) =>
        (entries.Count(entry => entry.RecordedAt - entry.OccurredAt > longer), entries.Count);

    /// <summary>The middle one of the delays; NaN without entries.</summary>
    public static double MedianDelay(IReadOnlyList<Made> entries)
    {
        double[] delays = [.. entries.Select(entry => (entry.RecordedAt - entry.OccurredAt).TotalMinutes).Order()];
        return delays.Length == 0 ? double.NaN : (delays[(delays.Length - 1) / 2] + delays[delays.Length / 2]) / 2;
    }

    /// <summary>
    /// Entries made in one go: at least so many others by the same hand within so short a time, which tell of things that lie further apart (a batch, in the SWORD framework).
    /// </summary>
    public static (int Count, int Of) InOneGo(IReadOnlyList<Made> entries, int others, TimeSpan within, TimeSpan apart)
    {
        var count = 0;
        foreach (var hand in entries.GroupBy(entry => entry.By))
        {
            Made[] sorted = [.. hand.OrderBy(entry => entry.RecordedAt)];
            var batched = new bool[sorted.Length];
            var first = 0;
            for (var last = 0; last < sorted.Length; last++)
            {
                while (sorted[last].RecordedAt - sorted[first].RecordedAt > within)
                    first++;
                var window = sorted[first..(last + 1)];
                if (window.Length <= others || window.Max(entry => entry.OccurredAt) - window.Min(entry => entry.OccurredAt) < apart)
                    continue;
                batched.AsSpan(first, window.Length).Fill(true);
            }

            count += batched.Count(was => was);
        }

        return (count, entries.Count);
    }

    /// <summary>Minutes at a quarter of an hour: four of sixty if nobody rounds.</summary>
    public static (int Count, int Of) RoundMinutes(IReadOnlyList<int> minutes) => (minutes.Count(minute => minute % 15 == 0), minutes.Count);

    /// <summary>Whether last digits are as even as those of things measured: the p of chi-square with nine degrees of freedom.</summary>
    public static double LastDigits(IReadOnlyList<int> values)
    {
        var expected = values.Count / 10.0;
        if (expected < 5)
            return 1;
        var counts = new int[10];
        foreach (var value in values)
            counts[Math.Abs(value % 10)]++;
        return Distributions.ChiSquareAbove(counts.Sum(count => (count - expected) * (count - expected) / expected), 9);
    }

    /// <summary>
    /// How many kinds there are, as bits (Shannon), with Miller and Madow's correction for a small sample. It falls when everybody enters the same reason.
    /// </summary>
    public static double Entropy(IReadOnlyList<int> counts)
    {
        double all = counts.Sum();
        if (all == 0)
            return 0;
        var kinds = counts.Where(count => count > 0).ToArray();
        return kinds.Sum(count => -count / all * Math.Log2(count / all)) + ((kinds.Length - 1) / (2 * all * Math.Log(2)));
    }

    /// <summary>Deviation as a share of the mean; NaN for fewer than two values. It falls when times are made up.</summary>
    public static double Variation(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
            return double.NaN;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) / mean;
    }

    /// <summary>0 when all have the same, near 1 when one has all. It rises when one person answers every call.</summary>
    public static double Gini(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        var sum = sorted.Sum();
        return sum == 0 ? 0 : sorted.Select((value, at) => ((2.0 * (at + 1)) - sorted.Length - 1) * value).Sum() / (sorted.Length * sum);
    }

    /// <summary>Used in each of the first so many weeks, and in none of the last: whether something has been given up though there was work for it.</summary>
    public static bool GivenUp(IReadOnlyList<(int Uses, double Work)> weeks, int used = 3, int unused = 2, double steady = 0.8)
    {
        if (weeks.Count < used + unused)
            return false;
        var before = weeks.Skip(weeks.Count - used - unused).Take(used).ToArray();
        var after = weeks.Skip(weeks.Count - unused).ToArray();
        return before.All(week => week.Uses > 0) && after.All(week => week.Uses == 0) && after.Average(week => week.Work) >= steady * before.Average(week => week.Work);
    }
}

/// <summary>An entry: by whose hand, of when, and when it was made.</summary>
public readonly record struct Made(int By, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt);

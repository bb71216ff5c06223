namespace Groundswell.Networks.Statistics;

/// <summary>How well a score tells those that are from those that are not: the probability that one of the former has the higher one, ties counting half.</summary>
public static class Auc
{
    /// <param name="scores">Scores with what is so and how often that row stands.</param>
    /// <returns>NaN where all are alike.</returns>
    public static double Of(IEnumerable<(double Score, bool Is, double Times)> scores)
    {
        var (above, wins, are, not) = (0.0, 0.0, 0.0, 0.0);
        foreach (var same in scores.GroupBy(score => score.Score).OrderByDescending(same => same.Key))
        {
            var (yes, no) = (same.Where(score => score.Is).Sum(score => score.Times), same.Where(score => !score.Is).Sum(score => score.Times));
            wins += no * (above + (yes / 2));
            above += yes;
            are += yes;
            not += no;
        }

        return wins / (are * not);
    }
}

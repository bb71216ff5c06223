using Groundswell.Influence.Layers;
using Groundswell.Influence.Signs;

namespace Groundswell.Influence.Nominations;

/// <summary>
/// Which nominations count in the network: five answers at a time, and from a Monday on. Whoever looks before and after somebody answers at a terminal would otherwise see whom they have named.
/// </summary>
public static class CountedNominations
{
    /// <param name="ties">From who is named to who named them, with when they answered.</param>
    public static IEnumerable<Shown> Of(IReadOnlyList<Shown> ties, DateTimeOffset now, int least)
    {
        var thisWeek = SignCounts.WeekOf(now);
        var waiting = new List<IGrouping<(string To, DateTimeOffset At), Shown>>();
        foreach (var week in ties.GroupBy(tie => (tie.To, tie.At)).GroupBy(answer => SignCounts.WeekOf(answer.Key.At)).Where(week => week.Key < thisWeek).OrderBy(week => week.Key))
        {
            waiting.AddRange(week);
            if (waiting.Select(answer => answer.Key.To).Distinct().Count() < least)
                continue;
            foreach (var tie in waiting.SelectMany(answer => answer))
                yield return tie;
            waiting.Clear();
        }
    }
}

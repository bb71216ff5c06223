namespace Groundswell.Networks.EventLogs;

/// <summary>
/// Work that passes from one performer to another within a case. On a shop floor most of it is the routing and the rota: take it for who meets whom, not for influence.
/// </summary>
public static class Handover
{
    /// <summary>The next event is the other's: by all places where one event follows another, or by cases.</summary>
    public static PerformerMatrix Direct(EventLog log, Counting counting = Counting.EachTime, Func<int, int, bool>? causal = null)
    {
        var matrix = Passed(log, counting, falloff: 1, depth: 1, causal);
        return matrix.DividedBy(counting == Counting.EachTime ? log.Cases.Sum(one => Math.Max(0, one.Length - 1)) : log.Cases.Length);
    }

    /// <summary>
    /// Later events count too, each place further by the falloff less (0 &lt; falloff ≤ 1). With a causal relation only those pairs count whose activities are
    /// related; what they are divided by stays the same.
    /// </summary>
    public static PerformerMatrix WithFalloff(EventLog log, double falloff, Counting counting = Counting.EachTime, Func<int, int, bool>? causal = null)
    {
        if (falloff is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(falloff), falloff, "Between 0 and 1.");
        var matrix = Passed(log, counting, falloff, int.MaxValue, causal);
        var whole = 0.0;
        foreach (var one in log.Cases)
        {
            var weight = 1.0;
            for (var places = 1; places < one.Length; places++, weight *= falloff)
                whole += weight * (counting == Counting.EachTime ? one.Length - places : 1);
        }

        return matrix.DividedBy(whole);
    }

    private static PerformerMatrix Passed(EventLog log, Counting counting, double falloff, int depth, Func<int, int, bool>? causal)
    {
        var matrix = new PerformerMatrix(log.Performers);
        var counted = new HashSet<(int, int)>();
        foreach (var one in log.Cases)
        {
            var weight = 1.0;
            for (var places = 1; places < one.Length && places <= depth; places++, weight *= falloff)
            {
                counted.Clear();
                for (var at = 0; at + places < one.Length; at++)
                {
                    var (before, after) = (one[at], one[at + places]);
                    if (causal is not null && !causal(before.Activity, after.Activity))
                        continue;
                    if (counting == Counting.EachTime || counted.Add((before.Performer, after.Performer)))
                        matrix.Add(before.Performer, after.Performer, weight);
                }
            }
        }

        return matrix;
    }
}

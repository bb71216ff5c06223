namespace Groundswell.Networks.EventLogs;

/// <summary>Work that goes to another in between and comes back: one performer before and after, the other between.</summary>
public static class Subcontracting
{
    /// <summary>One event of the other between two of one's own.</summary>
    public static PerformerMatrix Direct(EventLog log, Counting counting = Counting.EachTime)
    {
        var matrix = Returned(log, counting, falloff: 1, depth: 2);
        return matrix.DividedBy(counting == Counting.EachTime ? log.Cases.Sum(one => Math.Max(0, one.Length - 2)) : log.Cases.Length);
    }

    /// <summary>More may lie between; each place further counts by the falloff less.</summary>
    public static PerformerMatrix WithFalloff(EventLog log, double falloff, Counting counting = Counting.EachTime)
    {
        if (falloff is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(falloff), falloff, "Between 0 and 1.");
        var matrix = Returned(log, counting, falloff, int.MaxValue);
        var whole = 0.0;
        foreach (var one in log.Cases)
        {
            var weight = 1.0;
            for (var places = 2; places < one.Length; places++, weight *= falloff)
                whole += weight * (counting == Counting.EachTime ? (one.Length - places) * (places - 1.0) : 1);
        }

        return matrix.DividedBy(whole);
    }

    private static PerformerMatrix Returned(EventLog log, Counting counting, double falloff, int depth)
    {
        var matrix = new PerformerMatrix(log.Performers);
        var counted = new HashSet<(int, int)>();
        foreach (var one in log.Cases)
        {
            var weight = 1.0;
            for (var places = 2; places < one.Length && places <= depth; places++, weight *= falloff)
            {
                counted.Clear();
                for (var at = 0; at + places < one.Length; at++)
                {
                    var own = one[at].Performer;
                    if (one[at + places].Performer != own)
                        continue;
                    for (var between = at + 1; between < at + places; between++)
                    {
                        if (counting == Counting.EachTime || counted.Add((own, one[between].Performer)))
                            matrix.Add(own, one[between].Performer, weight);
                    }
                }
            }
        }

        return matrix;
    }
}

namespace Groundswell.Networks.EventLogs;

/// <summary>Of the cases of one performer, the share in which the other worked too: not the same both ways.</summary>
public static class WorkingTogether
{
    public static PerformerMatrix Of(EventLog log)
    {
        var matrix = new PerformerMatrix(log.Performers);
        var cases = new int[log.Performers.Ids.Count];
        var together = new SortedDictionary<(int, int), int>();
        foreach (var one in log.Cases)
        {
            int[] present = [.. one.Select(happened => happened.Performer).Distinct()];
            foreach (var performer in present)
            {
                cases[performer]++;
                foreach (var other in present.Where(other => other != performer))
                    together[(performer, other)] = together.GetValueOrDefault((performer, other)) + 1;
            }
        }

        foreach (var ((performer, other), count) in together)
            matrix.Add(performer, other, count / (double)cases[performer]);
        return matrix;
    }
}

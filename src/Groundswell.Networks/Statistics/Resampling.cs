namespace Groundswell.Networks.Statistics;

/// <summary>How far scores would have moved if the events that they rest on had fallen a little differently (Efron 1979): events are drawn anew, as many, with putting back.</summary>
public static class Resampling
{
    /// <summary>
    /// Of each score what the middle share of resamples lies between. Say "upper group, middle, not enough": two whose intervals overlap have no order.
    /// </summary>
    public static (double Low, double High)[] Intervals<TEvent>(
        IReadOnlyList<TEvent> events, Func<IReadOnlyList<TEvent>, IReadOnlyList<double>> scores, ulong seed, int resamples = 200, double confidence = 0.9, Effort? effort = null)
    {
        var drawn = new IReadOnlyList<double>[resamples];
        Effort.Or(effort).InBlocks(resamples, resample =>
        {
            var chance = new Chance(seed, (ulong)resample);
            var again = new TEvent[events.Count];
            for (var place = 0; place < again.Length; place++)
                again[place] = events[chance.Below(events.Count)];
            drawn[resample] = scores(again);
        });

        var tail = (1 - confidence) / 2;
        return
        [
            .. Enumerable.Range(0, drawn[0].Count).Select(score =>
            {
                double[] sorted = [.. drawn.Select(resample => resample[score]).Order()];
                return (sorted[(int)(tail * (resamples - 1))], sorted[(int)Math.Ceiling((1 - tail) * (resamples - 1))]);
            }),
        ];
    }

    /// <summary>For each value the share of the others that are below it, ties counting half.</summary>
    public static double[] Percentiles(IReadOnlyList<double> values)
    {
        var ranks = new Dictionary<double, double>();
        var below = 0;
        foreach (var same in values.GroupBy(value => value).OrderBy(same => same.Key))
        {
            var count = same.Count();
            ranks[same.Key] = values.Count < 2 ? 0.5 : (below + ((count - 1) / 2.0)) / (values.Count - 1);
            below += count;
        }

        return [.. values.Select(value => ranks[value])];
    }
}

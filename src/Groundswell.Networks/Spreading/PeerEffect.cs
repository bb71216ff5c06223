using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Spreading;

/// <summary>
/// Whether people take something up sooner once those who influence them have it. The estimate is that of a discrete-time hazard: logit h = period + b ln(1 + influencers
/// who had it before) + covariates + stratum. Its test deals the times out anew within strata: it asks whether times lie along ties at all, more than that. Likeness and
/// shared surroundings lie along ties as well, so that a small p is no proof of a cause (Van den Bulte and Lilien 2001).
/// </summary>
/// <param name="Coefficient">b. NaN where it can't be told: nobody or everybody at risk had influencers who had it, or all who had took it up at once.</param>
/// <param name="P">The share of deals, this one counted, whose score is at least as high.</param>
public sealed record PeerEffect(double Coefficient, double StandardError, double P, int Permutations)
{
    /// <param name="influence">Arcs from who influences to who is influenced.</param>
    /// <param name="adopted">By person the period, from 1 on, or null for whoever has not taken it up by the last one.</param>
    /// <param name="strata">Within which times may be dealt out: site x shift. Who has none is left out of the test.</param>
    /// <param name="covariates">By person: trained or not, role.</param>
    public static PeerEffect Of(
        Network influence,
        IReadOnlyList<int?> adopted,
        int periods,
        ulong seed,
        Grouping? strata = null,
        IReadOnlyList<IReadOnlyList<double>>? covariates = null,
        int permutations = 999,
        Effort? effort = null)
    {
        int[] times = [.. adopted.Select(time => time ?? int.MaxValue)];
        int[][] groups = strata is null
            ? [[.. Enumerable.Range(0, times.Length)]]
            : [.. Enumerable.Range(0, strata.Count).Select(group => strata.Members(group).ToArray()).Where(members => members.Length > 0)];
        var observed = Score(influence, times, periods, groups);
        var scores = new double[permutations];
        var (blocks, range) = Effort.Cut(permutations, 16);
        Effort.Or(effort).InBlocks(
            blocks,
            times.ToArray,
            (block, dealt) =>
            {
                var chance = new Chance(seed, (ulong)block);
                var (from, to) = range(block);
                for (var at = from; at < to; at++)
                {
                    foreach (var members in groups)
                    {
                        int[] values = [.. members.Select(member => times[member])];
                        chance.Shuffle(values.AsSpan());
                        for (var place = 0; place < members.Length; place++)
                            dealt[members[place]] = values[place];
                    }

                    scores[at] = Score(influence, dealt, periods, groups);
                }
            });

        var asHigh = scores.Count(score => score >= observed - 1e-9);
        var (coefficient, error) = Estimate(influence, times, periods, groups, covariates);
        return new PeerEffect(coefficient, error, (asHigh + 1.0) / (permutations + 1), permutations);
    }

    /// <summary>
    /// The slope of the likelihood where b is 0: what those who took it up had around them, less the mean of those at risk beside them in the same stratum and period. Dealing
    /// times out anew leaves the numbers at risk as they are.
    /// </summary>
    private static double Score(Network influence, int[] times, int periods, int[][] groups)
    {
        var exposures = Exposures(influence, times);
        var score = 0.0;
        foreach (var members in groups)
        {
            var (sums, risks, events, own) = (new double[periods + 1], new int[periods + 1], new int[periods + 1], new double[periods + 1]);
            foreach (var member in members)
            {
                var around = exposures[member];
                var (before, exposure) = (0, 0.0);
                for (var period = 1; period <= periods && period <= times[member]; period++)
                {
                    while (before < around.Length && around[before] < period)
                        exposure = Math.Log(1 + ++before);
                    sums[period] += exposure;
                    risks[period]++;
                    if (period != times[member])
                        continue;
                    events[period]++;
                    own[period] += exposure;
                }
            }

            for (var period = 1; period <= periods; period++)
                score += events[period] == 0 ? 0 : own[period] - (events[period] * sums[period] / risks[period]);
        }

        return score;
    }

    /// <summary>When each person's influencers took it up, ascending.</summary>
    private static int[][] Exposures(Network influence, int[] times)
    {
        var exposures = new int[times.Length][];
        for (var person = 0; person < times.Length; person++)
        {
            var around = new List<int>();
            foreach (var other in influence.Predecessors(person))
            {
                if (times[other] != int.MaxValue)
                    around.Add(times[other]);
            }

            around.Sort();
            exposures[person] = [.. around];
        }

        return exposures;
    }

    private static (double Coefficient, double Error) Estimate(
        Network influence, int[] times, int periods, int[][] groups, IReadOnlyList<IReadOnlyList<double>>? covariates)
    {
        var exposures = Exposures(influence, times);
        var rows = new List<(double[] Values, bool Happened, double Times)>();
        // A period in which nobody takes it up says nothing of who would.
        int[] told = [.. Enumerable.Range(1, periods).Where(period => groups.SelectMany(members => members).Any(member => times[member] == period))];
        var size = 1 + told.Length + (groups.Length - 1) + (covariates?.Count ?? 0);
        foreach (var (stratum, members) in groups.Index())
        {
            foreach (var member in members)
            {
                foreach (var (place, period) in told.Index())
                {
                    if (period > times[member])
                        break;
                    var values = new double[size];
                    values[0] = Math.Log(1 + exposures[member].Count(time => time < period));
                    values[1 + place] = 1;
                    if (stratum > 0)
                        values[told.Length + stratum] = 1;
                    for (var covariate = 0; covariate < (covariates?.Count ?? 0); covariate++)
                        values[1 + told.Length + groups.Length - 1 + covariate] = covariates![covariate][member];
                    rows.Add((values, times[member] == period, 1));
                }
            }
        }

        if (rows.Count == 0 || rows.All(row => row.Values[0] == rows[0].Values[0]))
            return (double.NaN, double.NaN);
        // A slight pull, so that a period in which everybody left takes it up has a number as well.
        return LogisticRegression.FitOrNone(rows, [0, .. Enumerable.Repeat(1e-2, size - 1)]) is { } fit ? (fit.Coefficients[0], fit.StandardErrors[0]) : (double.NaN, double.NaN);
    }
}

namespace Groundswell.Networks.Spreading;

/// <summary>How something was taken up once: by person the period, from 1 on, or null for whoever had not by the last.</summary>
/// <param name="Adopted">As the network's nodes; whoever it did not concern is not in <paramref name="Concerned"/>.</param>
/// <param name="Concerned">Who could have taken it up.</param>
public sealed record ObservedRollout(IReadOnlyList<int?> Adopted, IReadOnlyList<bool> Concerned, int Periods);

/// <summary>A number with what nine of ten fits to people drawn anew lie between.</summary>
public readonly record struct FittedNumber(double Value, double Low, double High);

/// <summary>
/// The numbers of a <see cref="Rollout"/>, fitted to how things were taken up before on the same network: the push that everybody feels, and how much of an arc's weight passes within
/// a period. It is the greatest likelihood on a grid, of discrete-time hazards 1 - (1 - push) Π (1 - passes × weight); whoever had it in the first period began and is not explained.
/// </summary>
/// <param name="Contacts">1 or 2: with how many contacts it passes, by which of both tells more.</param>
/// <param name="Passes">Times an arc's weight; 0: nothing passes along arcs.</param>
/// <param name="Told">How much more likely what was seen is than with nothing passing, as a difference of log likelihoods. Below 2 it can't be told that anything passes.</param>
/// <param name="Events">So many took it up after the first period: what the numbers are fitted to.</param>
/// <param name="Drawn">The numbers of the fits to people drawn anew, for bands that have this uncertainty in them.</param>
public sealed record RolloutFit(
    int Contacts, FittedNumber Push, FittedNumber Passes, double Told, int Events, IReadOnlyList<(double Push, double Passes)> Drawn)
{
    /// <summary>With fewer who took it up, two numbers can't be told.</summary>
    public const int LeastEvents = 20;

    private const int Draws = 100, MostContacts = 2;

    private static readonly double[] Pushes = [0, .. Steps(0.001, 0.6, 80)];
    private static readonly double[] Passing = [0, .. Steps(0.01, 4, 60)];

    /// <param name="influence">Arcs from who influences to who is influenced.</param>
    /// <returns>Null where fewer than <see cref="LeastEvents"/> took something up after its first period.</returns>
    public static RolloutFit? Of(Network influence, IReadOnlyList<ObservedRollout> rollouts, ulong seed, double confidence = 0.9)
    {
        var events = rollouts.Sum(one => Enumerable.Range(0, influence.Nodes).Count(person => one.Concerned[person] && one.Adopted[person] is > 1));
        if (events < LeastEvents)
            return null;
        var byContacts = Enumerable.Range(1, MostContacts).Select(contacts => Likelihoods(influence, rollouts, contacts)).ToArray();
        var all = Enumerable.Repeat(1, influence.Nodes).ToArray();
        var bests = Array.ConvertAll(byContacts, likelihoods => Best(likelihoods, all));
        var chosen = bests[1].Value > bests[0].Value ? 1 : 0;
        var (likely, best) = (byContacts[chosen], bests[chosen]);
        var none = Enumerable.Range(0, Pushes.Length).Max(push => likely.Sum(person => person[push * Passing.Length]));

        var drawn = new List<(double Push, double Passes)>();
        for (var draw = 0; draw < Draws; draw++)
        {
            var chance = new Chance(seed, (ulong)draw);
            var times = new int[influence.Nodes];
            for (var person = 0; person < influence.Nodes; person++)
                times[chance.Below(influence.Nodes)]++;
            var (push, passes, _) = Best(likely, times);
            drawn.Add((Pushes[push], Passing[passes]));
        }

        return new RolloutFit(
            chosen + 1, Between(Pushes, best.Push, drawn.Select(one => one.Push)), Between(Passing, best.Passes, drawn.Select(one => one.Passes)), best.Value - none, events, drawn);

        FittedNumber Between(double[] grid, int at, IEnumerable<double> fits)
        {
            int[] sorted = [.. fits.Select(fit => Array.BinarySearch(grid, fit)).Order()];
            var tail = (1 - confidence) / 2;
            var low = Math.Min(at, sorted[(int)(tail * (sorted.Length - 1))]);
            var high = Math.Max(at, sorted[(int)Math.Ceiling((1 - tail) * (sorted.Length - 1))]);
            // A point of the grid stands for all that is nearer to it than to the next one.
            return new FittedNumber(grid[at], (grid[low] + grid[Math.Max(0, low - 1)]) / 2, (grid[high] + grid[Math.Min(grid.Length - 1, high + 1)]) / 2);
        }
    }

    /// <summary>By person, the log likelihood of what they did in all rollouts at each point of the grid: people drawn anew are other sums of these.</summary>
    private static double[][] Likelihoods(Network influence, IReadOnlyList<ObservedRollout> rollouts, int contacts)
    {
        var likely = new double[influence.Nodes][];
        for (var person = 0; person < influence.Nodes; person++)
        {
            likely[person] = new double[Pushes.Length * Passing.Length];
            foreach (var rollout in rollouts)
            {
                if (rollout.Concerned[person] && rollout.Adopted[person] is not 1)
                    Add(likely[person], influence, rollout, person, contacts);
            }
        }

        return likely;
    }

    /// <summary>Of periods in which nothing happened, push and contacts tell apart from each other: only the one in which it happened needs both at once.</summary>
    private static void Add(double[] likely, Network influence, ObservedRollout rollout, int person, int contacts)
    {
        var last = Math.Min(rollout.Adopted[person] ?? rollout.Periods, rollout.Periods);
        var happened = rollout.Adopted[person] is { } at && at <= rollout.Periods;
        var (resisted, resists) = (new double[Passing.Length], new double[Passing.Length]);
        for (var period = 2; period <= last; period++)
        {
            Resist(resists, influence, rollout, person, period, contacts);
            for (var passes = 0; passes < Passing.Length && !(happened && period == last); passes++)
                resisted[passes] += Math.Log(Possible(resists[passes]));
        }

        var quiet = last - 1 - (happened ? 1 : 0);
        for (var push = 0; push < Pushes.Length; push++)
        {
            for (var passes = 0; passes < Passing.Length; passes++)
            {
                likely[(push * Passing.Length) + passes] += (quiet * Math.Log(1 - Pushes[push])) + resisted[passes]
                    + (happened ? Math.Log(Possible(1 - ((1 - Pushes[push]) * resists[passes]))) : 0);
            }
        }
    }

    /// <summary>What can't happen on a point of the grid is very unlikely there, and not impossible: otherwise one person would rule out all that others tell.</summary>
    private static double Possible(double probability) => Math.Max(1e-6, probability);

    /// <summary>How likely nothing passes to somebody in a period, at each point of the grid.</summary>
    private static void Resist(double[] resists, Network influence, ObservedRollout rollout, int person, int period, int contacts)
    {
        resists.AsSpan().Fill(1);
        var around = influence.Predecessors(person);
        var weights = influence.WeightsFromPredecessors(person);
        var before = 0;
        foreach (var other in around)
            before += rollout.Adopted[other] < period ? 1 : 0;
        for (var place = 0; before >= contacts && place < around.Length; place++)
        {
            if (!(rollout.Adopted[around[place]] < period))
                continue;
            for (var passes = 0; passes < Passing.Length; passes++)
                resists[passes] *= 1 - Math.Min(1, Passing[passes] * (weights.IsEmpty ? 1 : weights[place]));
        }
    }

    private static (int Push, int Passes, double Value) Best(double[][] likely, int[] times)
    {
        var sums = new double[Pushes.Length * Passing.Length];
        for (var person = 0; person < likely.Length; person++)
        {
            for (var point = 0; times[person] > 0 && point < sums.Length; point++)
                sums[point] += times[person] * likely[person][point];
        }

        var best = Array.IndexOf(sums, sums.Max());
        return (best / Passing.Length, best % Passing.Length, sums[best]);
    }

    private static IEnumerable<double> Steps(double from, double to, int count) => Enumerable.Range(0, count).Select(step => from * Math.Pow(to / from, step / (count - 1.0)));
}

namespace Groundswell.Networks.Spreading;

/// <summary>Plays a rollout many times.</summary>
public static class RolloutSimulation
{
    private const int Block = 16;

    public static RolloutCurve Play(Rollout rollout, int runs, ulong seed, Effort? effort = null) => Play([rollout], runs, seed, effort);

    /// <summary>Plays rollouts that differ in numbers that are not known for sure, in turn: what lies between has both in it, luck and not knowing.</summary>
    public static RolloutCurve Play(IReadOnlyList<Rollout> drawn, int runs, ulong seed, Effort? effort = null)
    {
        if (drawn.Any(rollout => rollout.Influence.Nodes > 0 && !Array.TrueForAll(Weights(rollout.Influence), weight => weight <= 1)))
            throw new ArgumentException("A weight above 1 is no probability.", nameof(drawn));
        var periods = drawn[0].Periods;
        var curves = new int[runs][];
        var waves = new int[runs];
        var (blocks, range) = Effort.Cut(runs, Block);
        Effort.Or(effort).InBlocks(blocks, block =>
        {
            var chance = new Chance(seed, (ulong)block);
            var (from, to) = range(block);
            for (var run = from; run < to; run++)
                (curves[run], waves[run]) = Once(drawn[run % drawn.Count], ref chance);
        });

        var (mean, low, high) = (new double[periods], new double[periods], new double[periods]);
        for (var period = 0; period < periods; period++)
        {
            int[] sorted = [.. curves.Select(curve => curve[period]).Order()];
            mean[period] = sorted.Average();
            (low[period], high[period]) = (sorted[(int)(0.05 * (runs - 1))], sorted[(int)Math.Ceiling(0.95 * (runs - 1))]);
        }

        return new RolloutCurve(mean, low, high, waves.Average(), runs);
    }

    private static double[] Weights(Network network) => network.IsWeighted ? network.Outgoing.Weights! : [];

    private static (int[] Curve, int Waves) Once(Rollout rollout, ref Chance chance)
    {
        var network = rollout.Influence;
        var has = new bool[network.Nodes];
        var contacts = new int[network.Nodes];
        var resisting = new double[network.Nodes];
        resisting.AsSpan().Fill(1);
        var reserve = rollout.Reserve.Distinct().ToList();
        var curve = new int[rollout.Periods];
        var (count, waves) = (0, 0);
        var fresh = rollout.Beginners.Distinct().ToList();
        var lastWave = 0;
        for (var period = 0; period < rollout.Periods; period++)
        {
            foreach (var person in fresh)
                Take(person);
            count += fresh.Count;
            curve[period] = count;
            fresh = [];
            for (var person = 0; person < has.Length; person++)
            {
                if (has[person])
                    continue;
                var stays = (1 - rollout.Push) * (contacts[person] >= rollout.Contacts ? resisting[person] : 1);
                if (stays < 1 && chance.Unit() >= stays)
                    fresh.Add(person);
            }

            if (period - lastWave < rollout.StallPeriods || reserve.Count == 0 || !Stalled(curve, period, rollout))
                continue;
            (lastWave, waves) = (period, waves + 1);
            var asked = reserve.Where(person => !has[person] && !fresh.Contains(person))
                .OrderByDescending(person => Untouched(network, person, has)).ThenBy(person => person).Take(rollout.WaveSize).ToArray();
            fresh.AddRange(asked);
            reserve.RemoveAll(person => has[person] || fresh.Contains(person));
        }

        return (curve, waves);

        void Take(int person)
        {
            has[person] = true;
            var successors = network.Successors(person);
            var weights = network.WeightsToSuccessors(person);
            for (var place = 0; place < successors.Length; place++)
            {
                contacts[successors[place]]++;
                resisting[successors[place]] *= 1 - (weights.IsEmpty ? 1 : weights[place]);
            }
        }
    }

    private static bool Stalled(int[] curve, int period, Rollout rollout) =>
        curve[period] - curve[period - rollout.StallPeriods] < rollout.StallShare * rollout.Influence.Nodes && curve[period] < rollout.Influence.Nodes;

    private static int Untouched(Network network, int person, bool[] has)
    {
        var count = 0;
        foreach (var other in network.Successors(person))
            count += has[other] ? 0 : 1;
        return count;
    }
}

/// <summary>How many have it at the end of each period: the mean, and between what nine of ten runs lie.</summary>
/// <param name="Waves">How often the reserve was asked, in the mean.</param>
public sealed record RolloutCurve(IReadOnlyList<double> Mean, IReadOnlyList<double> Low, IReadOnlyList<double> High, double Waves, int Runs);

using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Spreading;

public sealed class PeerEffectTests
{
    [Fact]
    public void Times_along_ties_are_told_from_times_by_chance()
    {
        var network = RandomNetworks.Of(nodes: 150, arcs: 600, seed: 3);
        var spread = PeerEffect.Of(network, Adopt(network, baseline: 0.01, peer: 1.5, seed: 1), 20, seed: 2, permutations: 199);
        var byChance = Enumerable.Range(0, 20).Select(trial => PeerEffect.Of(network, Adopt(network, 0.08, 0, (ulong)trial + 50), 20, 2, permutations: 99).P).ToArray();

        Assert.True(spread.P <= 0.02);
        Assert.InRange(spread.Coefficient, 1.5 - (4 * spread.StandardError), 1.5 + (4 * spread.StandardError));
        // Where there is nothing, p is as often in one part of its range as in another.
        Assert.InRange(byChance.Count(p => p <= 0.5), 3, 17);
        Assert.InRange(byChance.Count(p => p <= 0.05), 0, 5);
    }

    [Fact]
    public void A_stratum_that_took_it_up_as_one_says_nothing()
    {
        // Everybody of a shift at the same time, ties within shifts only: dealing out within shifts changes nothing.
        var network = new NetworkBuilder(6).Add(0, 1).Add(1, 2).Add(3, 4).Add(4, 5).Build();
        var found = PeerEffect.Of(network, [1, 1, 1, 4, 4, 4], 6, 1, Grouping.By(["a", "a", "a", "b", "b", "b"]), permutations: 99);

        Assert.Equal(1, found.P);
        Assert.True(double.IsNaN(found.Coefficient));
    }

    [Fact]
    public void Who_is_trained_takes_it_up_sooner_and_that_is_not_put_down_to_peers()
    {
        var network = RandomNetworks.Of(nodes: 300, arcs: 900, seed: 6);
        var chance = new Chance(4);
        var trained = Enumerable.Range(0, 300).Select(_ => chance.With(0.5) ? 1.0 : 0).ToArray();
        var times = trained.Select(was => (int?)(1 + (int)(Math.Log(1 - chance.Unit()) / Math.Log(1 - (was > 0 ? 0.3 : 0.05))))).Select(time => time > 15 ? null : time).ToArray();

        var found = PeerEffect.Of(network, times, 15, 3, covariates: [trained], permutations: 199);

        Assert.True(Math.Abs(found.Coefficient) < 4 * found.StandardError);
        Assert.True(found.P > 0.01);
    }

    private static int?[] Adopt(Network network, double baseline, double peer, ulong seed)
    {
        var chance = new Chance(seed);
        var times = new int?[network.Nodes];
        for (var period = 1; period <= 20; period++)
        {
            var before = times.ToArray();
            for (var person = 0; person < times.Length; person++)
            {
                var around = 0;
                foreach (var other in network.Predecessors(person))
                    around += before[other] < period ? 1 : 0;
                var logit = Math.Log(baseline / (1 - baseline)) + (peer * Math.Log(1 + around));
                if (times[person] is null && chance.With(1 / (1 + Math.Exp(-logit))))
                    times[person] = period;
            }
        }

        return times;
    }
}

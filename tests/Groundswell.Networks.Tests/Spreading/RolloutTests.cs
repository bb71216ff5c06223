using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Spreading;

public sealed class RolloutTests
{
    [Fact]
    public void A_push_alone_is_a_geometric_curve()
    {
        var curve = RolloutSimulation.Play(new Rollout(new NetworkBuilder(100).Build(), Periods: 6) { Push = 0.2 }, runs: 2000, seed: 1);

        for (var period = 0; period < 6; period++)
            Assert.Equal(100 * (1 - Math.Pow(0.8, period)), curve.Mean[period], 0.6);
    }

    [Fact]
    public void One_contact_passes_it_on_with_its_probability()
    {
        var rollout = new Rollout(new NetworkBuilder(2).Add(0, 1, 0.3).Build(), Periods: 4) { Beginners = [0] };
        var curve = RolloutSimulation.Play(rollout, runs: 20_000, seed: 2);

        for (var period = 0; period < 4; period++)
            Assert.Equal(2 - Math.Pow(0.7, period), curve.Mean[period], 0.015);
    }

    [Fact]
    public void Where_two_contacts_are_needed_one_does_nothing()
    {
        var network = new NetworkBuilder(3).Add(0, 2, 0.5).Add(1, 2, 0.5).Build();

        Assert.Equal(1, RolloutSimulation.Play(new Rollout(network, 50) { Contacts = 2, Beginners = [0] }, 200, 3).Mean[^1]);
        Assert.Equal(3, RolloutSimulation.Play(new Rollout(network, 50) { Contacts = 2, Beginners = [0, 1] }, 200, 3).Mean[^1]);
    }

    [Fact]
    public void A_reserve_is_asked_where_it_has_stalled_and_those_first_who_have_most_left_to_reach()
    {
        // Two islands; it begins on the small one. 4 reaches three others, 3 only one.
        var network = new NetworkBuilder(8).Add(0, 1, 1).Add(3, 5, 1).Add(4, 5, 1).Add(4, 6, 1).Add(4, 7, 1).Build();
        var rollout = new Rollout(network, 12) { Beginners = [0], Reserve = [3, 4], StallPeriods = 2, StallShare = 0.05 };
        var curve = RolloutSimulation.Play(rollout, 10, 4);

        // 0, then 1; nothing for two periods; 4 in the fourth, its three in the next; later 3.
        Assert.Equal([1, 2, 2, 2, 3, 6, 6, 6, 7], curve.Mean.Take(9));
        Assert.Equal(2, curve.Waves);
        Assert.Equal(curve.Mean, curve.Low);
    }

    [Fact]
    public void Curves_repeat_and_do_not_depend_on_threads()
    {
        var network = RandomNetworks.Of(60, 300, 5).Reweighted((_, _, _) => 0.05);
        var rollout = new Rollout(network, 20) { Beginners = [1, 2], Push = 0.01 };
        var alone = RolloutSimulation.Play(rollout, 100, 6, new Effort { Threads = 1 });
        var together = RolloutSimulation.Play(rollout, 100, 6, new Effort { Threads = 4 });

        Assert.Equal(alone.Mean, together.Mean);
        Assert.Equal(alone.High, together.High);
        Assert.NotEqual(alone.Mean, RolloutSimulation.Play(rollout, 100, 7).Mean);
    }
}

using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Spreading;

public sealed class SteppedWedgeTests
{
    [Fact]
    public void Without_noise_the_effect_is_what_it_is()
    {
        var found = SteppedWedge.Of(Cells(sites: 12, effect: 0.1, noise: 0, seed: 1), seed: 2);

        Assert.Equal(0.1, found.Effect, 1e-9);
        Assert.Equal(0, found.StandardError, 1e-9);
        Assert.Equal(0.001, found.P);
    }

    [Fact]
    public void Two_sites_that_cross_and_one_that_waits_are_worked_out_by_hand()
    {
        // Periods 1 to 2. Site 0 begins in 2 and gains 3, the others gain 1 and 1: the effect is 3 - 1.
        WedgeCell[] cells =
        [
            new(0, 1, false, 5), new(0, 2, true, 8), new(1, 1, false, 2), new(1, 2, false, 3), new(2, 1, false, 7), new(2, 2, false, 8),
        ];

        Assert.Equal(2, SteppedWedge.Of(cells, 1).Effect, 1e-12);
        // Whoever of the three had begun: 2, -1 or -1.
        Assert.Equal(1 / 3.0, SteppedWedge.Of(cells, 1, permutations: 3000).P, 0.03);
    }

    [Fact]
    public void Intervals_hold_the_effect_and_chance_alone_is_seldom_called_one()
    {
        var (held, called) = (0, 0);
        for (var trial = 0UL; trial < 60; trial++)
        {
            var some = SteppedWedge.Of(Cells(20, 0.1, 0.1, trial), trial, permutations: 9);
            held += some.Low <= 0.1 && 0.1 <= some.High ? 1 : 0;
            called += SteppedWedge.Of(Cells(20, 0, 0.1, trial + 1000), trial, permutations: 99).P <= 0.05 ? 1 : 0;
        }

        // Fewer than 51 of 60 would be one in a thousand at 95 %; more than 9 of 60 at 5 % as well.
        Assert.InRange(held, 51, 60);
        Assert.InRange(called, 0, 9);
    }

    [Fact]
    public void What_is_no_stepped_wedge_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SteppedWedge.Of([new(0, 1, false, 1), new(1, 1, true, 1)], 1));
        Assert.Throws<ArgumentException>(() => SteppedWedge.Of([.. Enumerable.Range(0, 6).Select(at => new WedgeCell(at / 2, at % 2, true, at))], 1));
        Assert.Throws<ArgumentException>(() => SteppedWedge.Of(
            [new(0, 1, true, 1), new(0, 2, false, 1), new(1, 1, false, 1), new(1, 2, true, 2), new(2, 1, false, 3), new(2, 2, false, 1)], 1));
    }

    private static WedgeCell[] Cells(int sites, double effect, double noise, ulong seed)
    {
        var chance = new Chance(seed);
        return
        [
            .. from site in Enumerable.Range(0, sites)
            let level = chance.Unit()
            from period in Enumerable.Range(0, 8)
            let begun = period >= 1 + (site % 6)
            select new WedgeCell(site, period, begun, level + (0.05 * period) + (begun ? effect : 0) + (noise * (chance.Unit() + chance.Unit() - 1))),
        ];
    }
}

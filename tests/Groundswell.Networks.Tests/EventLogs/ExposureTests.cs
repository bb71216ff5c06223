using FsCheck;
using FsCheck.Fluent;
using Groundswell.Networks.EventLogs;

namespace Groundswell.Networks.Tests.EventLogs;

public sealed class ExposureTests
{
    [Fact]
    public void Contacts_are_compared_with_who_was_there()
    {
        // 1 was there half as long as 2, and yet helped four times.
        var exposure = Exposure.Of(
            3, [new Contact(0, 1, 0, 4)], [new Presence(0, 0, 8), new Presence(0, 1, 4), new Presence(0, 2, 8)]);

        Assert.Equal([(1, 0, 4, 4 / 3.0), (2, 0, 0, 8 / 3.0)], exposure.Pairs);
        Reference.Agree("corrected", Math.Log(4.5 / ((4 / 3.0) + 0.5)) * 4 / 9, exposure.Corrected().Weight(1, 0));
        Assert.Equal(1, exposure.Corrected().Arcs);
        Assert.Equal(4, exposure.Observed().Weight(1, 0));
    }

    [Fact]
    public void What_rota_alone_would_make_leaves_no_influence()
    {
        // Everybody helps everybody as long as they are there: nobody stands out, though one person has far more contacts.
        var presence = new[] { 10, 2, 2 }.Select((hours, person) => new Presence(0, person, hours)).ToArray();
        var contacts =
            from to in presence
            from other in presence
            where to != other
            select new Contact(0, other.Person, to.Person, 100 * other.Amount / presence.Where(one => one != to).Sum(one => one.Amount));

        Assert.Equal(0, Exposure.Of(3, contacts, presence).Corrected().Reweighted((_, _, weight) => weight).AtLeast(1e-9).Arcs);
    }

    [Fact]
    public void What_is_expected_adds_up_to_what_happened() =>
        Prop.ForAll(
            (from place in Gen.Choose(0, 3) from rest in Gen.Choose(0, 29) select (place, rest / 6, (rest + 1 + (rest / 6)) % 6, 1 + (rest % 3))).NonEmptyListOf().ToArbitrary(),
            drawn =>
            {
                var contacts = drawn.Where(one => one.Item2 != one.Item3).Select(one => new Contact(one.place, one.Item2, one.Item3, one.Item4)).ToArray();
                var presence = (from place in Enumerable.Range(0, 4) from person in Enumerable.Range(0, 6) select new Presence(place, person, 1 + ((place + person) % 3))).ToArray();
                var pairs = Exposure.Of(6, contacts, presence).Pairs.ToArray();

                Assert.Equal(contacts.Sum(one => one.Weight), pairs.Sum(pair => pair.Expected), 1e-9);
                Assert.Equal(contacts.Sum(one => one.Weight), pairs.Sum(pair => pair.Observed), 1e-9);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_expected_where_nobody_else_was() =>
        Assert.Equal([(1, 0, 1, 0)], Exposure.Of(2, [new Contact(0, 1, 0)], [new Presence(0, 0, 8)]).Pairs);

    [Fact]
    public void A_layer_is_scaled_to_its_mean()
    {
        var network = new NetworkBuilder(4).Add(0, 1, 0.5).Add(1, 2, 1).Add(2, 3, 4).Build();
        var scaled = LayerScale.ToProbabilities(network);
        double[] found = [scaled.Weight(0, 1), scaled.Weight(1, 2), scaled.Weight(2, 3)];

        Assert.Equal(0.2, found.Average(), 1e-12);
        // One factor for all: what is left of 1 is its power by the weight.
        Assert.Equal(Math.Pow(1 - found[1], 0.5), 1 - found[0], 1e-12);
        Assert.Equal(Math.Pow(1 - found[1], 4), 1 - found[2], 1e-12);
    }

    [Fact]
    public void Layers_scaled_together_keep_what_each_of_them_knows()
    {
        var often = new NetworkBuilder(3).Add(0, 1, 4).Build();
        var once = new NetworkBuilder(3).Add(1, 2, 0.5).Add(2, 0, 0.5).Build();

        var scaled = LayerScale.ToProbabilities(new Dictionary<string, Network> { ["often"] = often, ["once"] = once });
        double[] found = [scaled["often"].Weight(0, 1), scaled["once"].Weight(1, 2), scaled["once"].Weight(2, 0)];

        Assert.Equal(0.2, found.Average(), 1e-12);
        Assert.Equal(Math.Pow(1 - found[1], 8), 1 - found[0], 1e-12);
        Assert.Empty(LayerScale.ToProbabilities(new Dictionary<string, Network>()));
    }

    [Fact]
    public void An_act_is_worth_half_after_each_half_life()
    {
        Assert.Equal(0.25, LayerScale.Aged(TimeSpan.FromDays(180), TimeSpan.FromDays(90)), 1e-12);
        Assert.Equal(1, LayerScale.Aged(TimeSpan.Zero, TimeSpan.FromDays(90)));
    }
}

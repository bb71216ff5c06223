using Groundswell.Networks.EventLogs;
using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.Tests.EventLogs;

public sealed class LayerWorthTests
{
    [Fact]
    public void The_layer_people_go_by_is_worth_more_than_the_one_they_do_not()
    {
        var chance = new Chance(7);
        var nodes = new NodeTable(Enumerable.Range(0, 80).Select(person => $"p{person}"));
        var (help, rota) = (new NetworkBuilder(80), new NetworkBuilder(80));
        var named = Enumerable.Range(0, 60).ToDictionary(person => person, _ => new List<int>());
        for (var person = 0; person < 80; person++)
        {
            for (var contact = 0; contact < 6; contact++)
            {
                var (helper, mate) = ((person + 1 + chance.Below(79)) % 80, (person + 1 + chance.Below(79)) % 80);
                help.Add(helper, person, 0.4);
                rota.Add(mate, person, 0.4);
                if (person < 60 && chance.With(0.4))
                    named[person].Add(helper);
            }
        }

        var layers = new LayeredNetwork(nodes)
            .Add("help", help.Build().Reweighted((_, _, _) => 0.4))
            .Add("rota", rota.Build().Reweighted((_, _, _) => 0.4));
        var learned = LayerWorth.Learn(layers, named.ToDictionary(answer => answer.Key, answer => (IReadOnlyList<int>)answer.Value), seed: 1);

        Assert.True(learned.Worth["help"] > 5);
        Assert.True(Math.Abs(learned.Worth["rota"]) < 4 * learned.StandardErrors["rota"]);
        Assert.True(learned.AucOfLayer["help"] > 0.9);
        Assert.InRange(learned.AucOfLayer["rota"], 0.4, 0.6);
        Assert.True(learned.Auc > 0.85);
        Assert.Equal(60, learned.Nominators);
    }

    [Fact]
    public void An_auc_counts_pairs_and_half_of_ties()
    {
        // Of 2 × 3 pairs 0.9 wins 3, 0.5 wins 1 and ties 1.
        Assert.Equal(4.5 / 6, Auc.Of([(0.9, true, 1), (0.5, true, 1), (0.5, false, 1), (0.7, false, 1), (0.1, false, 1)]), 1e-12);
        Assert.Equal(0.5, Auc.Of([(0, true, 3), (0, false, 9)]));
    }
}

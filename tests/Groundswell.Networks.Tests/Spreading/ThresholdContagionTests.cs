using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Spreading;

public sealed class ThresholdContagionTests
{
    public static TheoryData<string> Names => Reference.Names();

    [Fact]
    public void Two_contacts_carry_it_where_one_would_not()
    {
        // 0 and 1 to 2, 1 and 2 to 3, 3 alone to 4.
        var network = new NetworkBuilder(5).Add(0, 2).Add(1, 2).Add(1, 3).Add(2, 3).Add(3, 4).Build();

        Assert.Equal([[0, 1], [2], [3]], ThresholdContagion.Count(network, 2).From([1, 0]));
        Assert.Equal([[0], [2], [3], [4]], ThresholdContagion.Count(network, 1).From([0]));
        Assert.Equal(1, ThresholdContagion.Count(network, 2).Reached([0]));
        Assert.Equal([[0], [2], [3], [4]], ThresholdContagion.Fraction(network, 0.5).From([0]));
        Assert.Equal(1, ThresholdContagion.Fraction(network, 0.51).Reached([0]));
    }

    [Fact]
    public void A_share_that_is_a_whole_number_of_contacts_is_that_number()
    {
        var network = new NetworkBuilder(11);
        for (var contact = 1; contact <= 10; contact++)
            network.Add(contact, 0);

        Assert.Equal(4, ThresholdContagion.Fraction(network.Build(), 0.3).Reached([1, 2, 3]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Thresholds_agree_with_the_reference(string name)
    {
        var values = Reference.Values(name);
        var influence = Reference.Influence(name, values);
        var ids = Reference.Nodes(name);
        foreach (var model in values.GetProperty("threshold_model").EnumerateObject())
        {
            var contagion = model.Name == "count_2" ? ThresholdContagion.Count(influence, 2) : ThresholdContagion.Fraction(influence, model.Name == "fraction_0.25" ? 0.25 : 0.5);
            foreach (var size in model.Value.EnumerateObject())
            {
                if (size.Value.GetProperty("method").GetString() != "exhaustive")
                {
                    var seeds = size.Value.GetProperty("seeds").EnumerateArray().Select(id => ids.Find(id.ToString()));
                    Assert.Equal(size.Value.GetProperty("final_adopters").GetInt32(), contagion.Reached(seeds));
                    continue;
                }

                var all = Groups(influence.Nodes, size.Name == "k2" ? 2 : 3).Select(group => (Group: group, Reached: contagion.Reached(group))).ToArray();
                var best = all.Max(group => group.Reached);
                Assert.Equal(size.Value.GetProperty("best_final_adopters").GetInt32(), best);
                Assert.Equal(size.Value.GetProperty("number_of_optimal_sets").GetInt32(), all.Count(group => group.Reached == best));
                Assert.Equal(
                    size.Value.GetProperty("lexicographically_first").EnumerateArray().Select(id => id.ToString()),
                    all.First(group => group.Reached == best).Group.Select(person => ids.Ids[person]));
            }
        }
    }

    private static IEnumerable<int[]> Groups(int nodes, int size) =>
        size == 0 ? [[]] : Groups(nodes, size - 1).SelectMany(group => Enumerable.Range(group.Length == 0 ? 0 : group[^1] + 1, nodes - (group.Length == 0 ? 0 : group[^1] + 1)).Select(next => (int[])[.. group, next]));
}

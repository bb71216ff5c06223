using Groundswell.Networks.Measures;

namespace Groundswell.Networks.Tests.Measures;

public sealed class SampledMeasureTests
{
    private static readonly Network Network = RandomNetworks.Of(nodes: 400, arcs: 2400, seed: 12);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sampled_betweenness_is_within_its_errors(bool undirected)
    {
        var network = undirected ? Network.Undirected() : Network;
        var exact = Betweenness.Of(network);
        var (squares, variances, sums) = (0.0, 0.0, new double[400]);
        for (var seed = 0UL; seed < 20; seed++)
        {
            var sampled = Betweenness.Sampled(network, 4_000, seed);
            Assert.All(Enumerable.Range(0, 400), node => Assert.True(Math.Abs(sampled.Values[node] - exact[node]) <= sampled.ErrorOfAll));
            squares += Enumerable.Range(0, 400).Sum(node => Math.Pow(sampled.Values[node] - exact[node], 2));
            variances += sampled.StandardErrors.Sum(error => error * error);
            for (var node = 0; node < 400; node++)
                sums[node] += sampled.Values[node] / 20;
        }

        // Errors are as large as they are said to be, and lie on both sides.
        Assert.InRange(squares / variances, 0.85, 1.15);
        Assert.InRange(sums.Sum() / exact.Sum(), 0.99, 1.01);
    }

    [Fact]
    public void Every_shortest_path_of_a_pair_counts_its_share_and_pairs_out_of_reach_count_nothing()
    {
        // 0 to 3 by 1 or by 2; from 4 nothing leads anywhere and to it everything.
        var builder = new NetworkBuilder(5);
        foreach (var (from, to) in new[] { (0, 1), (0, 2), (1, 3), (2, 3), (3, 4) })
            builder.Add(from, to);
        var network = builder.Build();
        var sampled = Betweenness.Sampled(network, 20_000, 1);

        Assert.All(Betweenness.Of(network).Zip(sampled.Values), pair => Assert.InRange(pair.Second, pair.First - 0.3, pair.First + 0.3));
        Assert.Equal(0, sampled.Values[0]);
        Assert.All(sampled.StandardErrors, error => Assert.True(error > 0));
    }

    [Fact]
    public void Sampled_closeness_is_within_its_error()
    {
        var exact = Distances.Harmonic(Network);
        var sampled = Distances.SampledHarmonic(Network, 128, 3);

        Assert.All(Enumerable.Range(0, 400), node => Assert.True(Math.Abs(sampled.Values[node] - exact[node]) <= sampled.ErrorOfAll));
        // A node is at no distance from itself, and adds nothing where it is among the targets.
        Assert.True(Enumerable.Range(0, 400).Average(node => Math.Abs(sampled.Values[node] - exact[node])) < 0.05 * exact.Average());
        Reference.Agree("harmonic", exact, Distances.SampledHarmonic(Network, 400, 3).Values);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var (alone, together) = (new Effort { Threads = 1 }, new Effort { Threads = 4 });

        Assert.Equal(Betweenness.Of(Network, alone), Betweenness.Of(Network, together));
        Assert.Equal(Betweenness.Sampled(Network, 1_000, 1, effort: alone).Values, Betweenness.Sampled(Network, 1_000, 1, effort: together).Values);
        Assert.Equal(Distances.Harmonic(Network, alone), Distances.Harmonic(Network, together));
        Assert.Equal(PageRank.Of(Network, effort: alone), PageRank.Of(Network, effort: together));
        Assert.Equal(Eigenvector.Undirected(Network, alone).Vector, Eigenvector.Undirected(Network, together).Vector);
        var marks = Enumerable.Range(0, 400).Select(node => node % 3 == 0).ToArray();
        Assert.Equal(JoinCount.Of(Network, marks, 5, effort: alone), JoinCount.Of(Network, marks, 5, effort: together));
    }

    [Fact]
    public void The_table_holds_what_each_measure_says()
    {
        var groups = Grouping.By(Enumerable.Range(0, 400).Select(node => $"{node % 5}"));
        var table = MeasureTable.Of(Network, seed: 1, groupings: [groups]);

        Reference.Agree("betweenness", Betweenness.Of(Network), table.Betweenness.Values);
        Assert.Null(table.Betweenness.Pairs);
        Assert.Equal(128 * 100, MeasureTable.Of(Network, seed: 1, sample: 100).Betweenness.Pairs);
        Reference.Agree("harmonic", Distances.Harmonic(Network.Undirected()), table.Harmonic.Values);
        Assert.Equal(PageRank.Of(Network), table.PageRank);
        Assert.Equal(Mixing.ExternalInternal(Network, groups), table.Mixing[0].Arcs);
        var (passing, rounds) = DiffusionCentrality.Defaults(Network);
        Reference.Agree("diffusion", DiffusionCentrality.Of(Network, passing, rounds), table.Diffusion);
    }

    [Fact]
    public void Measuring_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Betweenness.Of(Network, new Effort { Stop = stop.Token }));
        Assert.ThrowsAny<OperationCanceledException>(() => Distances.Harmonic(Network, new Effort { Stop = stop.Token }));
    }
}

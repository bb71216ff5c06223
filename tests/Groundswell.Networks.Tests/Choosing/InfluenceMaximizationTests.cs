using System.Text.Json;
using Groundswell.Networks.Choosing;
using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Choosing;

public sealed class InfluenceMaximizationTests
{
    public static TheoryData<string> Names => Reference.Names();

    /// <summary>From 0 to 1 with a half, from 1 to 2 with a half; 3 to 4 always.</summary>
    private static readonly Cascade Small = Cascade.Independent(new NetworkBuilder(5).Add(0, 1, 0.5).Add(1, 2, 0.5).Add(3, 4, 1).Build());

    [Fact]
    public void What_two_chains_reach_is_known()
    {
        var sets = ReverseSets.Draw(Small, 400_000, seed: 1);

        Near(1.75, sets.Estimate([0]));
        Near(2, sets.Estimate([3]));
        Near(3.75, sets.Estimate([0, 3]));
        Near(5, sets.Estimate([0, 1, 2, 3, 4]));
    }

    [Fact]
    public void The_best_two_are_chosen_in_the_order_of_what_they_add()
    {
        var choice = InfluenceMaximization.ToGuarantee(Small, 2, seed: 3);

        Assert.Equal([3, 0], choice.Chosen);
        Assert.True(choice.Guarantee >= 1 - (1 / Math.E) - 0.1);
    }

    [Fact]
    public void Only_candidates_are_chosen_and_only_the_audience_counts()
    {
        var choice = InfluenceMaximization.WithSets(Small, 1, 3, 100_000, candidates: new Candidates([true, true, false, false, true], [1, 2, 4]));

        // 0 reaches 0.75 of 1 and 2; 1 itself and half of 2; 4 itself.
        Assert.Equal([1], choice.Chosen);
        Near(1.5, choice.Spread);
    }

    [Fact]
    public void A_group_larger_than_the_candidates_is_all_of_them() =>
        Assert.Equal([0, 4], InfluenceMaximization.WithSets(Small, 9, 3, 1000, candidates: new Candidates([true, false, false, false, true])).Chosen.Order());

    [Fact]
    public void Nobody_is_not_chosen_from_nobody()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InfluenceMaximization.ToGuarantee(Small, 0, 1));
        Assert.Throws<ArgumentException>(() => InfluenceMaximization.ToGuarantee(Small, 1, 1, candidates: new Candidates(new bool[5])));
        Assert.Throws<ArgumentException>(() => ReverseSets.Draw(Small, 10, 1, audience: []));
    }

    [Fact]
    public void The_same_seed_gives_the_same_whatever_the_threads()
    {
        var network = RandomNetworks.Of(nodes: 300, arcs: 2000, seed: 8);
        foreach (var cascade in new[] { Cascade.Weighted(network), Cascade.Independent(network, 0.05), Cascade.Threshold(network) })
        {
            var alone = InfluenceMaximization.ToGuarantee(cascade, 10, 77, effort: new Effort { Threads = 1 });
            var together = InfluenceMaximization.ToGuarantee(cascade, 10, 77, effort: new Effort { Threads = 4 });

            Assert.Equal(alone.Chosen, together.Chosen);
            Assert.Equal((alone.Spread, alone.Guarantee, alone.Sets), (together.Spread, together.Guarantee, together.Sets));
        }
    }

    [Fact]
    public void A_run_reports_how_far_it_is_and_can_be_stopped()
    {
        var told = new List<double>();
        using var stop = new CancellationTokenSource();
        var cascade = Cascade.Weighted(RandomNetworks.Of(nodes: 300, arcs: 2000, seed: 8));

        InfluenceMaximization.ToGuarantee(cascade, 10, 1, effort: new Effort { Threads = 1, Progress = new Told(told.Add) });
        Assert.NotEmpty(told);
        Assert.Equal(told.Order(), told);
        Assert.ThrowsAny<OperationCanceledException>(() => InfluenceMaximization.WithSets(
            cascade, 10, 1, 1_000_000, effort: new Effort { Progress = new Told(_ => stop.Cancel()), Stop = stop.Token }));
    }

    [Fact]
    public void A_proved_group_reaches_its_share_of_the_true_best()
    {
        // All pairs of 12 people tried, each with a sample so large that its error does not matter.
        var cascade = Cascade.Weighted(RandomNetworks.Of(nodes: 12, arcs: 30, seed: 4));
        var sets = ReverseSets.Draw(cascade, 200_000, seed: 5);
        var best = (from one in Enumerable.Range(0, 12) from other in Enumerable.Range(0, one) select sets.Estimate([one, other]).Mean).Max();

        for (var seed = 0UL; seed < 20; seed++)
        {
            var choice = InfluenceMaximization.ToGuarantee(cascade, 2, seed);
            Assert.True(sets.Estimate(choice.Chosen).Mean >= choice.Guarantee * best * 0.99);
        }
    }

    [Fact]
    public void Arcs_found_by_leaps_are_found_as_often_as_one_by_one()
    {
        // A receiver with 40 arcs leaps, one with 5 does not: 1 - (1 - p)^d reach it either way.
        var many = new NetworkBuilder(41);
        var few = new NetworkBuilder(6);
        for (var arc = 1; arc <= 40; arc++)
            many.Add(arc, 0, arc % 2 == 0 ? 0.02 : 0.06);
        for (var arc = 1; arc <= 5; arc++)
            few.Add(arc, 0, 0.04);

        Near(41 - (Math.Pow(0.98, 20) * Math.Pow(0.94, 20)), AllBut0(Cascade.Independent(many.Build()), 41));
        Near(41 - Math.Pow(0.97, 40), AllBut0(Cascade.Independent(many.Build(), 0.03), 41));
        Near(6 - Math.Pow(0.96, 5), AllBut0(Cascade.Independent(few.Build()), 6));

        // How often each single arc is kept is the probability of it.
        var sets = ReverseSets.Draw(Cascade.Independent(many.Build()), 400_000, 6, audience: [0]);
        for (var arc = 1; arc <= 40; arc++)
            Near(arc % 2 == 0 ? 0.02 : 0.06, sets.Estimate([arc]));

        static SpreadEstimate AllBut0(Cascade cascade, int nodes) => ReverseSets.Draw(cascade, 400_000, 2).Estimate(Enumerable.Range(1, nodes - 1));
    }

    [Fact]
    public void Weighted_thresholds_go_to_the_arc_the_draw_falls_on()
    {
        var cascade = Cascade.Threshold(new NetworkBuilder(4).Add(0, 3, 1).Add(1, 3, 2).Add(2, 3, 5).Build());
        var sets = ReverseSets.Draw(cascade, 400_000, 2, audience: [3]);

        Near(1 / 8.0, sets.Estimate([0]));
        Near(2 / 8.0, sets.Estimate([1]));
        Near(5 / 8.0, sets.Estimate([2]));
    }

    [Fact]
    public void The_tiny_cascade_agrees_with_its_enumeration()
    {
        var values = Reference.Values("tiny_exact_cascade");
        var builder = new NetworkBuilder(6);
        foreach (var edge in values.GetProperty("edges_u_v_p").EnumerateArray())
            builder.Add(edge[0].GetInt32(), edge[1].GetInt32(), edge[2].GetDouble());
        var network = builder.Build();
        var cascade = Cascade.Independent(network);
        var threshold = Cascade.Threshold(network.Unweighted());
        var (sets, thresholdSets) = (ReverseSets.Draw(cascade, 1_000_000, 1), ReverseSets.Draw(threshold, 1_000_000, 2));

        foreach (var one in values.GetProperty("IC_exact_single").EnumerateObject())
            Both(cascade, sets, [int.Parse(one.Name, null)], one.Value.GetDouble());
        foreach (var pair in values.GetProperty("IC_exact_pairs").EnumerateObject())
            Both(cascade, sets, [.. pair.Name.Split(',').Select(name => int.Parse(name, null))], pair.Value.GetDouble());
        foreach (var one in values.GetProperty("LT_exact_single_weights_1_over_indeg").EnumerateObject())
            Both(threshold, thresholdSets, [int.Parse(one.Name, null)], one.Value.GetDouble());
        Assert.Equal([values.GetProperty("best_single").GetInt32()], InfluenceMaximization.WithSets(cascade, 1, 1, 200_000).Chosen);
        Assert.Equal(values.GetProperty("best_pair").GetString(), string.Join(',', InfluenceMaximization.WithSets(cascade, 2, 1, 200_000).Chosen.Order()));

        static void Both(Cascade cascade, ReverseSets sets, int[] beginners, double exact)
        {
            Near(exact, sets.Estimate(beginners));
            var forward = Simulation.Spread(cascade, beginners, 100_000, 3);
            Assert.InRange(forward.Mean, exact - (4.5 * forward.StandardError), exact + (4.5 * forward.StandardError));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spreads_are_within_one_percent_of_the_reference_means(string name)
    {
        var values = Reference.Values(name);
        foreach (var (model, cascade) in Cascades(name, values))
        {
            var expected = values.GetProperty("influence_maximisation").GetProperty(model);
            var ids = Reference.Nodes(name);
            var greedy = expected.GetProperty("greedy").EnumerateArray().ToArray();
            var choice = InfluenceMaximization.WithSets(cascade, greedy.Length, 13, 300_000, 600_000);

            // The reference's groups are worth what it says. Who is chosen first, second, … is the choice of that size, and worth no less.
            foreach (var (place, step) in greedy.Index())
            {
                var theirs = step.GetProperty("spread_mean").GetDouble();
                Within("their group, simulated", theirs, Simulated(cascade, Seeds(step)));
                var ours = Simulated(cascade, choice.Chosen[..(place + 1)]);
                Assert.True(ours >= 0.99 * theirs, $"{name}, {model}, {place + 1}: {theirs} expected, {ours} found.");
            }

            Within("our group, validated", greedy[^1].GetProperty("spread_mean").GetDouble(), choice.Spread.Mean);
            foreach (var compared in new[] { "top5_out_degree_in_influence_graph", "top5_diffusion_centrality" })
            {
                if (expected.GetProperty("compare").TryGetProperty(compared, out var group))
                    Within(compared, group.GetProperty("spread_mean").GetDouble(), choice.Validation.Estimate(Seeds(group)).Mean);
            }

            if (expected.TryGetProperty("single_node_spread", out var single))
            {
                var theirError = expected.GetProperty("single_node_spread_se_max").GetDouble();
                foreach (var (person, spread) in single.Doubles().Index())
                {
                    var found = choice.Validation.Estimate([person]);
                    var error = Math.Sqrt((theirError * theirError) + (found.StandardError * found.StandardError));
                    Assert.True(Math.Abs(found.Mean - spread) <= 4.5 * error, $"{name}, {model} from {ids.Ids[person]}: {spread} expected, {found.Mean} found.");
                }
            }

            int[] Seeds(JsonElement of) => [.. of.GetProperty("seeds").EnumerateArray().Select(id => ids.Find(id.ToString()))];

            void Within(string what, double mean, double found) =>
                Assert.True(Math.Abs(found - mean) <= 0.01 * mean, $"{name}, {model}, {what}: {mean} expected, {found} found.");
        }
    }

    [Fact]
    public void On_NetHEPT_fifty_reach_what_the_best_known_program_reaches()
    {
        var cascade = Cascade.Weighted(Reference.Large("nethept"));

        var proved = InfluenceMaximization.ToGuarantee(cascade, 50, 1);
        var many = InfluenceMaximization.WithSets(cascade, 50, 1, 1_500_000, 200_000);

        Assert.True(proved.Guarantee >= 1 - (1 / Math.E) - 0.1);
        Assert.True(Simulation.Spread(cascade, proved.Chosen, 4000, 5).Mean > 890);
        Assert.True(Simulation.Spread(cascade, many.Chosen, 8000, 5).Mean >= 960);
    }

    [Fact]
    public void As_many_at_random_would_do_the_same_is_told()
    {
        // One who reaches everybody, and nine who reach nobody: k at random reach 9 k / 10 + k / 10 × 10.
        var star = new NetworkBuilder(10);
        for (var person = 1; person < 10; person++)
            star.Add(0, person);
        var choice = InfluenceMaximization.WithSets(Cascade.Independent(star.Build()), 1, 1, 20_000);
        var random = RandomGroups.LikeSpread(choice, seed: 2, orders: 4000);

        Assert.Equal([0], choice.Chosen);
        Assert.Equal(10, choice.Spread.Mean);
        Assert.Equal(1.9, random.SameSize, 0.15);
        Assert.Equal(10, random.AsMany);
        Assert.Equal(1, choice.Validation.Estimate([4]).Mean, 0.1);
    }

    [Fact]
    public void Probabilities_are_probabilities()
    {
        Assert.Throws<ArgumentException>(() => Cascade.Independent(new NetworkBuilder(2).Add(0, 1, 1.5).Build()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cascade.Independent(new NetworkBuilder(2).Add(0, 1).Build(), 0));
    }

    /// <summary>To a standard error of a quarter of a percent.</summary>
    private static double Simulated(Cascade cascade, int[] beginners)
    {
        var found = Simulation.Spread(cascade, beginners, 4_000, 5);
        for (var runs = 16_000; found.StandardError > 0.0025 * found.Mean; runs *= 2)
            found = Simulation.Spread(cascade, beginners, runs, 5);
        return found.Mean;
    }

    private static IEnumerable<(string Model, Cascade Cascade)> Cascades(string name, JsonElement values)
    {
        var influence = Reference.Influence(name, values);
        yield return ("IC_p0.1", Cascade.Independent(influence, 0.1));
        yield return ("IC_weighted_cascade", Cascade.Weighted(influence));
        yield return ("LT_uniform_1/indeg", Cascade.Threshold(influence));
    }

    /// <summary>Four and a half standard errors: once in some 150,000 estimates by chance.</summary>
    private static void Near(double expected, SpreadEstimate found) =>
        Assert.InRange(found.Mean, expected - (4.5 * found.StandardError), expected + (4.5 * found.StandardError));

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}

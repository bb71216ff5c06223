using Groundswell.Networks.Measures;

namespace Groundswell.Networks.Tests.Measures;

/// <summary>Measures on networks small enough to work them out with a pencil.</summary>
public sealed class WorkedMeasureTests
{
    /// <summary>0 - 1 - 2 - 3, and 4 alone.</summary>
    private static readonly Network Path = Ties(5, (0, 1), (1, 2), (2, 3));

    /// <summary>A triangle 0, 1, 2 with a tail: 2 - 3.</summary>
    private static readonly Network Kite = Ties(4, (0, 1), (0, 2), (1, 2), (2, 3));

    /// <summary>0 and 1 to 2, 2 to 3, 3 to 0.</summary>
    private static readonly Network Ring = Arcs(4, (0, 2), (1, 2), (2, 3), (3, 0));

    [Fact]
    public void On_a_path_the_inner_nodes_lie_between() =>
        Assert.Equal([0, 2, 2, 0, 0], Betweenness.Of(Path));

    [Fact]
    public void Directed_paths_count_each_way() =>
        // 2 lies on 0-3, 1-3, 1-0; 3 on 0-… none, 1-0 and 2-0; 0 on 3-2.
        Assert.Equal([1, 0, 3, 2], Betweenness.Of(Ring));

    [Fact]
    public void Harmonic_closeness_adds_parts_of_steps() =>
        Reference.Agree("harmonic", [1 + (1 / 2.0) + (1 / 3.0), 2.5, 2.5, 1 + (1 / 2.0) + (1 / 3.0), 0], Distances.Harmonic(Path));

    [Fact]
    public void Harmonic_closeness_follows_arcs() =>
        Reference.Agree("harmonic", [1.5, 1 + (1 / 2.0) + (1 / 3.0), 1.5, 1.5], Distances.Harmonic(Ring));

    [Fact]
    public void Cores_triangles_and_constraint_of_a_kite()
    {
        Assert.Equal([2, 2, 2, 1], CoreNumbers.Of(Kite));
        Reference.Agree("clustering", [1, 1, 1 / 3.0, 0], Clustering.Local(Kite));
        Reference.Agree("transitivity", 3 / 5.0, Clustering.Transitivity(Kite));
        // 0: with 1 (1/2 + 1/2 × 1/3)², with 2 (1/2 + 1/2 × 1/2)². 2: twice (1/3 + 1/3 × 1/2)², once (1/3)².
        Reference.Agree("constraint", [(4 / 9.0) + (9 / 16.0), (4 / 9.0) + (9 / 16.0), 0.5 + (1 / 9.0), 1], BurtConstraint.Of(Kite));
    }

    [Fact]
    public void Constraint_takes_weights_of_both_directions()
    {
        var network = new NetworkBuilder(3).Add(0, 1, 2).Add(1, 0, 1).Add(2, 0, 1).Build();

        // 0 has 3/4 with 1 and 1/4 with 2, who don't know each other; the others have one contact.
        Reference.Agree("constraint", [(9 / 16.0) + (1 / 16.0), 1, 1], BurtConstraint.Of(network));
    }

    [Fact]
    public void The_largest_eigenvalue_of_a_star_is_the_root_of_its_points()
    {
        var star = Ties(5, (0, 1), (0, 2), (0, 3), (0, 4));
        var found = Eigenvector.Undirected(star);

        Reference.Agree("root", 2, found.Root);
        Reference.Agree("vector", [Math.Sqrt(0.5), Math.Sqrt(0.125), Math.Sqrt(0.125), Math.Sqrt(0.125), Math.Sqrt(0.125)], found.Vector);
    }

    [Fact]
    public void A_cycle_has_spectral_radius_one_and_a_chain_none()
    {
        Reference.Agree("cycle", 1, Eigenvector.SpectralRadius(Arcs(3, (0, 1), (1, 2), (2, 0))));
        Assert.Equal(0, Eigenvector.SpectralRadius(Arcs(3, (0, 1), (1, 2))));
        Assert.Null(Eigenvector.Incoming(Arcs(3, (0, 1), (1, 2))));
        Reference.Agree("cycle", [Math.Sqrt(1 / 3.0), Math.Sqrt(1 / 3.0), Math.Sqrt(1 / 3.0)], Eigenvector.Incoming(Arcs(3, (0, 1), (1, 2), (2, 0)))!.Vector);
    }

    [Fact]
    public void Ranks_solve_their_equations()
    {
        // 0 points to 1, 1 nowhere: r0 = 0.075 + 0.425 r1, r1 = r0 + 0.85 r0, r0 + r1 = 1.
        var ranks = PageRank.Of(Arcs(2, (0, 1)));

        Reference.Agree("ranks", [1 / 2.85, 1.85 / 2.85], ranks);
    }

    [Fact]
    public void Ranks_follow_weights()
    {
        // From 0 three quarters go to 1, who like 2 passes all back: r0 = 0.05 + 0.85 (r1 + r2).
        var network = new NetworkBuilder(3).Add(0, 1, 3).Add(0, 2).Add(1, 0).Add(2, 0).Build();
        var middle = 0.9 / 1.85;

        Reference.Agree("ranks", [middle, 0.05 + (0.85 * 0.75 * middle), 0.05 + (0.85 * 0.25 * middle)], PageRank.Of(network));
    }

    [Fact]
    public void Katz_and_diffusion_count_walks()
    {
        var chain = Arcs(3, (0, 1), (1, 2));

        Reference.Agree("katz", [1, 1.1, 1.11], Katz.Incoming(chain, 0.1));
        Reference.Agree("one round is the degree", [1, 1, 0], DiffusionCentrality.Of(chain, 1, 1));
        Reference.Agree("two rounds, half passed on", [0.5 + 0.25, 0.5, 0], DiffusionCentrality.Of(chain, 0.5, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Katz.Incoming(Arcs(2, (0, 1), (1, 0)), 1));
    }

    [Fact]
    public void Components_by_ties_and_by_arcs()
    {
        Assert.Equal([4, 1], Components.Weak(Path).Sizes);
        var strong = Components.Strong(Ring);
        Assert.Equal(2, strong.Count);
        Assert.Equal(3, strong.Largest);
        Assert.Equal(strong.Of[0], strong.Of[3]);
        Assert.NotEqual(strong.Of[0], strong.Of[1]);
        Assert.Equal((3, 4), (LargestComponent.Of(Path).Diameter(), LargestComponent.Of(Path).Members.Count));
        Reference.Agree("mean", 10 / 6.0, LargestComponent.Of(Path).MeanDistance());
    }

    [Fact]
    public void Mixing_of_two_pairs_with_one_bridge()
    {
        var groups = Grouping.By(["a", "a", "b", "b"]);
        var network = Ties(4, (0, 1), (2, 3), (1, 2));

        Assert.Equal(new ExternalInternal(2, 4), Mixing.ExternalInternal(network, groups));
        Reference.Agree("index", -1 / 3.0, Mixing.ExternalInternal(network, groups).Index);
        Reference.Agree("modularity", (2 / 3.0) - 0.5, Mixing.Modularity(network, groups));
        Assert.Equal(new ExternalInternal(0, 2), Mixing.ExternalInternal(network, Grouping.By(["a", "a", null, "b"])));
    }

    [Fact]
    public void Reciprocity_and_density()
    {
        var network = Arcs(3, (0, 1), (1, 0), (1, 2));

        Reference.Agree("reciprocity", 2 / 3.0, Degrees.Reciprocity(network));
        Reference.Agree("density", 0.5, Degrees.Density(network));
    }

    [Fact]
    public void Joins_are_compared_with_all_ways_to_deal_the_marks()
    {
        // Of the 6 ways to mark two of four on a path, 3 join them.
        var path = Ties(4, (0, 1), (1, 2), (2, 3));
        var found = JoinCount.Of(path, [true, true, false, false], seed: 7, permutations: 20_000);

        Assert.Equal(1, found.Joins);
        Assert.Equal(0.5, found.Mean, 0.02);
        Assert.Equal(0.5, found.Deviation, 0.01);
        Assert.Equal(1, found.Z, 0.05);
        Assert.Equal(0.5, found.P, 0.02);
    }

    [Fact]
    public void Marks_stay_within_their_strata()
    {
        // In each stratum everybody or nobody is marked: dealing anew changes nothing.
        var path = Ties(4, (0, 1), (1, 2), (2, 3));
        var found = JoinCount.Of(path, [true, true, false, false], seed: 7, permutations: 99, Grouping.By(["a", "a", "b", "b"]));

        Assert.Equal((1, 1, 0, 0, 1), (found.Joins, found.Mean, found.Deviation, found.Z, found.P));
    }

    private static Network Ties(int nodes, params (int, int)[] ties) =>
        new NetworkBuilder(nodes, undirected: true).AddAll(ties.Select(tie => (tie.Item1, tie.Item2, 1.0))).Build();

    private static Network Arcs(int nodes, params (int, int)[] arcs) =>
        new NetworkBuilder(nodes).AddAll(arcs.Select(arc => (arc.Item1, arc.Item2, 1.0))).Build();
}

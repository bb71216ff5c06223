using System.Text.Json;
using Groundswell.Networks.Measures;

namespace Groundswell.Networks.Tests.Measures;

/// <summary>Every measure against every reference file, whose values are from networkx and igraph.</summary>
public sealed class ReferenceMeasureTests
{
    public static TheoryData<string> Names => Reference.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void Degrees_and_strengths_agree(string name)
    {
        var (values, network) = Read(name);
        var node = values.GetProperty("node");

        Assert.Equal(values.GetProperty("n").GetInt32(), network.Nodes);
        Assert.Equal(values.GetProperty("arcs_used").GetInt32(), network.Arcs);
        Assert.Equal(node.GetProperty("in_degree").Integers(), Degrees.In(network));
        Assert.Equal(node.GetProperty("out_degree").Integers(), Degrees.Out(network));
        if (node.TryGetProperty("in_strength", out var strength))
        {
            Reference.Agree("in_strength", strength.Doubles(), Degrees.InStrength(network));
            Reference.Agree("out_strength", node.GetProperty("out_strength").Doubles(), Degrees.OutStrength(network));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Measures_by_paths_agree(string name)
    {
        var (values, network) = Read(name);
        var node = values.GetProperty("node");
        var ties = network.Undirected();

        Reference.Agree("betweenness", node.GetProperty("betweenness").Doubles(), Betweenness.Of(network));
        Reference.Agree("harmonic", node.GetProperty("harmonic_undirected").Doubles(), Distances.Harmonic(ties));
        Assert.Equal(node.GetProperty("kcore_undirected").Integers(), CoreNumbers.Of(network));
        Reference.Agree("clustering", node.GetProperty("clustering_undirected").Doubles(), Clustering.Local(network));
        Reference.Agree("constraint", node.GetProperty("burt_constraint_undirected").Doubles(), BurtConstraint.Of(ties.Unweighted()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Measures_by_spectra_agree(string name)
    {
        var (values, weighted) = Read(name);
        var network = weighted.Unweighted();
        var node = values.GetProperty("node");

        Reference.Agree("pagerank", node.GetProperty("pagerank").Doubles(), PageRank.Of(network));
        var undirected = Eigenvector.Undirected(network);
        Reference.Agree("lambda1 undirected", values.GetProperty("lambda1_undirected").GetDouble(), undirected.Root);
        Reference.Agree("eigenvector undirected", node.GetProperty("eigenvector_undirected").Doubles(), undirected.Vector);
        Reference.Agree("lambda1 directed", values.GetProperty("lambda1_directed").GetDouble(), Eigenvector.SpectralRadius(network));
        var incoming = Eigenvector.Incoming(network);
        if (node.TryGetProperty("eigenvector_in", out var expected))
            Reference.Agree("eigenvector in", expected.Doubles(), incoming!.Vector);
        Reference.Agree("katz alpha", values.GetProperty("katz_alpha").GetDouble(), Katz.DefaultAlpha(network));
        Reference.Agree("katz", node.GetProperty("katz_in").Doubles(), Katz.Incoming(network, Katz.DefaultAlpha(network)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Diffusion_centrality_agrees(string name)
    {
        var values = Reference.Values(name);
        var influence = Reference.Influence(name, values);
        var node = values.GetProperty("node");

        var (passing, rounds) = DiffusionCentrality.Defaults(influence);

        Reference.Agree("q", values.GetProperty("diffusion_q_lambda").GetDouble(), passing);
        Assert.Equal(values.GetProperty("diffusion_T").GetInt32(), rounds);
        Reference.Agree("diffusion, defaults", node.GetProperty("diffusion_q1overlambda_Tdiam").Doubles(), DiffusionCentrality.Of(influence, passing, rounds));
        Reference.Agree("diffusion, 0.2 and 3", node.GetProperty("diffusion_q0.2_T3").Doubles(), DiffusionCentrality.Of(influence, 0.2, 3));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Summaries_agree(string name)
    {
        var (values, network) = Read(name);
        var summary = values.GetProperty("summary");
        double Expected(string what) => summary.GetProperty(what).GetDouble();

        Reference.Agree("density", Expected("density_directed"), Degrees.Density(network));
        Reference.Agree("reciprocity", Expected("reciprocity"), Degrees.Reciprocity(network));
        Assert.Equal(Expected("weak_components"), Components.Weak(network).Count);
        Assert.Equal(Expected("largest_weak_component"), Components.Weak(network).Largest);
        Assert.Equal(Expected("strong_components"), Components.Strong(network).Count);
        Assert.Equal(Expected("largest_strong_component"), Components.Strong(network).Largest);
        Assert.Equal(Expected("diameter_undirected_lcc"), LargestComponent.Of(network).Diameter());
        Reference.Agree("mean distance", Expected("mean_distance_undirected_lcc"), LargestComponent.Of(network).MeanDistance());
        Reference.Agree("transitivity", Expected("transitivity_undirected"), Clustering.Transitivity(network));
        Reference.Agree("mean clustering", Expected("mean_local_clustering_undirected"), Clustering.Local(network).Average());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mixing_by_attributes_agrees(string name)
    {
        var (values, network) = Read(name);
        var nodes = Reference.Nodes(name);

        foreach (var group in values.GetProperty("groups").EnumerateObject())
        {
            var grouping = nodes.GroupingBy(group.Name);
            var mixing = Mixing.ExternalInternal(network, grouping);
            Assert.Equal(group.Value.GetProperty("external_arcs").GetInt32(), mixing.External);
            Assert.Equal(group.Value.GetProperty("internal_arcs").GetInt32(), mixing.Internal);
            Reference.Agree("E-I index", group.Value.GetProperty("EI_index").GetDouble(), mixing.Index);
            Reference.Agree("modularity", group.Value.GetProperty("modularity_undirected").GetDouble(), Mixing.Modularity(network.Unweighted(), grouping));
        }
    }

    private static (JsonElement Values, Network Network) Read(string name)
    {
        var values = Reference.Values(name);
        return (values, Reference.Network(name, values));
    }
}

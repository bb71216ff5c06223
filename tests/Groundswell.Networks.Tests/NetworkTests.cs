using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Groundswell.Networks.Tests;

public sealed class NetworkTests
{
    /// <summary>Up to 60 arcs, repeats among them, over 9 nodes.</summary>
    private static readonly Arbitrary<(int Source, int Target, int Weight)[]> AnyArcs =
        (from source in Gen.Choose(0, 8) from target in Gen.Choose(0, 8) from weight in Gen.Choose(1, 5) select (source, target, weight)).ArrayOf().ToArbitrary();

    [Fact]
    public void A_network_is_the_matrix_of_its_arcs() =>
        Prop.ForAll(AnyArcs, arcs =>
        {
            var matrix = new double[9, 9];
            foreach (var (source, target, weight) in arcs)
                matrix[source, target] += source == target ? 0 : weight;
            var network = Build(arcs);
            foreach (var (i, j) in Pairs())
            {
                Assert.Equal(matrix[i, j], network.Weight(i, j));
                Assert.Equal(matrix[i, j], network.Reversed().Weight(j, i));
                Assert.Equal(Math.Max(matrix[i, j], matrix[j, i]), network.Undirected().Weight(i, j));
                Assert.Equal(matrix[i, j] > 0 ? 1 : 0, network.Unweighted().Weight(i, j));
                Assert.Equal(matrix[i, j] >= 3 ? matrix[i, j] : 0, network.AtLeast(3).Weight(i, j));
                Assert.Equal(matrix[i, j] / 2, network.Reweighted((_, _, weight) => weight / 2).Weight(i, j));
                Assert.Equal(matrix[i, j] > 0, network.HasArc(i, j));
            }

            Assert.Equal(Pairs().Count(pair => matrix[pair.Item1, pair.Item2] > 0), network.Arcs);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Predecessors_are_those_whose_successor_one_is() =>
        Prop.ForAll(AnyArcs, arcs =>
        {
            var network = Build(arcs);
            foreach (var (i, j) in Pairs())
                Assert.Equal(network.Successors(i).Contains(j), network.Predecessors(j).Contains(i));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Loops_are_left_out_and_counted()
    {
        var builder = new NetworkBuilder(2).Add(0, 0).Add(0, 1).Add(1, 1);

        Assert.Equal(2, builder.Loops);
        Assert.Equal(1, builder.Build().Arcs);
    }

    [Fact]
    public void An_arc_weighs_something_and_joins_nodes_that_are_there()
    {
        var builder = new NetworkBuilder(2);

        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(0, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(-1, 0));
    }

    [Fact]
    public void A_list_with_names_is_read_with_its_nodes()
    {
        var nodes = EdgeList.ReadNodes(new StringReader("# who\nid,shift,age\nann,early,30\n\"bo, jr\",\"say \"\"late\"\"\",\ncy\n"));
        var network = EdgeList.Read(new StringReader("# ties\nsource,target,weight\nann,\"bo, jr\",2.5\ncy,ann,1\n"), nodes);

        Assert.Equal(["ann", "bo, jr", "cy"], nodes.Ids);
        Assert.Equal(["early", "say \"late\"", null], nodes.Column("shift"));
        Assert.Equal([30, double.NaN, double.NaN], nodes.Numbers("age"));
        Assert.Equal(2.5, network.Weight(0, 1));
        Assert.Equal(1, network.Weight(2, 0));
        Assert.Throws<FormatException>(() => EdgeList.Read(new StringReader("source,target\nann,eve\n"), nodes));
    }

    [Fact]
    public void Numbered_lists_are_read_whatever_parts_their_fields()
    {
        var network = EdgeList.ReadNumbered(new MemoryStream(Encoding.UTF8.GetBytes("# c\r\n4 3\r\n0 1\r\n1\t2 0.5\n2,3,4")));

        Assert.Equal((4, 3), (network.Nodes, network.Arcs));
        Assert.Equal((1, 0.5, 4), (network.Weight(0, 1), network.Weight(1, 2), network.Weight(2, 3)));
        Assert.Throws<FormatException>(() => EdgeList.ReadNumbered(new MemoryStream("2 1\n0 x\n"u8.ToArray())));
        Assert.Throws<FormatException>(() => EdgeList.ReadNumbered(new MemoryStream("# nothing\n"u8.ToArray())));
    }

    [Fact]
    public void A_long_list_is_read_across_the_ends_of_buffers()
    {
        var text = new StringBuilder("30001 30000\n");
        for (var node = 0; node < 30_000; node++)
            text.Append(node).Append(' ').Append(node + 1).Append('\n');
        var network = EdgeList.ReadNumbered(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())));

        Assert.Equal(30_000, network.Arcs);
        Assert.All(Enumerable.Range(0, 30_000), node => Assert.True(network.HasArc(node, node + 1)));
    }

    [Fact]
    public void Layers_combine_as_if_each_tried()
    {
        var nodes = new NodeTable(["a", "b", "c"]);
        var layers = new LayeredNetwork(nodes)
            .Add("help", new NetworkBuilder(3).Add(0, 1, 0.5).Add(1, 2, 0.2).Build())
            .Add("named", new NetworkBuilder(3).Add(0, 1, 0.4).Build())
            .Add("reads", new NetworkBuilder(3).Add(2, 0, 1).Build());
        var combined = layers.Combine(new Dictionary<string, double> { ["help"] = 0.6, ["named"] = 1, ["reads"] = 0 });

        Assert.Equal(1 - (0.7 * 0.6), combined.Weight(0, 1), 1e-12);
        Assert.Equal(0.12, combined.Weight(1, 2), 1e-12);
        Assert.Equal(2, combined.Arcs);
        Assert.Throws<ArgumentException>(() => layers.Add("small", new NetworkBuilder(2).Build()));
    }

    [Fact]
    public void Next_to_nothing_is_no_arc_of_a_combination_and_stays_one_of_its_layer()
    {
        var layer = new NetworkBuilder(3).Add(0, 1, 2).Add(1, 2, 1e-17).Build();
        var scaled = Groundswell.Networks.EventLogs.LayerScale.ToProbabilities(layer);
        var combined = new LayeredNetwork(new NodeTable(["a", "b", "c"])).Add("help", scaled).Combine(new Dictionary<string, double> { ["help"] = 0.5 });

        Assert.Equal(2, scaled.Arcs);
        Assert.True(scaled.Weight(1, 2) is > 0 and < 1e-15);
        Assert.Equal(1, combined.Arcs);
    }

    [Fact]
    public void Groups_are_named_and_may_be_crossed()
    {
        var shifts = Grouping.By(["late", "early", "late", null]);
        var sites = Grouping.By(["n", "n", "s", "s"]);

        Assert.Equal(["early", "late"], shifts.Names);
        Assert.Equal([0, 2], shifts.Members(1));
        Assert.Equal(["early x n", "late x n", "late x s"], shifts.And(sites).Names);
        Assert.Equal(-1, shifts.And(sites)[3]);
    }

    private static Network Build((int Source, int Target, int Weight)[] arcs) =>
        new NetworkBuilder(9).AddAll(arcs.Select(arc => (arc.Source, arc.Target, (double)arc.Weight))).Build();

    private static IEnumerable<(int, int)> Pairs() => from i in Enumerable.Range(0, 9) from j in Enumerable.Range(0, 9) select (i, j);
}

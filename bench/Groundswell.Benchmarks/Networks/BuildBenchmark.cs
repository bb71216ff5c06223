using System.CommandLine;
using System.Globalization;
using System.Text;
using Groundswell.Networks;
using Groundswell.Networks.EventLogs;

namespace Groundswell.Benchmarks.Networks;

/// <summary>Building networks of ten million arcs, reading them from text, and building a layer out of a million contacts.</summary>
internal static class BuildBenchmark
{
    private const int Nodes = 1_000_000;
    private const int Arcs = 10_000_000;

    public static Command Command
    {
        get
        {
            var command = new Command("build", "Builds and reads networks of ten million arcs, and a layer of a site's million contacts.");
            command.SetAction(_ => Run());
            return command;
        }
    }

    private static void Run()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var network = Timing.Tell("building ten million arcs", 3, Build, Size);
        var text = Text(network);
        Timing.Tell($"reading them from {text.Length / 1_000_000} MB of text", 3, () => EdgeList.ReadNumbered(new MemoryStream(text)), Size);
        Timing.Tell("a layer of a million contacts of 2,000 people, corrected for exposure", 3, Layer, Size);

        string Size(Network built) =>
            string.Create(CultureInfo.InvariantCulture, $"{built.Nodes} nodes, {built.Arcs} arcs; {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB held");
    }

    private static Network Build()
    {
        var chance = new Chance(3);
        var builder = new NetworkBuilder(Nodes);
        for (var arc = 0; arc < Arcs; arc++)
            builder.Add(chance.Below(Nodes), chance.Below(Nodes));
        return builder.Build();
    }

    private static byte[] Text(Network network)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{network.Nodes} {network.Arcs}\n");
        for (var node = 0; node < network.Nodes; node++)
        {
            foreach (var other in network.Successors(node))
                text.Append(node).Append(' ').Append(other).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Two years of shifts on 40 lines, 50 people on each.</summary>
    private static Network Layer()
    {
        var chance = new Chance(4);
        var presence = new List<Presence>();
        for (var place = 0; place < 20_000; place++)
        {
            for (var person = 0; person < 17; person++)
                presence.Add(new Presence(place, (place % 40 * 50) + chance.Below(50), 8));
        }

        var contacts = Enumerable.Range(0, 1_000_000).Select(_ =>
        {
            var place = chance.Below(20_000);
            return new Contact(place, (place % 40 * 50) + chance.Below(50), (place % 40 * 50) + chance.Below(50));
        });
        return LayerScale.ToProbabilities(Exposure.Of(2_000, contacts, presence).Corrected());
    }
}

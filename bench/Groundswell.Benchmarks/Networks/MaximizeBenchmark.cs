using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using Groundswell.Networks;
using Groundswell.Networks.Choosing;
using Groundswell.Networks.Spreading;

namespace Groundswell.Benchmarks.Networks;

/// <summary>Fifty people under the weighted cascade, as the literature's benchmarks do: on a list of ties that is given, or on a random network of preferences.</summary>
internal static class MaximizeBenchmark
{
    private const int Size = 50;

    private static readonly Option<FileInfo?> List = new("--list") { Description = "A numbered list of ties, may be gzipped. Without it a network of preferences is made." };
    private static readonly Option<int> Nodes = new("--nodes") { Description = "How many nodes are made without a list.", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Sets = new("--sets") { Description = "How many sets choose in the setting for quality.", DefaultValueFactory = _ => 2_500_000 };

    public static Command Command
    {
        get
        {
            var command = new Command("maximize", "Chooses 50 people by reverse-reachable sets, to a guarantee and by a fixed sample.") { List, Nodes, Sets };
            command.SetAction(given => Run(given.GetValue(List), given.GetValue(Nodes), given.GetValue(Sets)));
            return command;
        }
    }

    private static void Run(FileInfo? list, int nodes, int sets)
    {
        var network = list is null ? Timing.Tell("making the network", 1, () => Preferences(nodes, ties: 5, seed: 42)) : Read(list);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network.Nodes} nodes, {network.Arcs} arcs"));
        var cascade = Cascade.Weighted(network);
        // The network's arcs by receiver are part of loading it, as in the authors' programs.
        _ = network.Predecessors(0);
        var one = new Effort { Threads = 1 };
        var seed = 0UL;
        for (var warm = 0; warm < 30 && network.Nodes < 100_000; warm++)
            _ = InfluenceMaximization.ToGuarantee(cascade, Size, 1000 + (ulong)warm, effort: one);

        Timing.Tell("to 1 - 1/e - 0.1, one thread", 7, () => InfluenceMaximization.ToGuarantee(cascade, Size, ++seed, effort: one), Outcome);
        if (network.Nodes < 100_000)
            Timing.Tell("with many sets, all threads", 3, () => InfluenceMaximization.WithSets(cascade, Size, ++seed, sets, 100_000), Outcome);

        string Outcome(InfluenceChoice choice)
        {
            var forward = Simulation.Spread(cascade, choice.Chosen, network.Nodes < 100_000 ? 4000 : 60, 99);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{choice.Sets} sets, validated {choice.Spread.Mean:0.0} ± {choice.Spread.StandardError:0.0}, simulated {forward.Mean:0.0} ± {forward.StandardError:0.0}, proved {choice.Guarantee:0.000}");
        }
    }

    private static Network Read(FileInfo list)
    {
        using var file = list.OpenRead();
        using var text = list.Extension == ".gz" ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
        return EdgeList.ReadNumbered(text);
    }

    /// <summary>Each node ties itself to earlier ones, likelier to those that have many ties (Barabási and Albert 1999).</summary>
    public static Network Preferences(int nodes, int ties, ulong seed)
    {
        var chance = new Chance(seed);
        var builder = new NetworkBuilder(nodes, undirected: true);
        var ends = new List<int>(2 * nodes * ties);
        var targets = Enumerable.Range(0, ties).ToList();
        for (var node = ties; node < nodes; node++)
        {
            foreach (var target in targets)
            {
                builder.Add(node, target);
                ends.Add(target);
                ends.Add(node);
            }

            targets.Clear();
            while (targets.Count < ties)
            {
                var target = ends[chance.Below(ends.Count)];
                if (!targets.Contains(target))
                    targets.Add(target);
            }
        }

        return builder.Build();
    }
}

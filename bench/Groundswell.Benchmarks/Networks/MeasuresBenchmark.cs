using System.CommandLine;
using System.Globalization;
using Groundswell.Networks;
using Groundswell.Networks.Measures;

namespace Groundswell.Benchmarks.Networks;

/// <summary>All measures of one site, and of many sites that know each other a little.</summary>
internal static class MeasuresBenchmark
{
    private const int Ties = 20;

    public static Command Command
    {
        get
        {
            var command = new Command("measures", "All measures of 2,000 people at one site, and of 100,000 at 40 sites.");
            command.SetAction(_ => Run());
            return command;
        }
    }

    private static void Run()
    {
        Tell("2,000 people, everything exact", Sites(1, 2_000), sample: 2_000, runs: 3);
        Tell("100,000 people over 40 sites, sampled", Sites(40, 2_500), sample: 400, runs: 3);
    }

    private static void Tell(string what, Network network, int sample, int runs)
    {
        var groups = Grouping.By(Enumerable.Range(0, network.Nodes).Select(node => (node / 50).ToString(CultureInfo.InvariantCulture)));
        var all = (double)network.Nodes * (network.Nodes - 1);
        Timing.Tell($"{what}, {network.Arcs} arcs", runs, () => MeasureTable.Of(network, 7, sample, [groups]), Outcome);

        string Outcome(MeasureTable table)
        {
            var order = Enumerable.Range(0, network.Nodes).OrderByDescending(node => table.Betweenness.Values[node]).Take(network.Nodes / 100).ToArray();
            var error = order.Average(node => table.Betweenness.StandardErrors[node] / table.Betweenness.Values[node]);
            if (table.Betweenness.Pairs is not { } pairs)
                return "betweenness exact";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"betweenness from {pairs} pairs, standard error of the upper hundredth {error:0.0%}, of all at most {table.Betweenness.ErrorOfAll / all:0.00000} of all pairs");
        }
    }

    /// <summary>Everybody has twenty ties, most within a group of fifty, some within the site, one in forty to any site.</summary>
    private static Network Sites(int sites, int people)
    {
        var chance = new Chance(11);
        var builder = new NetworkBuilder(sites * people);
        for (var person = 0; person < sites * people; person++)
        {
            for (var tie = 0; tie < Ties; tie++)
            {
                var draw = chance.Unit();
                var other = draw < 0.65 ? (person / 50 * 50) + chance.Below(50)
                    : draw < 0.975 ? (person / people * people) + chance.Below(people)
                    : chance.Below(sites * people);
                builder.Add(person, other, 1 + chance.Below(5));
            }
        }

        return builder.Build();
    }
}

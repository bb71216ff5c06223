using Groundswell.Influence.Layers;
using Groundswell.Networks;
using Groundswell.Networks.Measures;
using Groundswell.Networks.Statistics;

namespace Groundswell.Influence.Recovering;

/// <summary>How well something found in the record agrees with what was planted: with whom people call, and with whose word they believe, which are not the same.</summary>
/// <param name="Way">What was looked at.</param>
/// <param name="Ties">How many arcs it has.</param>
public sealed record Recovered(string Way, int Ties, Agreement Calls, Agreement Believes);

/// <param name="Ties">AUC: of all pairs, how well it tells those with a planted tie; a half is chance. Null where it says nothing of pairs.</param>
/// <param name="People">AUC: how well it tells the ten whom most turn to from the others.</param>
/// <param name="OfTen">How many of its own first ten are among them.</param>
public sealed record Agreement(double? Ties, double People, double OfTen);

/// <summary>What was planted: for each person those whom they call, and those whose word they believe, with weights.</summary>
public sealed record Planted(
    IReadOnlyDictionary<string, IReadOnlyList<(string Person, double Weight)>> Calls, IReadOnlyDictionary<string, IReadOnlyList<(string Person, double Weight)>> Believes);

/// <summary>Holds the network that the record shows against one that is known because it was planted.</summary>
public static class Recovery
{
    /// <summary>Of so few answers no site learns; a demonstration shows what it would come to.</summary>
    public const int LeastAnswers = 20;

    private const int Best = 10;

    /// <param name="corrected">The network with rota and routing taken out.</param>
    /// <param name="raw">The same without that.</param>
    /// <param name="named">The same with nominations.</param>
    /// <param name="learned">What layers are worth by nominations; null where too few have named somebody.</param>
    public static IReadOnlyList<Recovered> Against(Planted planted, SiteNetwork corrected, SiteNetwork raw, SiteNetwork named, LearnedWorth? learned)
    {
        var (calls, believes) = (Truth.Of(planted.Calls, corrected), Truth.Of(planted.Believes, corrected));
        var found = new List<Recovered>();
        foreach (var layer in corrected.Observed.Keys.Order())
        {
            if (corrected.Corrected.Layers.TryGetValue(layer.ToString(), out var own))
                found.Add(OfNetwork($"{layer}", own));
            found.Add(OfNetwork($"{layer}, exposure not taken out", raw.Observed[layer]));
        }

        found.Add(OfNetwork("all layers together", corrected.Combined));
        found.Add(OfScore("all layers together, by PageRank", corrected.TurnedTo(), corrected.Combined.Arcs));
        found.Add(OfNetwork("all layers together, exposure not taken out", raw.Combined));
        if (named.Corrected.Layers.TryGetValue(nameof(Layer.Nomination), out var nominated))
        {
            found.Add(OfNetwork("nominations (not of the record: people were asked)", nominated));
            found.Add(OfNetwork("all layers and nominations together", named.Combined));
        }

        if (learned is not null)
        {
            found.Add(OfNetwork("all layers, worth learned from nominations", corrected.Corrected.Combine(learned.Worth)));
            found.Add(OfNetwork("the same and nominations", named.Worth(learned.Worth, LearnedWorth.Most).Combined));
        }

        found.Add(OfScore("degree (how many one has to do with)", Degree(corrected)));
        found.Add(OfScore("formal rank (how many report to one)", [.. corrected.People.Select(person => (double)person.Reports)]));
        return found;

        Recovered OfNetwork(string way, Network network) => new(way, network.Arcs, calls.Against(network), believes.Against(network));

        Recovered OfScore(string way, double[] score, int ties = 0) => new(way, ties, calls.Against(null, score), believes.Against(null, score));
    }

    /// <summary>With how many people somebody has anything at all to do: what most tools call being central.</summary>
    private static double[] Degree(SiteNetwork network)
    {
        var partners = network.People.Select(_ => new HashSet<int>()).ToArray();
        foreach (var layer in network.Observed.Values)
        {
            for (var person = 0; person < partners.Length; person++)
            {
                foreach (var other in layer.Successors(person))
                {
                    partners[person].Add(other);
                    partners[other].Add(person);
                }
            }
        }

        return [.. partners.Select(one => (double)one.Count)];
    }

    /// <summary>One planted network, and the ten whom most turn to in it.</summary>
    private sealed record Truth(Network Network, HashSet<int> First)
    {
        public static Truth Of(IReadOnlyDictionary<string, IReadOnlyList<(string Person, double Weight)>> turnsTo, SiteNetwork found)
        {
            var planted = new NetworkBuilder(found.People.Count);
            foreach (var (person, ties) in turnsTo.Where(one => found.Find(one.Key) >= 0))
            {
                foreach (var (to, weight) in ties.Where(tie => tie.Weight > 0 && found.Find(tie.Person) >= 0))
                    planted.Add(found.Find(to), found.Find(person), weight);
            }

            var network = planted.Build();
            var turnedTo = Degrees.OutStrength(network);
            return new Truth(network, [.. Enumerable.Range(0, turnedTo.Length).OrderByDescending(at => turnedTo[at]).ThenBy(at => at).Take(Best)]);
        }

        public Agreement Against(Network network) => Against(network, Degrees.OutStrength(network));

        public Agreement Against(Network? network, double[] score) => new(
            network is null ? null : Auc.Of(
                from source in Enumerable.Range(0, score.Length)
                from target in Enumerable.Range(0, score.Length)
                where source != target
                select (network.Weight(source, target), Network.HasArc(source, target), 1.0)),
            Auc.Of(score.Select((value, at) => (value, First.Contains(at), 1.0))),
            Overlap(score));

        /// <summary>Of those with the same score as the tenth each counts as often as chance would take them.</summary>
        private double Overlap(double[] score)
        {
            var least = score.OrderDescending().ElementAtOrDefault(Best - 1);
            int[] above = [.. Enumerable.Range(0, score.Length).Where(at => score[at] > least)];
            int[] same = [.. Enumerable.Range(0, score.Length).Where(at => score[at] == least)];
            return above.Count(First.Contains) + (same.Count(First.Contains) * (double)(Best - above.Length) / Math.Max(1, same.Length));
        }
    }
}

using Groundswell.Influence.Layers;
using Groundswell.Networks;
using Groundswell.Networks.Measures;
using Groundswell.Networks.Statistics;

namespace Groundswell.Influence.Recovering;

/// <summary>How well something found in the record agrees with what was planted.</summary>
/// <param name="Way">What was looked at.</param>
/// <param name="Ties">How many arcs it has.</param>
/// <param name="AucOfTies">Of all pairs, how well it tells those with a planted tie: a half is chance. Null where it says nothing of pairs.</param>
/// <param name="AucOfPeople">How well it tells the ten whom most turn to from the others.</param>
/// <param name="Overlap">How many of its own first ten are among them.</param>
public sealed record Recovered(string Way, int Ties, double? AucOfTies, double AucOfPeople, double Overlap);

/// <summary>Holds the network that the record shows against one that is known because it was planted.</summary>
public static class Recovery
{
    private const int Best = 10;

    /// <param name="turnsTo">For each person those whom they really turn to, with weights.</param>
    /// <param name="corrected">The network with rota and routing taken out.</param>
    /// <param name="raw">The same without that.</param>
    /// <param name="named">The same with nominations.</param>
    /// <param name="nominations">The nominations themselves: layers' worth is learned from them.</param>
    public static IReadOnlyList<Recovered> Against(
        IReadOnlyDictionary<string, IReadOnlyList<(string Person, double Weight)>> turnsTo, SiteNetwork corrected, SiteNetwork raw, SiteNetwork named,
        IReadOnlyList<Shown> nominations)
    {
        var people = corrected.People;
        var ids = people.Select((person, at) => (person.Id, at)).ToDictionary(one => one.Id, one => one.at);
        var planted = new NetworkBuilder(people.Count);
        foreach (var (person, ties) in turnsTo)
        {
            foreach (var (to, weight) in ties.Where(tie => tie.Weight > 0 && ids.ContainsKey(tie.Person)))
                planted.Add(ids[to], ids[person], weight);
        }

        var truth = planted.Build();
        var turnedTo = Degrees.OutStrength(truth);
        var first = First(turnedTo);
        var found = new List<Recovered>();
        foreach (var layer in corrected.Observed.Keys.Order())
        {
            if (corrected.Corrected.Layers.TryGetValue(layer.ToString(), out var own))
                found.Add(OfNetwork($"{layer}", own));
            found.Add(OfNetwork($"{layer}, exposure not taken out", raw.Observed[layer]));
        }

        found.Add(OfNetwork("all layers together", corrected.Combined));
        found.Add(new Recovered("all layers together, by PageRank", corrected.Combined.Arcs, null, OfPeople(corrected.TurnedTo()), Overlap(corrected.TurnedTo())));
        found.Add(OfNetwork("all layers together, exposure not taken out", raw.Combined));
        if (named.Corrected.Layers.TryGetValue(nameof(Layer.Nomination), out var nominated))
        {
            found.Add(OfNetwork("nominations (not of the record, but of people who were asked)", nominated));
            found.Add(OfNetwork("all layers and nominations together", named.Combined));
        }

        if (LearnedWorth.Of(corrected, nominations) is { } learned)
            found.Add(OfNetwork("all layers together, their worth learned from nominations", corrected.Corrected.Combine(learned.Worth)));
        found.Add(OfScore("degree (how many one has to do with in the record)", Degree(corrected)));
        found.Add(OfScore("formal rank (how many report to one)", [.. people.Select(person => (double)person.Reports)]));
        return found;

        Recovered OfNetwork(string way, Network network) => new(
            way, network.Arcs, OfTies(network), OfPeople(Degrees.OutStrength(network)), Overlap(Degrees.OutStrength(network)));

        Recovered OfScore(string way, double[] score) => new(way, 0, null, OfPeople(score), Overlap(score));

        double OfTies(Network network) => Auc.Of(
            from source in Enumerable.Range(0, people.Count)
            from target in Enumerable.Range(0, people.Count)
            where source != target
            select (network.Weight(source, target), truth.HasArc(source, target), 1.0));

        double OfPeople(double[] score) => Auc.Of(score.Select((value, at) => (value, first.Contains(at), 1.0)));

        // Of those with the same score as the tenth each counts as often as chance would take them.
        double Overlap(double[] score)
        {
            var least = score.OrderDescending().ElementAtOrDefault(Best - 1);
            int[] above = [.. Enumerable.Range(0, score.Length).Where(at => score[at] > least)];
            int[] same = [.. Enumerable.Range(0, score.Length).Where(at => score[at] == least)];
            return above.Count(first.Contains) + (same.Count(first.Contains) * (double)(Best - above.Length) / Math.Max(1, same.Length));
        }
    }

    private static HashSet<int> First(double[] score) =>
        [.. Enumerable.Range(0, score.Length).OrderByDescending(at => score[at]).ThenBy(at => at).Take(Best)];

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
}

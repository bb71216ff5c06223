using Groundswell.Networks;
using Groundswell.Networks.EventLogs;
using Groundswell.Networks.Statistics;

namespace Groundswell.Influence.Layers;

/// <summary>What each layer of the record is worth at this site, learned from whom people named: where they were asked, the record need not be guessed at.</summary>
/// <param name="Worth">By the layer's name, from 0 to <see cref="Most"/>.</param>
/// <param name="Learned">How well each layer tells who is named, and how sure that is.</param>
/// <param name="AucOfPolicy">How well all layers together tell it with the worth that the site's policy gives them.</param>
public sealed record LearnedWorth(IReadOnlyDictionary<string, double> Worth, LayerWorth Learned, double AucOfPolicy)
{
    /// <summary>Of fewer answers nothing is learned.</summary>
    public const int LeastNominators = 40;

    /// <summary>What a nomination itself is worth.</summary>
    public const double Most = 0.9;

    /// <summary>What is learned holds only if it tells more, of people it was not learned from, than what was agreed on.</summary>
    public bool Holds => Learned.Auc > AucOfPolicy;

    /// <param name="network">Read without nominations, or with: they are not learned from themselves.</param>
    /// <param name="least">Of fewer answers nothing is learned.</param>
    /// <returns>Null where too few have named somebody, or no layer tells anything.</returns>
    public static LearnedWorth? Of(SiteNetwork network, IReadOnlyList<Shown> nominations, IReadOnlyDictionary<Layer, decimal> policy, int least = LeastNominators)
    {
        var answers = nominations.Where(one => network.Find(one.To) >= 0 && network.Find(one.From) >= 0).GroupBy(one => network.Find(one.To))
            .ToDictionary(one => one.Key, one => (IReadOnlyList<int>)[.. one.Select(tie => network.Find(tie.From)).Distinct()]);
        var record = network.Record();
        if (answers.Count < least || record.Layers.Count == 0)
            return null;
        var learned = LayerWorth.Learn(record, answers, seed: 1);
        var most = learned.Worth.Values.Max();
        if (most <= 0)
            return null;
        var agreed = record.Combine(policy.ToDictionary(one => one.Key.ToString(), one => (double)one.Value));
        var told = Auc.Of(answers.SelectMany(answer => Scored(agreed, answer.Key, answer.Value, network.People.Count)));
        // A layer that speaks against is worth nothing; nobody is less trusted for having taught.
        return new LearnedWorth(learned.Worth.ToDictionary(one => one.Key, one => Most * Math.Max(0, one.Value) / most), learned, told);
    }

    /// <summary>Those with a tie one by one; all others, who score nothing, stand often in two rows.</summary>
    private static List<(double Score, bool Is, double Times)> Scored(Network agreed, int answer, IReadOnlyList<int> named, int people)
    {
        var rows = new List<(double, bool, double)>();
        foreach (var other in agreed.Predecessors(answer))
            rows.Add((agreed.Weight(other, answer), named.Contains(other), 1));
        var strangers = named.Count(other => other != answer && !agreed.HasArc(other, answer));
        var without = people - 1 - rows.Count - strangers;
        rows.Add((0, true, strangers));
        rows.Add((0, false, without));
        return rows;
    }
}

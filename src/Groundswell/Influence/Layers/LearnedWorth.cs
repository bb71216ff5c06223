using Groundswell.Networks.EventLogs;

namespace Groundswell.Influence.Layers;

/// <summary>What each layer of the record is worth at this site, learned from whom people named: where they were asked, the record need not be guessed at.</summary>
/// <param name="Worth">By the layer's name, from 0 to <see cref="Most"/>.</param>
/// <param name="Learned">How well each layer tells who is named, and how sure that is.</param>
public sealed record LearnedWorth(IReadOnlyDictionary<string, double> Worth, LayerWorth Learned)
{
    /// <summary>Of fewer answers nothing is learned.</summary>
    public const int LeastNominators = 40;

    /// <summary>What a nomination itself is worth.</summary>
    public const double Most = 0.9;

    /// <returns>Null where too few have named somebody, or no layer tells anything.</returns>
    public static LearnedWorth? Of(SiteNetwork network, IReadOnlyList<Shown> nominations)
    {
        var answers = nominations.Where(one => network.Find(one.To) >= 0 && network.Find(one.From) >= 0).GroupBy(one => network.Find(one.To))
            .ToDictionary(one => one.Key, one => (IReadOnlyList<int>)[.. one.Select(tie => network.Find(tie.From)).Distinct()]);
        if (answers.Count < LeastNominators || network.Corrected.Layers.Count == 0)
            return null;
        var learned = LayerWorth.Learn(network.Corrected, answers, seed: 1);
        var most = learned.Worth.Values.Max();
        // A layer that speaks against is worth nothing; nobody is less trusted for having taught.
        return most <= 0 ? null : new LearnedWorth(learned.Worth.ToDictionary(one => one.Key, one => Most * Math.Max(0, one.Value) / most), learned);
    }
}

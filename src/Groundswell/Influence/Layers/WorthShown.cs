namespace Groundswell.Influence.Layers;

/// <summary>What the layers are worth at a site, published: by what was agreed on, by whom people named, and which of the two counts.</summary>
/// <param name="Nominators">How many answers it was learned from; null where there are fewer than are needed.</param>
/// <param name="LeastNominators">So many are needed.</param>
/// <param name="Auc">How well all layers tell whom somebody names, of people they were not learned from: a half is chance. Null where nothing was learned.</param>
/// <param name="AucOfPolicy">The same with the worth that was agreed on.</param>
/// <param name="Holds">What was learned counts; otherwise what was agreed on.</param>
public sealed record WorthShown(int Policy, int? Nominators, int LeastNominators, double? Auc, double? AucOfPolicy, bool Holds, IReadOnlyList<WorthOfLayer> Layers)
{
    public static WorthShown Of(SiteReading reading)
    {
        var (learned, policy) = (reading.Learned, reading.Policy.Content.Worth);
        return new WorthShown(
            reading.Policy.IsOn ? reading.Policy.Version : 0, learned?.Learned.Nominators, LearnedWorth.LeastNominators, Rounded(learned?.Learned.Auc), Rounded(learned?.AucOfPolicy),
            learned?.Holds == true,
            [
                .. LayerKinds.OfInfluence.Select(layer => new WorthOfLayer(
                    layer, policy.GetValueOrDefault(layer), In(learned?.Worth, layer), In(learned?.Learned.AucOfLayer, layer))),
            ]);

        static double? Rounded(double? value) => value is { } number ? Math.Round(number, 2) : null;

        static double? In(IReadOnlyDictionary<string, double>? values, Layer layer) =>
            values is not null && values.TryGetValue(layer.ToString(), out var value) ? Math.Round(value, 2) : null;
    }
}

/// <param name="Agreed">By the policy.</param>
/// <param name="Learned">By whom people named; null where the layer says nothing yet.</param>
/// <param name="Auc">How well the layer alone tells whom somebody names.</param>
public sealed record WorthOfLayer(Layer Layer, decimal Agreed, double? Learned, double? Auc);

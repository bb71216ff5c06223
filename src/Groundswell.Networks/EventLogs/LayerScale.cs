namespace Groundswell.Networks.EventLogs;

/// <summary>Weights of layers as probabilities that can be compared with one another.</summary>
public static class LayerScale
{
    /// <summary>What an act is still worth at an age: half of it after each half-life.</summary>
    public static double Aged(TimeSpan age, TimeSpan halfLife) => Math.Pow(2, -(age / halfLife));

    /// <summary>p = 1 - exp(-c × weight), with the one c for which the mean over the arcs is as wanted.</summary>
    public static Network ToProbabilities(Network network, double mean = 0.2) => ToProbabilities(new Dictionary<string, Network> { [""] = network }, mean)[""];

    /// <summary>
    /// The same with one c for all layers and the mean over the arcs of all. A layer in which each tie was seen once stays weaker than one in which it was seen ten times; scaled each by
    /// itself, all layers would speak equally loud, however little they know.
    /// </summary>
    public static IReadOnlyDictionary<string, Network> ToProbabilities(IReadOnlyDictionary<string, Network> layers, double mean = 0.2)
    {
        if (mean is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "Between 0 and 1.");
        double[] weights = [.. layers.Values.SelectMany(Weights)];
        if (weights.Length == 0)
            return layers;

        var (low, high) = (0.0, 1 / weights.Average());
        while (Mean(high) < mean)
            high *= 2;
        for (var round = 0; round < 200 && high - low > 1e-15 * high; round++)
        {
            var middle = (low + high) / 2;
            (low, high) = Mean(middle) < mean ? (middle, high) : (low, middle);
        }

        return layers.ToDictionary(layer => layer.Key, layer => layer.Value.Reweighted((_, _, weight) => Probability(high * weight)));

        // Of next to nothing 1 - exp(-x) would be nothing at all, and an arc weighs something.
        static double Probability(double x) => x < 1e-9 ? x : 1 - Math.Exp(-x);

        double Mean(double factor) => weights.Average(weight => 1 - Math.Exp(-factor * weight));
    }

    private static IEnumerable<double> Weights(Network network)
    {
        for (var place = 0; place < network.Arcs; place++)
            yield return network.Outgoing.Weight(place);
    }
}

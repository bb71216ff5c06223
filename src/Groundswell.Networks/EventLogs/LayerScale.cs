namespace Groundswell.Networks.EventLogs;

/// <summary>Weights of one layer as probabilities that can be compared with those of others.</summary>
public static class LayerScale
{
    /// <summary>What an act is still worth at an age: half of it after each half-life.</summary>
    public static double Aged(TimeSpan age, TimeSpan halfLife) => Math.Pow(2, -(age / halfLife));

    /// <summary>p = 1 - exp(-c × weight), with the one c for which the mean over the arcs is as wanted.</summary>
    public static Network ToProbabilities(Network network, double mean = 0.2)
    {
        if (mean is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "Between 0 and 1.");
        if (network.Arcs == 0)
            return network;
        var weights = new double[network.Arcs];
        for (var place = 0; place < weights.Length; place++)
            weights[place] = network.Outgoing.Weight(place);

        var (low, high) = (0.0, 1 / weights.Average());
        while (Mean(high) < mean)
            high *= 2;
        for (var round = 0; round < 200 && high - low > 1e-15 * high; round++)
        {
            var middle = (low + high) / 2;
            (low, high) = Mean(middle) < mean ? (middle, high) : (low, middle);
        }

        return network.Reweighted((_, _, weight) => -Math.Exp(-high * weight) + 1);

        double Mean(double factor) => weights.Average(weight => 1 - Math.Exp(-factor * weight));
    }
}

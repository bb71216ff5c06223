namespace Groundswell.Networks;

/// <summary>Several kinds of tie over the same nodes, kept apart: help, teaching, nomination. They are put together only on purpose, by <see cref="Combine"/>.</summary>
public sealed class LayeredNetwork(NodeTable nodes)
{
    private readonly Dictionary<string, Network> _layers = [];

    public NodeTable Nodes { get; } = nodes;

    public IReadOnlyDictionary<string, Network> Layers => _layers;

    public Network this[string layer] => _layers[layer];

    public LayeredNetwork Add(string layer, Network network)
    {
        if (network.Nodes != Nodes.Ids.Count)
            throw new ArgumentException($"The layer {layer} has {network.Nodes} nodes, the others {Nodes.Ids.Count}.", nameof(network));
        _layers.Add(layer, network);
        return this;
    }

    /// <summary>
    /// Layers whose weights are probabilities, as one: p = 1 - Π (1 - worth × p of the layer), as if each layer tried independently. A layer without worth is left out.
    /// </summary>
    public Network Combine(IReadOnlyDictionary<string, double> worth)
    {
        var survivals = new Dictionary<(int, int), double>();
        foreach (var (name, network) in _layers)
        {
            if (!worth.TryGetValue(name, out var share) || share == 0)
                continue;
            if (share is not (> 0 and <= 1))
                throw new ArgumentException($"The layer {name} would be worth {share}; a worth is between 0 and 1.", nameof(worth));
            for (var source = 0; source < network.Nodes; source++)
            {
                foreach (var target in network.Successors(source))
                {
                    var p = network.Weight(source, target);
                    if (p > 1)
                        throw new InvalidOperationException($"The layer {name} has an arc of weight {p}, which is no probability.");
                    survivals[(source, target)] = survivals.GetValueOrDefault((source, target), 1) * (1 - (share * p));
                }
            }
        }

        var builder = new NetworkBuilder(Nodes.Ids.Count);
        // What is too little to be told from nothing is no arc.
        foreach (var ((source, target), survival) in survivals.Where(one => one.Value < 1))
            builder.Add(source, target, 1 - survival);
        return builder.Build();
    }
}

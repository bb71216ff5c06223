namespace Groundswell.Networks.EventLogs;

/// <summary>A number for pairs of performers; what is absent is 0. A performer may be paired with themselves, as in the paper.</summary>
public sealed class PerformerMatrix
{
    private readonly SortedDictionary<(int From, int To), double> _values = [];

    internal PerformerMatrix(NodeTable performers) => Performers = performers;

    public NodeTable Performers { get; }

    public IEnumerable<(int From, int To, double Value)> Values => _values.Select(value => (value.Key.From, value.Key.To, value.Value));

    public double this[string from, string to] => _values.GetValueOrDefault((Performers.Find(from), Performers.Find(to)));

    /// <summary>As arcs between different performers.</summary>
    public Network ToNetwork()
    {
        var builder = new NetworkBuilder(Performers.Ids.Count);
        foreach (var (from, to, value) in Values.Where(value => value.From != value.To))
            builder.Add(from, to, value);
        return builder.Build();
    }

    internal void Add(int from, int to, double value) => _values[(from, to)] = _values.GetValueOrDefault((from, to)) + value;

    internal PerformerMatrix DividedBy(double whole)
    {
        foreach (var pair in _values.Keys.ToArray())
            _values[pair] /= whole;
        return this;
    }
}

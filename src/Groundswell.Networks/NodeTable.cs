using System.Globalization;

namespace Groundswell.Networks;

/// <summary>Who the nodes are: an id for each, and what is known of them, as text by columns.</summary>
public sealed class NodeTable
{
    private readonly Dictionary<string, int> _places;
    private readonly Dictionary<string, string?[]> _columns = [];

    public NodeTable(IEnumerable<string> ids)
    {
        Ids = [.. ids];
        _places = new Dictionary<string, int>(Ids.Count, StringComparer.Ordinal);
        foreach (var (place, id) in Ids.Index())
        {
            if (!_places.TryAdd(id, place))
                throw new ArgumentException($"Two nodes are called {id}.", nameof(ids));
        }
    }

    public IReadOnlyList<string> Ids { get; }

    public IEnumerable<string> Columns => _columns.Keys;

    /// <summary>-1 where nobody has that id.</summary>
    public int Find(string id) => _places.GetValueOrDefault(id, -1);

    public void Add(string column, IEnumerable<string?> valueOfEach)
    {
        var values = valueOfEach.ToArray();
        if (values.Length != Ids.Count)
            throw new ArgumentException($"{column} has {values.Length} values for {Ids.Count} nodes.", nameof(valueOfEach));
        _columns.Add(column, values);
    }

    public IReadOnlyList<string?> Column(string name) =>
        _columns.TryGetValue(name, out var values) ? values : throw new KeyNotFoundException($"There is no column {name}; there are {string.Join(", ", _columns.Keys)}.");

    public Grouping GroupingBy(string column) => Grouping.By(Column(column));

    /// <summary>A column as numbers; NaN where there is none.</summary>
    public double[] Numbers(string column) =>
        [.. Column(column).Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
}

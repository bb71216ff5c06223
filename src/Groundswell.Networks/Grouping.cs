namespace Groundswell.Networks;

/// <summary>Which group each node belongs to: a function, a shift, an office. A node may belong to none.</summary>
public sealed class Grouping
{
    private readonly int[] _of;

    private Grouping(int[] of, string[] names) => (_of, Names) = (of, names);

    public IReadOnlyList<string> Names { get; }

    public int Count => Names.Count;

    public int Nodes => _of.Length;

    /// <summary>The group's place in <see cref="Names"/>, or -1.</summary>
    public int this[int node] => _of[node];

    internal ReadOnlySpan<int> Codes => _of;

    /// <summary>Null and empty names stand for no group. Groups are in the order of their names.</summary>
    public static Grouping By(IEnumerable<string?> nameOfEach)
    {
        var each = nameOfEach.ToArray();
        var names = each.Where(name => !string.IsNullOrEmpty(name)).Select(name => name!).Distinct().Order(StringComparer.Ordinal).ToArray();
        var codes = names.Index().ToDictionary(name => name.Item, name => name.Index);
        return new Grouping([.. each.Select(name => string.IsNullOrEmpty(name) ? -1 : codes[name])], names);
    }

    /// <summary>Groups that exist only together, such as function x shift x site. A node that lacks one of them belongs to none.</summary>
    public Grouping And(Grouping other) =>
        By(Enumerable.Range(0, Nodes).Select(node => this[node] < 0 || other[node] < 0 ? null : $"{Names[this[node]]} x {other.Names[other[node]]}"));

    public IEnumerable<int> Members(int group) => Enumerable.Range(0, Nodes).Where(node => _of[node] == group);
}

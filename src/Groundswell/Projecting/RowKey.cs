namespace Groundswell.Projecting;

/// <summary>A row's key, for looking it up in memory: the values of its key columns in their order.</summary>
internal readonly struct RowKey : IEquatable<RowKey>
{
    private readonly object _first;
    private readonly object? _second;
    private readonly object? _third;
    private readonly object[]? _rest;
    private readonly int _hash;

    public RowKey(ReadOnlySpan<object> parts)
    {
        _first = parts[0];
        _second = parts.Length > 1 ? parts[1] : null;
        _third = parts.Length > 2 ? parts[2] : null;
        _rest = parts.Length > 3 ? parts[3..].ToArray() : null;
        var hash = _first.GetHashCode();
        foreach (var part in parts[1..])
            hash = hash * -1521134295 + part.GetHashCode();
        _hash = hash;
    }

    public object this[int part] => part switch
    {
        0 => _first,
        1 => _second!,
        2 => _third!,
        _ => _rest![part - 3],
    };

    public bool Equals(RowKey other) =>
        _hash == other._hash && _first.Equals(other._first) && Equals(_second, other._second) && Equals(_third, other._third)
        && (_rest is null ? other._rest is null : other._rest is not null && _rest.AsSpan().SequenceEqual(other._rest));

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode() => _hash;
}

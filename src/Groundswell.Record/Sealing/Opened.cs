namespace Groundswell.Record.Sealing;

/// <summary>What came of opening a sealed value.</summary>
public abstract record Opened<T>
{
    private protected Opened()
    {
    }
}

/// <summary>The value that was sealed.</summary>
public sealed record OpenedValue<T>(T Value) : Opened<T>;

/// <summary>The value was forgotten: sealed, key destroyed.</summary>
public sealed record SealKeyGone<T>(string Key) : Opened<T>;

/// <summary>The key is not here and is not known to be destroyed: it is kept elsewhere, or the place it was kept in is lost.</summary>
public sealed record SealKeyElsewhere<T>(string Key) : Opened<T>;

/// <summary>A sealed value that is not what was sealed: it was changed, or it belongs to another key.</summary>
public sealed class SealBrokenException(string key, string how, Exception? inner = null)
    : Exception($"The value sealed under key {key} cannot be opened: {how}.", inner)
{
    public string Key { get; } = key;
}

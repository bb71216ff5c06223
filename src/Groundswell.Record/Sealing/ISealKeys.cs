namespace Groundswell.Record.Sealing;

/// <summary>Where seal keys are kept: outside the record, so that a key can be destroyed while the record stays whole.</summary>
/// <remarks>
/// There is a key for each person and purpose. Its id stands in the record and must not give away whose it is: it is random. Every member may be
/// called from many threads at once.
/// </remarks>
public interface ISealKeys
{
    /// <summary>The key for a person and a purpose, made now if there is none. When it comes back it is on disk.</summary>
    /// <param name="person">The person's id, as the record has it.</param>
    /// <param name="purpose">What it is sealed for, as the site names it: <c>nomination</c>.</param>
    Task<SealKey> For(string person, string purpose, CancellationToken stop);

    /// <summary>What became of a key: it is here, it was destroyed, or this place never had it.</summary>
    Task<SealKeyState> Find(string key, CancellationToken stop);

    /// <summary>The ids of a person's keys that are here, by purpose.</summary>
    Task<IReadOnlyDictionary<string, string>> Of(string person, CancellationToken stop);

    /// <summary>
    /// Destroys a key for ever and remembers that it did. When it returns, both are on disk. Destroying a key that is not here leaves the
    /// same mark, so that a key that comes back from an old copy stays destroyed.
    /// </summary>
    /// <remarks>Called by <see cref="Sealer.Destroy"/>, which makes the entry first.</remarks>
    Task Destroy(string key, CancellationToken stop);
}

/// <summary>A key to seal with.</summary>
/// <param name="Id">16 random bytes as 32 lower-case hexadecimal digits.</param>
/// <param name="Secret">32 random bytes.</param>
public sealed record SealKey(string Id, ReadOnlyMemory<byte> Secret)
{
    /// <summary>Of the secret nothing is printed.</summary>
    public override string ToString() => $"SealKey {Id}";
}

/// <summary>What became of a key.</summary>
public abstract record SealKeyState
{
    private SealKeyState()
    {
    }

    public sealed record Here(SealKey Key) : SealKeyState;

    public sealed record Destroyed : SealKeyState;

    /// <summary>Neither here nor known to be destroyed: kept elsewhere, or lost.</summary>
    public sealed record Absent : SealKeyState;
}

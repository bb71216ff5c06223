using Groundswell.Record.Stores;

namespace Groundswell.Record.Moving;

/// <summary>A log that is to be taken over whole: from a store or from an export.</summary>
internal interface ILogSource : IAsyncDisposable
{
    StoreIdentity Store { get; }

    string Log { get; }

    string Origin { get; }

    long Size { get; }

    /// <summary>The root over all of it, as the source states it.</summary>
    byte[] Root { get; }

    /// <summary>All entries in order, then all checkpoints in order.</summary>
    /// <exception cref="RecordDamagedException">An entry is not what its leaf hash was taken over, or one is missing.</exception>
    IAsyncEnumerable<LogPart> Read(CancellationToken stop);
}

/// <summary>A piece of a log that fits into memory.</summary>
internal sealed record LogPart(IReadOnlyList<EntryRow> Entries, IReadOnlyList<CheckpointRow> Checkpoints)
{
    /// <summary>So many entries, or bytes of them, are moved at once.</summary>
    public const int MostEntries = 2048;

    public const int MostBytes = 8 * 1024 * 1024;
}

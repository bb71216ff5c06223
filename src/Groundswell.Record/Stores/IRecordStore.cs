using System.Collections.ObjectModel;
using System.Numerics;
using Groundswell.Record.Attachments;

namespace Groundswell.Record.Stores;

/// <summary>The few tables of a record, in SQLite or PostgreSQL. It stores and finds; what may be appended is decided by BatchPlan.</summary>
/// <remarks>Every member may be called from many threads at once, except the writer's, which has one caller.</remarks>
internal interface IRecordStore : IAsyncDisposable
{
    /// <summary>What the store was made as; fixed when its tables were made.</summary>
    StoreIdentity Identity { get; }

    /// <summary>Where the contents of attachments lie.</summary>
    IContentStore Contents { get; }

    /// <summary>The one way to write, or null where the store was opened to be read.</summary>
    IStoreWriter? Writer { get; }

    Task<IReadOnlyList<LogHead>> Logs(CancellationToken stop);

    Task<LogHead?> Head(string log, CancellationToken stop);

    Task<CommandRecord?> FindCommand(Guid command, CancellationToken stop);

    /// <summary>What is kept of the commands whose first entries are in a range, in the order of those.</summary>
    Task<IReadOnlyList<CommandRecord>> Commands(string log, long from, long to, CancellationToken stop);

    /// <summary>The version and position a stream is at; zeros where it has no entry.</summary>
    Task<StreamHead> HeadOf(StreamKey stream, CancellationToken stop);

    /// <summary>Entries of one stream from a version on, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Entry>> ReadStream(StreamKey stream, long fromVersion, int limit, CancellationToken stop);

    /// <summary>Entries from a position on, in order, at most <paramref name="limit"/> and not past <paramref name="to"/>.</summary>
    Task<IReadOnlyList<Entry>> ReadLog(string log, long from, long to, int limit, CancellationToken stop);

    /// <summary>Shows each entry as it lies in the store, in order, without making objects: for verifying and exporting.</summary>
    Task Scan(string log, long from, long to, EntryVisitor visit, CancellationToken stop);

    /// <summary>The stored leaf hashes of the entries in a range, 32 bytes each, end to end.</summary>
    Task<byte[]> LeafHashes(string log, long from, long to, CancellationToken stop);

    Task<Tile?> Tile(string log, int level, long index, CancellationToken stop);

    /// <summary>For each level that a log has tiles of, the lowest and the highest index.</summary>
    Task<IReadOnlyList<TileLevel>> TileLevels(string log, CancellationToken stop);

    /// <summary>The roots of full tiles in a range of indexes, 32 bytes each, end to end.</summary>
    Task<byte[]> TileRoots(string log, int level, long from, long to, CancellationToken stop);

    /// <summary>Checkpoints of a log with sizes in the range, smallest first; of one size, the first recorded first.</summary>
    Task<IReadOnlyList<CheckpointRow>> Checkpoints(string log, long fromSize, long toSize, CancellationToken stop);

    Task<CheckpointRow?> NewestCheckpoint(string log, CancellationToken stop);

    /// <summary>What protects the tables and is not there as it was made, and rows that belong to no log; each in words. For verifying.</summary>
    Task<IReadOnlyList<StoreFault>> Faults(CancellationToken stop);

    /// <summary>Completes when the log has an entry past <paramref name="after"/>; gives the log's size. Not by polling.</summary>
    Task<long> WaitForNews(string log, long after, CancellationToken stop);

    /// <summary>Completes when more logs than <paramref name="known"/> have entries; gives the names of all that have, new ones last. Not by polling.</summary>
    Task<IReadOnlyList<string>> WaitForLogs(int known, CancellationToken stop);
}

/// <summary>Sees one entry where it lies. The spans are gone when it returns.</summary>
/// <param name="storedLeafHash">The hash the store holds for it, to be compared with the one computed.</param>
internal delegate void EntryVisitor(in CanonicalForm.EntryFields entry, ReadOnlySpan<byte> storedLeafHash);

/// <summary>One transaction after the other: begin, then commit or roll back. One caller.</summary>
internal interface IStoreWriter
{
    /// <summary>
    /// Begins a transaction, takes the write lock of the logs named (PostgreSQL: their rows, in the order of their ids; rows of logs only read
    /// are locked FOR SHARE in the same order), and finds what a batch has to be checked against.
    /// </summary>
    Task<WriteScope> Begin(WriteRequest request, CancellationToken stop);

    /// <summary>
    /// Instead of <see cref="Begin"/>: what is believed to be true, without asking the database; null where too little is known. Nothing is locked
    /// and nothing is certain until <see cref="Commit"/> has found all of it to be so; a refusal alone, without a commit, can't stand on it.
    /// </summary>
    WriteScope? Believe(WriteRequest request) => null;

    /// <summary>Within the transaction: leaf hashes of entries recorded before it.</summary>
    Task<byte[]> LeafHashes(string log, long from, long to, CancellationToken stop);

    /// <summary>Within the transaction: roots of full tiles recorded before it.</summary>
    Task<byte[]> TileRoots(string log, int level, long from, long to, CancellationToken stop);

    /// <summary>
    /// Within a transaction that has locked no log yet: opens a log, or gives its head where it is open already; and locks it. Several who do it
    /// at once do it one after the other.
    /// </summary>
    Task<LogHead> OpenLog(string log, string origin, CancellationToken stop);

    /// <summary>Writes all of it and commits. When it returns, it is on disk.</summary>
    /// <exception cref="JournalUnavailableException">It is not known to be on disk. Nothing that is held in memory about the logs may be trusted any more.</exception>
    /// <exception cref="BeliefException">What was believed is not true: nothing was written, and no transaction is under way.</exception>
    Task Commit(Changes changes, CancellationToken stop);

    /// <summary>Between transactions: waits until what was found is as durable as what <see cref="Commit"/> has written.</summary>
    /// <exception cref="JournalUnavailableException">It is not known to be.</exception>
    Task Confirm() => Task.CompletedTask;

    /// <summary>Ends the transaction, if one is under way, without a trace. It never fails: what can't be rolled back is dropped with its connection.</summary>
    Task Rollback();
}

/// <param name="Id">Made with the store; part of its logs' origin lines.</param>
/// <param name="Kind">What the record is of; fixed for ever, so that a demonstration is never taken for a plant.</param>
internal sealed record StoreIdentity(Guid Id, RecordKind Kind);

/// <param name="Size">The number of its entries, and the position of the newest.</param>
/// <param name="Frontier">The roots of the perfect subtrees that make up the tree, largest first, 32 bytes each, end to end (as many as the size has one-bits).</param>
/// <param name="RecordedAt">Microseconds: when the newest entry was recorded; 0 where there is none.</param>
internal sealed record LogHead(long Id, string Name, string Origin, long Size, byte[] Frontier, long RecordedAt)
{
    /// <summary>Another store writes this log; this one holds what replication brings, to be read and guarded by.</summary>
    public bool IsReplica { get; init; }

    /// <exception cref="RecordDamagedException">These can't be the size, frontier and time of any log.</exception>
    public void ExpectWhole()
    {
        if (Size < 0 || Frontier.Length != 32 * BitOperations.PopCount((ulong)Size) || !Microseconds.IsInstant(RecordedAt))
            throw new RecordDamagedException(Name, "what is kept of its newest entry (size, frontier, time) does not fit together");
    }
}

internal readonly record struct StreamKey(string Log, string Stream);

internal readonly record struct StreamHead(long Version, long Position);

/// <summary>What is kept of a command that was recorded.</summary>
internal sealed record CommandRecord(Guid Command, string Log, long First, int Count, byte[] Digest, long RecordedAt);

internal sealed record WriteRequest(
    IReadOnlyCollection<string> LogsWritten,
    IReadOnlyCollection<string> LogsRead,
    IReadOnlyCollection<Guid> Commands,
    IReadOnlyCollection<StreamKey> Streams)
{
    /// <summary>The versions that the senders think streams are at: the first who guards a stream counts.</summary>
    public IReadOnlyDictionary<StreamKey, long> Guarded { get; init; } = ReadOnlyDictionary<StreamKey, long>.Empty;
}

/// <summary>What is true while the transaction lasts. Unknown logs, commands and streams without entries are left out.</summary>
internal sealed record WriteScope(
    IReadOnlyDictionary<string, LogHead> Logs,
    IReadOnlyDictionary<Guid, CommandRecord> Commands,
    IReadOnlyDictionary<StreamKey, StreamHead> Streams);

internal sealed record Changes(
    IReadOnlyList<EntryRow> Entries, IReadOnlyList<Tile> Tiles, IReadOnlyList<CheckpointRow> Checkpoints, IReadOnlyList<LogHead> Heads);

/// <summary>An entry as it is written: texts as UTF-8 once, for the hash and for the store.</summary>
/// <param name="CommandEntries">On a command's first entry (ordinal 0): how many entries it has; otherwise null.</param>
/// <param name="Digest">On a command's first entry: the digest of its content; otherwise null.</param>
internal sealed record EntryRow(
    long LogId, Entry Entry, string? DecidedAgainst, int? CommandEntries, byte[]? Digest)
{
    /// <summary>What the leaf hash is taken over: 0x00 and the canonical bytes, in which every field lies as it is stored (<see cref="CanonicalForm.Read"/>).</summary>
    public required ReadOnlyMemory<byte> Canonical { get; init; }
}

/// <summary>256 neighbouring hashes of one level of a log's tree. Written once, when full.</summary>
/// <param name="Level">0: leaf hashes; n: roots of the tiles of level n - 1.</param>
/// <param name="Index">From 0: tile i of level 0 covers positions 256 i + 1 to 256 i + 256.</param>
/// <param name="Hashes">256 hashes of 32 bytes, end to end.</param>
/// <param name="Root">The root over them.</param>
internal sealed record Tile(string Log, int Level, long Index, byte[] Hashes, byte[] Root);

/// <param name="Note">The signed note, as text.</param>
/// <param name="RecordedAt">Microseconds.</param>
internal sealed record CheckpointRow(string Log, long Size, long RecordedAt, string Note);

internal sealed record TileLevel(int Level, long Lowest, long Highest);

/// <summary>Something about the tables themselves that no journal leaves so.</summary>
/// <param name="Code">As a finding of verify has it.</param>
internal sealed record StoreFault(string Code, string What);

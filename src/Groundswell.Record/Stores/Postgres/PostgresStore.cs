using Groundswell.Record.Attachments;
using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>A record in a PostgreSQL database. Several processes may use it at once, each with a store of its own.</summary>
internal sealed class PostgresStore : IRecordStore
{
    private readonly NpgsqlDataSource _readers;
    private readonly PostgresWriter? _writer;
    private readonly PostgresNews _news;
    private readonly bool _isStandby;

    private PostgresStore(NpgsqlDataSource readers, PostgresWriter? writer, PostgresNews news, PostgresState found)
    {
        _readers = readers;
        _writer = writer;
        _news = news;
        Contents = new PostgresContents(readers);
        _isStandby = found.IsStandby;
        Identity = found.Identity;
        Warnings = found.Warnings;
    }

    public StoreIdentity Identity { get; }

    public IContentStore Contents { get; }

    public IStoreWriter? Writer => _writer;

    /// <summary>What protects this record less than it could be protected: to be shown to whoever runs it.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Opens a prepared database, as the application's role or as the owner.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be reached, is not prepared, or would lose acknowledged entries.</exception>
    public static Task<PostgresStore> Open(string connection, bool writing, TimeProvider time, CancellationToken stop) =>
        Open(connection, writing, restoring: false, time, stop);

    /// <summary>Opens a database that a restore is filling.</summary>
    public static Task<PostgresStore> OpenToRestore(string ownerConnection, TimeProvider time, CancellationToken stop) =>
        Open(ownerConnection, writing: true, restoring: true, time, stop);

    private static async Task<PostgresStore> Open(string connection, bool writing, bool restoring, TimeProvider time, CancellationToken stop)
    {
        var readers = PostgresSession.Connections(connection, "read");
        try
        {
            PostgresState found;
            await using (var first = await readers.OpenConnectionAsync(stop))
                found = await PostgresState.Of(first, writing, restoring, stop);
            var news = new News();
            var writer = writing ? new PostgresWriter(PostgresSession.Connections(connection, "write"), found.Identity.Id, news) : null;
            return new PostgresStore(
                readers, writer, new PostgresNews(PostgresSession.Connections(connection, "listen"), news, time), found);
        }
        catch (Exception failure)
        {
            await readers.DisposeAsync();
            if (PostgresFailure.Is(failure))
                throw PostgresFailure.Explain(failure);
            throw;
        }
    }

    public Task<IReadOnlyList<LogHead>> Logs(CancellationToken stop) => Read(PostgresQueries.Logs, stop);

    public Task<LogHead?> Head(string log, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.Head(connection, log, stopped), stop);

    public Task<CommandRecord?> FindCommand(Guid command, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.FindCommand(connection, command, stopped), stop);

    public Task<IReadOnlyList<CommandRecord>> Commands(string log, long from, long to, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.Commands(connection, log, from, to, stopped), stop);

    public Task<StreamHead> HeadOf(StreamKey stream, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.HeadOf(connection, stream, stopped), stop);

    public Task<IReadOnlyList<Entry>> ReadStream(StreamKey stream, long fromVersion, int limit, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.ReadStream(connection, stream, fromVersion, limit, stopped), stop);

    public Task<IReadOnlyList<Entry>> ReadLog(string log, long from, long to, int limit, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.ReadLog(connection, log, from, to, limit, stopped), stop);

    public async Task Scan(string log, long from, long to, EntryVisitor visit, CancellationToken stop)
    {
        // Where a lost connection broke a chunk off, the next one goes on from here: no entry is shown twice.
        var next = from;
        EntryVisitor show = (in CanonicalForm.EntryFields entry, ReadOnlySpan<byte> storedLeafHash) =>
        {
            visit(entry, storedLeafHash);
            next = entry.Position + 1;
        };
        var more = true;
        while (more && next <= to)
            more = await Read((connection, stopped) => PostgresQueries.ScanChunk(connection, log, next, to, show, stopped), stop);
    }

    public Task<byte[]> LeafHashes(string log, long from, long to, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.LeafHashes(connection, log, from, to, stopped), stop);

    public Task<Tile?> Tile(string log, int level, long index, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.Tile(connection, log, level, index, stopped), stop);

    public Task<IReadOnlyList<TileLevel>> TileLevels(string log, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.TileLevels(connection, log, stopped), stop);

    public Task<IReadOnlyList<StoreFault>> Faults(CancellationToken stop) => Read(PostgresFaults.In, stop);

    public Task<byte[]> TileRoots(string log, int level, long from, long to, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.TileRoots(connection, log, level, from, to, stopped), stop);

    public Task<IReadOnlyList<CheckpointRow>> Checkpoints(string log, long fromSize, long toSize, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.Checkpoints(connection, log, fromSize, toSize, stopped), stop);

    public Task<CheckpointRow?> NewestCheckpoint(string log, CancellationToken stop) =>
        Read((connection, stopped) => PostgresQueries.NewestCheckpoint(connection, log, stopped), stop);

    public Task<long> WaitForNews(string log, long after, CancellationToken stop) => _isStandby
        ? throw new NotSupportedException("A standby server of PostgreSQL tells no news: read from it, wait at the server it follows.")
        : _news.Wait(log, after, stop);

    public Task<IReadOnlyList<string>> WaitForLogs(int known, CancellationToken stop) => _news.WaitForLogs(known, stop);

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
        await _news.DisposeAsync();
        await _readers.DisposeAsync();
    }

    private async Task<T> Read<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var connection = await _readers.OpenConnectionAsync(stop);
                return await read(connection, stop);
            }
            catch (Exception failure) when (tries == 1 && PostgresFailure.IsLostConnection(failure))
            {
                // A connection that had lain in the pool since before the server was restarted: the next one is made anew.
            }
            catch (Exception failure) when (PostgresFailure.Is(failure))
            {
                throw PostgresFailure.Explain(failure);
            }
        }
    }
}

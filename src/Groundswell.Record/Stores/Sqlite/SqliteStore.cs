using System.Collections.Concurrent;
using Groundswell.Record.Attachments;
using Groundswell.Record.Files;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>A record in one SQLite file of a folder: the embedded default. Many read, one process writes.</summary>
internal sealed class SqliteStore : IRecordStore
{
    /// <summary>The record's file within its folder.</summary>
    public const string FileName = "record.db";

    /// <summary>The folder, within its folder, that the contents of attachments lie in.</summary>
    public const string AttachmentsFolder = "attachments";

    /// <summary>So many idle readers are kept. More than that at once are opened for the occasion.</summary>
    private static readonly int ReadersKept = Math.Max(4, Environment.ProcessorCount * 2);

    private readonly string _file;
    private readonly FolderLock? _lock;
    private readonly SqliteWriter? _writer;
    private readonly News _news = new();
    private readonly ConcurrentDictionary<string, long> _logIds = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private int _closed;

    private SqliteStore(string file, FolderLock? held)
    {
        Contents = new FolderContents(Path.Combine(Path.GetDirectoryName(file)!, AttachmentsFolder));
        _file = file;
        _lock = held;
        if (held is not null)
            _writer = new SqliteWriter(file, _news);
        Identity = null!;
    }

    public StoreIdentity Identity { get; private set; }

    /// <summary>What protects this record less than it could be protected: to be shown to whoever runs it.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public IContentStore Contents { get; }

    public IStoreWriter? Writer => _writer;

    /// <summary>Opens a folder's record, and makes both where they are not there yet.</summary>
    /// <param name="made">What a new record becomes; an existing one stays what it is.</param>
    /// <exception cref="FolderInUseException">Another process writes it.</exception>
    public static SqliteStore OpenForWriting(string folder, StoreIdentity made)
    {
        // What it holds is the plant's; whoever else shall read it is let in by the administrator, by the folder's own rights.
        DurableFile.CreateDirectory(folder, ownerOnly: true);
        var store = new SqliteStore(Path.Combine(folder, FileName), FolderLock.Take(folder));
        try
        {
            using (var database = Database.OpenForWriting(store._file))
            {
                store.Identity = SqliteSchema.Ensure(database, made);
                store.Warnings = [.. SqliteFaults.OfGuards(database).Select(fault => fault.What)];
            }

            foreach (var head in store.With(reader => reader.Logs()))
                store._news.Tell(head.Name, head.Size);
            return store;
        }
        catch
        {
            store.Close();
            throw;
        }
    }

    /// <summary>Opens a folder's record to read it, also while another process writes it.</summary>
    public static SqliteStore OpenForReading(string folder)
    {
        var store = new SqliteStore(Path.Combine(folder, FileName), null);
        using var database = Database.OpenForReading(store._file);
        store.Identity = SqliteSchema.Expect(database);
        return store;
    }

    public Task<IReadOnlyList<LogHead>> Logs(CancellationToken stop) => Read(reader => reader.Logs(), stop);

    public Task<LogHead?> Head(string log, CancellationToken stop) => Read(reader => reader.Head(log), stop);

    public Task<CommandRecord?> FindCommand(Guid command, CancellationToken stop) => Read(reader => reader.FindCommand(command), stop);

    public Task<IReadOnlyList<CommandRecord>> Commands(string log, long from, long to, CancellationToken stop) =>
        OfLog(log, [], (reader, id) => reader.Commands(id, log, from, to), stop);

    public Task<StreamHead> HeadOf(StreamKey stream, CancellationToken stop) =>
        OfLog(stream.Log, default, (reader, id) => reader.HeadOf(id, stream.Stream), stop);

    public Task<IReadOnlyList<Entry>> ReadStream(StreamKey stream, long fromVersion, int limit, CancellationToken stop) =>
        OfLog(stream.Log, [], (reader, id) => reader.ReadStream(id, stream, fromVersion, limit), stop);

    public Task<IReadOnlyList<Entry>> ReadLog(string log, long from, long to, int limit, CancellationToken stop) =>
        OfLog(log, [], (reader, id) => reader.ReadLog(id, log, from, to, limit), stop);

    /// <remarks>On the thread pool: it may take minutes.</remarks>
    public Task Scan(string log, long from, long to, EntryVisitor visit, CancellationToken stop) => Task.Run(
        () => OfLog(
            log,
            false,
            (reader, id) =>
            {
                reader.Scan(id, log, from, to, visit, stop);
                return true;
            },
            stop),
        stop);

    public Task<byte[]> LeafHashes(string log, long from, long to, CancellationToken stop) =>
        OfLog(log, [], (reader, id) => reader.LeafHashes(id, from, to), stop);

    public Task<Tile?> Tile(string log, int level, long index, CancellationToken stop) =>
        OfLog(log, null, (reader, id) => reader.Tile(id, log, level, index), stop);

    public Task<IReadOnlyList<TileLevel>> TileLevels(string log, CancellationToken stop) =>
        OfLog(log, [], (reader, id) => reader.TileLevels(id), stop);

    public Task<IReadOnlyList<StoreFault>> Faults(CancellationToken stop) => Task.Run(() => SqliteFaults.In(_file), stop);

    public Task<byte[]> TileRoots(string log, int level, long from, long to, CancellationToken stop) =>
        OfLog(log, [], (reader, id) => reader.TileRoots(id, level, from, to), stop);

    public Task<IReadOnlyList<CheckpointRow>> Checkpoints(string log, long fromSize, long toSize, CancellationToken stop) =>
        OfLog(log, [], (reader, id) => reader.Checkpoints(id, log, fromSize, toSize), stop);

    public Task<CheckpointRow?> NewestCheckpoint(string log, CancellationToken stop) =>
        OfLog(log, null, (reader, id) => reader.NewestCheckpoint(id, log), stop);

    public Task<long> WaitForNews(string log, long after, CancellationToken stop) => Heard.Wait(log, after, stop);

    public Task<IReadOnlyList<string>> WaitForLogs(int known, CancellationToken stop) => Heard.WaitForLogs(known, stop);

    /// <summary>Copies the record's file, as it is at one moment, to a file that is not there yet.</summary>
    public Task CopyTo(string file, IProgress<double>? progress, CancellationToken stop) =>
        Task.Run(() => SqliteCopy.Write(_file, file, progress, stop), stop);

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private News Heard => _writer is not null
        ? _news
        : throw new NotSupportedException("A folder opened for reading hears nothing of what its writer appends; ask the writing process.");

    private Task<T> Read<T>(Func<SqliteReader, T> read, CancellationToken stop) =>
        stop.IsCancellationRequested ? Task.FromCanceled<T>(stop) : Task.FromResult(With(read));

    private Task<T> OfLog<T>(string log, T none, Func<SqliteReader, long, T> read, CancellationToken stop) =>
        Read(reader => IdOf(reader, log) is { } id ? read(reader, id) : none, stop);

    /// <summary>A log's number never changes once it is there.</summary>
    private long? IdOf(SqliteReader reader, string log)
    {
        if (_logIds.TryGetValue(log, out var id))
            return id;
        if (reader.Head(log) is not { } head)
            return null;
        return _logIds[log] = head.Id;
    }

    private T With<T>(Func<SqliteReader, T> read)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) == 1, this);
        if (!_readers.TryTake(out var reader))
            reader = new SqliteReader(Database.OpenForReading(_file));
        var sound = false;
        try
        {
            var result = read(reader);
            sound = true;
            return result;
        }
        finally
        {
            // A reader that failed is not used again; one that comes back after the store was closed is closed too.
            if (!sound || Volatile.Read(ref _closed) == 1 || _readers.Count >= ReadersKept)
                reader.Dispose();
            else
                _readers.Add(reader);
        }
    }

    private void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 1)
            return;
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        _writer?.Dispose();
        _lock?.Dispose();
    }
}

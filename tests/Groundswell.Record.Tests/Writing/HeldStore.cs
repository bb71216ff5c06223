using Groundswell.Record.Attachments;
using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Sqlite;

namespace Groundswell.Record.Tests.Writing;

/// <summary>A real store whose commits wait until they are let go, or fail as a disk does: what a test can't ask of the disk itself.</summary>
internal sealed class HeldStore(string folder) : IRecordStore, IStoreWriter
{
    private readonly SqliteStore _store =
        SqliteStore.OpenForWriting(folder, new StoreIdentity(Guid.CreateVersion7(), RecordKind.Trial));

    private readonly SemaphoreSlim _reached = new(0);
    private TaskCompletionSource? _held;
    private Exception? _failure;
    private int _commitsBeforeFailure;

    /// <summary>The number of entries of each commit, in order.</summary>
    public List<int> Commits { get; } = [];

    public StoreIdentity Identity => _store.Identity;

    public IContentStore Contents => _store.Contents;

    public IStoreWriter Writer => this;

    /// <summary>From here on a commit waits.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the writer has come to a commit that waits.</summary>
    public Task Reached(CancellationToken stop) => _reached.WaitAsync(stop);

    public void LetGo()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    /// <summary>A commit fails when it comes to its end: the next one, or one after that.</summary>
    public void FailCommit(Exception failure, int after = 0) => (_commitsBeforeFailure, _failure) = (after, failure);

    /// <summary>From here on what was begun can't be ended.</summary>
    public Exception? FailingRollback { get; set; }

    public async Task Commit(Changes changes, CancellationToken stop)
    {
        if (_held is { } held)
        {
            _reached.Release();
            await held.Task;
        }

        if (_failure is { } failure && _commitsBeforeFailure-- == 0)
        {
            _failure = null;
            throw failure;
        }

        await Real.Commit(changes, stop);
        Commits.Add(changes.Entries.Count);
    }

    public Task<WriteScope> Begin(WriteRequest request, CancellationToken stop) => Real.Begin(request, stop);

    public Task<LogHead> OpenLog(string log, string origin, CancellationToken stop) => Real.OpenLog(log, origin, stop);

    public Task Rollback() => FailingRollback is { } failure ? Task.FromException(failure) : Real.Rollback();

    Task<byte[]> IStoreWriter.LeafHashes(string log, long from, long to, CancellationToken stop) => Real.LeafHashes(log, from, to, stop);

    Task<byte[]> IStoreWriter.TileRoots(string log, int level, long from, long to, CancellationToken stop) =>
        Real.TileRoots(log, level, from, to, stop);

    public Task<IReadOnlyList<LogHead>> Logs(CancellationToken stop) => _store.Logs(stop);

    public Task<LogHead?> Head(string log, CancellationToken stop) => _store.Head(log, stop);

    public Task<CommandRecord?> FindCommand(Guid command, CancellationToken stop) => _store.FindCommand(command, stop);

    public Task<IReadOnlyList<CommandRecord>> Commands(string log, long from, long to, CancellationToken stop) =>
        _store.Commands(log, from, to, stop);

    public Task<StreamHead> HeadOf(StreamKey stream, CancellationToken stop) => _store.HeadOf(stream, stop);

    public Task<IReadOnlyList<Entry>> ReadStream(StreamKey stream, long fromVersion, int limit, CancellationToken stop) =>
        _store.ReadStream(stream, fromVersion, limit, stop);

    public Task<IReadOnlyList<Entry>> ReadLog(string log, long from, long to, int limit, CancellationToken stop) =>
        _store.ReadLog(log, from, to, limit, stop);

    public Task Scan(string log, long from, long to, EntryVisitor visit, CancellationToken stop) => _store.Scan(log, from, to, visit, stop);

    public Task<byte[]> LeafHashes(string log, long from, long to, CancellationToken stop) => _store.LeafHashes(log, from, to, stop);

    public Task<Tile?> Tile(string log, int level, long index, CancellationToken stop) => _store.Tile(log, level, index, stop);

    public Task<IReadOnlyList<TileLevel>> TileLevels(string log, CancellationToken stop) => _store.TileLevels(log, stop);

    public Task<IReadOnlyList<StoreFault>> Faults(CancellationToken stop) => _store.Faults(stop);

    public Task<byte[]> TileRoots(string log, int level, long from, long to, CancellationToken stop) =>
        _store.TileRoots(log, level, from, to, stop);

    public Task<IReadOnlyList<CheckpointRow>> Checkpoints(string log, long fromSize, long toSize, CancellationToken stop) =>
        _store.Checkpoints(log, fromSize, toSize, stop);

    public Task<CheckpointRow?> NewestCheckpoint(string log, CancellationToken stop) => _store.NewestCheckpoint(log, stop);

    public Task<long> WaitForNews(string log, long after, CancellationToken stop) => _store.WaitForNews(log, after, stop);

    public Task<IReadOnlyList<string>> WaitForLogs(int known, CancellationToken stop) => _store.WaitForLogs(known, stop);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private IStoreWriter Real => _store.Writer!;
}

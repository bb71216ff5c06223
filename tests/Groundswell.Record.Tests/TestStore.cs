using Groundswell.Testing;

namespace Groundswell.Record.Tests;

/// <summary>A store that exists for one test: it can be opened again and again, and is gone afterwards.</summary>
public abstract class TestStore : IAsyncDisposable
{
    /// <summary>Opens a journal over it with one log open, <see cref="Sample.Log"/>.</summary>
    public async Task<Journal> Open(JournalOptions? options = null)
    {
        var journal = await OpenStore(options ?? new JournalOptions { Kind = RecordKind.Trial }, TestContext.Current.CancellationToken);
        await journal.OpenLog(Sample.Log, TestContext.Current.CancellationToken);
        return journal;
    }

    /// <summary>Opens a journal over it with no log open.</summary>
    public Task<Journal> OpenWithout() =>
        OpenStore(new JournalOptions { Kind = RecordKind.Trial }, TestContext.Current.CancellationToken);

    public abstract ValueTask DisposeAsync();

    protected abstract Task<Journal> OpenStore(JournalOptions options, CancellationToken stop);
}

/// <summary>SQLite in a folder of its own.</summary>
public sealed class FolderStore : TestStore
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("groundswell-").FullName;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override Task<Journal> OpenStore(JournalOptions options, CancellationToken stop) => Journal.OpenFolder(Folder, options, stop);
}

/// <summary>PostgreSQL in a database of its own, used as the application uses it: tables by their owner, everything else by another role.</summary>
public sealed class DatabaseStore(PostgresDatabase? database = null) : TestStore
{
    private PostgresDatabase? _database = database;

    public PostgresDatabase Database => _database ?? throw new InvalidOperationException("The store was not opened yet.");

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    protected override async Task<Journal> OpenStore(JournalOptions options, CancellationToken stop)
    {
        _database ??= await PostgresServer.NewDatabase();
        await Journal.PreparePostgres(_database.Owner, PostgresServer.Application, options, stop);
        return await Journal.OpenPostgres(_database.Application, options, stop);
    }
}

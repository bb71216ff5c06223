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

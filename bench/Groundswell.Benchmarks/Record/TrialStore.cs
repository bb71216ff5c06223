using Groundswell.Record;
using Groundswell.Record.Checkpoints;

namespace Groundswell.Benchmarks.Record;

/// <summary>Where a record to measure with lies.</summary>
internal abstract class TrialStore : IAsyncDisposable
{
    private readonly string _keyFolder = Directory.CreateTempSubdirectory("groundswell-key-").FullName;

    protected TrialStore()
    {
        var key = SigningKey.Create(Path.Combine(_keyFolder, "key"));
        Options = new JournalOptions { Kind = RecordKind.Trial, SigningKey = key };
    }

    protected JournalOptions Options { get; }

    public async Task<Journal> Open(CancellationToken stop)
    {
        var journal = await OpenJournal(stop);
        await journal.OpenLog(Floor.Log, stop);
        return journal;
    }

    /// <summary>Fills the log up to a number of entries: streams of 100, ten entries to a command.</summary>
    public async Task Fill(int entries, CancellationToken stop)
    {
        const int PerAppend = 10;
        const int Callers = 64;
        await using var journal = await Open(stop);
        var size = await journal.Store.Head(Floor.Log, stop) is { } head ? head.Size : 0;
        var missing = entries - size;
        if (missing <= 0)
            return;
        Figures.Print($"filling it with {missing:N0} entries");
        var each = (int)(missing / Callers / Floor.EntriesPerStream + 1) * Floor.EntriesPerStream;
        // Callers of a later filling have other numbers, so their streams begin anew.
        var first = (int)(size / 1000);
        await Task.WhenAll(Enumerable.Range(first, Callers).Select(caller => Task.Run(
            async () =>
            {
                for (var i = 0; i < each; i += PerAppend)
                    await journal.Append(Floor.Append(caller, i, PerAppend), stop);
            },
            stop)));
    }

    public virtual ValueTask DisposeAsync()
    {
        Options.SigningKey!.Dispose();
        Directory.Delete(_keyFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected abstract Task<Journal> OpenJournal(CancellationToken stop);
}

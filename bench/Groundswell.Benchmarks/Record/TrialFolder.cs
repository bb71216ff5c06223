using Groundswell.Record;
using Groundswell.Record.Checkpoints;

namespace Groundswell.Benchmarks.Record;

/// <summary>A folder for a record to measure with: kept where it was given, removed where it was not.</summary>
internal sealed class TrialFolder(string? given) : IDisposable
{
    private readonly SigningKey _key = SigningKey.Create(System.IO.Path.Combine(Directory.CreateTempSubdirectory("groundswell-key-").FullName, "key"));

    public string Path { get; } = given ?? Directory.CreateTempSubdirectory("groundswell-bench-").FullName;

    public async Task<Journal> Open(CancellationToken stop)
    {
        var journal = await Journal.OpenFolder(Path, new JournalOptions { Kind = RecordKind.Trial, SigningKey = _key }, stop);
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
        Figures.Print($"filling {Path} with {missing:N0} entries");
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

    public void Dispose()
    {
        _key.Dispose();
        if (given is null)
            Directory.Delete(Path, recursive: true);
    }
}

using Groundswell.Record.Stores;

namespace Groundswell.Record;

/// <summary>The record: append-only logs that nobody can quietly change. Events go in, entries come out; it knows nothing of what they mean.</summary>
public sealed partial class Journal : IAsyncDisposable
{
    /// <summary>The tables; for the parts of this library that read them directly.</summary>
    internal IRecordStore Store => throw new NotSupportedException();

    /// <summary>Opens a log, or finds it open.</summary>
    /// <param name="log">Lower-case letters, digits, dots and hyphens, 1 to 64.</param>
    public Task OpenLog(string log, CancellationToken stop) => throw new NotSupportedException();

    /// <summary>Appends all entries of a command or none. When a <see cref="Receipt"/> comes back they are on disk.</summary>
    /// <exception cref="JournalUnavailableException">Not recorded as far as anyone knows; send the same command again.</exception>
    public Task<AppendAnswer> Append(Append append, CancellationToken stop) => throw new NotSupportedException();

    /// <summary>The receipt of a command recorded before, or null.</summary>
    public Task<Receipt?> Find(Guid command, CancellationToken stop) => throw new NotSupportedException();

    /// <summary>A stream's entries from a version on.</summary>
    public Task<IReadOnlyList<Entry>> ReadStream(string log, string stream, long fromVersion, CancellationToken stop) =>
        throw new NotSupportedException();

    /// <summary>A log's entries from a position on, in batches, up to the newest there is when each batch is read.</summary>
    public IAsyncEnumerable<IReadOnlyList<Entry>> ReadLog(string log, long from, int batch, CancellationToken stop) =>
        throw new NotSupportedException();

    /// <summary>Waits until the log has an entry past <paramref name="after"/>; gives the log's size.</summary>
    public Task<long> WaitForNews(string log, long after, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

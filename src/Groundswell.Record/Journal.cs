using System.Runtime.CompilerServices;
using Groundswell.Record.Attachments;
using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Sqlite;
using Groundswell.Record.Writing;

namespace Groundswell.Record;

/// <summary>The record: append-only logs that nobody can quietly change. Events go in, entries come out; it knows nothing of what they mean.</summary>
public sealed partial class Journal : IAsyncDisposable
{
    private readonly GroupCommit? _writing;
    private readonly TimeProvider _time;
    private readonly Lazy<Task> _closing;

    internal Journal(IRecordStore store, JournalOptions options)
    {
        Store = store;
        _time = options.Time;
        _closing = new Lazy<Task>(Close); // once, however many ask for it and when
        PublicKey = options.SigningKey?.Public;
        Attachments = new AttachmentStore(store.Contents, options.Time, options.LargestAttachment);
        _writing = store.Writer is null ? null : new GroupCommit(store, options);
    }

    /// <summary>The tables; for the parts of this library that read them directly.</summary>
    internal IRecordStore Store { get; }

    /// <summary>Opens the record in a folder to write and read it; makes both where they are not there yet.</summary>
    /// <exception cref="FolderInUseException">Another process writes it.</exception>
    /// <exception cref="JournalUnavailableException">It can't be used; the message says why.</exception>
    public static async Task<Journal> OpenFolder(string folder, JournalOptions options, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var made = new StoreIdentity(Guid.CreateVersion7(options.Time.GetUtcNow()), options.Kind);
        return await Completed(new Journal(await Task.Run(() => SqliteStore.OpenForWriting(folder, made), stop), options), stop);
    }

    /// <summary>Opens the record in a folder to read it, also while another process writes it.</summary>
    public static Task<Journal> OpenFolderForReading(string folder, CancellationToken stop) =>
        Task.Run(() => new Journal(SqliteStore.OpenForReading(folder), new JournalOptions()), stop);

    /// <summary>Opens a log, or finds it open.</summary>
    /// <param name="log">Lower-case letters, digits, dots and hyphens, 1 to 64.</param>
    public Task OpenLog(string log, CancellationToken stop) => Writing.OpenLog(Wellformed.LogName(log, nameof(log)), stop);

    /// <summary>Appends all entries of a command or none. When a <see cref="Receipt"/> comes back they are on disk.</summary>
    /// <remarks>
    /// Cancelled while it waits, nothing of it is recorded; cancelled later, it may be recorded all the same, which
    /// <see cref="Find"/> or sending it again tells.
    /// </remarks>
    /// <exception cref="ArgumentException">Something may not stand in an entry; the message names the field.</exception>
    /// <exception cref="JournalUnavailableException">Not recorded as far as anyone knows; send the same command again.</exception>
    public Task<AppendAnswer> Append(Append append, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(append);
        if (append.Entries is { } entries && entries.Any(entry => entry.Stream == RecordEvents.Stream))
            throw new ArgumentException($"The stream '{RecordEvents.Stream}' holds what the record says of itself; no other writes it.", nameof(append));
        return AppendAny(append, stop);
    }

    /// <summary>Appends also to the record's own stream.</summary>
    internal Task<AppendAnswer> AppendAny(Append append, CancellationToken stop)
    {
        var prepared = PreparedAppend.Of(append);
        if (ReferredTo(prepared) is not { } hashes)
            return Writing.Append(prepared, stop);
        return append.Run is null
            ? AppendReferring(prepared, hashes, stop)
            : throw new ArgumentException("An append of a run refers to no attachment.", nameof(append));
    }

    /// <summary>The receipt of a command recorded before, or null.</summary>
    public async Task<Receipt?> Find(Guid command, CancellationToken stop) => await Recorded(command, stop) is { } found
        ? new Receipt(found.Log, found.Command, found.First, found.Count, Microseconds.ToInstant(found.RecordedAt)) { Repeated = true }
        : null;

    /// <summary>A stream's entries from a version on. A stream or log that has none is empty.</summary>
    /// <exception cref="RecordDamagedException">An entry is missing, or one is there that was not appended.</exception>
    public async Task<IReadOnlyList<Entry>> ReadStream(string log, string stream, long fromVersion, CancellationToken stop)
    {
        var entries = await Store.ReadStream(new StreamKey(log, stream), fromVersion, int.MaxValue, stop);
        Density.ExpectVersions(entries, log, stream, Math.Max(fromVersion, 1));
        return entries;
    }

    /// <summary>A log's entries from a position on, in batches, up to the newest there is when each batch is read.</summary>
    /// <remarks>The next batch is read while the caller is busy with this one.</remarks>
    /// <exception cref="RecordDamagedException">An entry is missing.</exception>
    public async IAsyncEnumerable<IReadOnlyList<Entry>> ReadLog(
        string log, long from, int batch, [EnumeratorCancellation] CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        var next = Read(from);
        while (true)
        {
            var entries = await next;
            if (entries.Count == 0)
                yield break;
            Density.ExpectPositions(entries, log, from);
            from = entries[^1].Position + 1;
            var more = entries.Count == batch;
            if (more)
                next = Read(from);
            yield return entries;
            if (!more)
                yield break;
        }

        Task<IReadOnlyList<Entry>> Read(long position) =>
            Task.Run(() => Store.ReadLog(log, position, long.MaxValue, batch, stop), stop);
    }

    /// <summary>Waits until the log has an entry past <paramref name="after"/>; gives the log's size.</summary>
    public Task<long> WaitForNews(string log, long after, CancellationToken stop) => Store.WaitForNews(log, after, stop);

    /// <summary>Finishes what waits, then closes. What comes later is refused by an <see cref="ObjectDisposedException"/>.</summary>
    public ValueTask DisposeAsync() => new(_closing.Value);

    private async Task Close()
    {
        try
        {
            if (_writing is not null)
                await _writing.DisposeAsync();
        }
        finally
        {
            await Store.DisposeAsync();
        }
    }

    private GroupCommit Writing => _writing ?? throw new InvalidOperationException("This journal was opened for reading.");
}

using Groundswell.Record.Attachments;
using Groundswell.Record.Stores;

namespace Groundswell.Record;

public sealed partial class Journal
{
    /// <summary>Made with the record and part of its logs' origin lines; a restore keeps it.</summary>
    public Guid Id => Store.Identity.Id;

    /// <summary>What the record is of.</summary>
    public RecordKind Kind => Store.Identity.Kind;

    /// <summary>Contents too large for payloads.</summary>
    public AttachmentStore Attachments { get; }

    /// <summary>The logs that are open, each with its origin line and its size now.</summary>
    public async Task<IReadOnlyList<LogSize>> Logs(CancellationToken stop) =>
        [.. (await Store.Logs(stop)).Select(head => new LogSize(head.Name, head.Origin, head.Size))];

    /// <summary>A journal over a store that was opened by a part of this library.</summary>
    internal static Journal Over(IRecordStore store, JournalOptions options) => new(store, options);

    /// <summary>Completes what a process that ended did not: contents on their way in, and erasures that an entry announced.</summary>
    private static async Task<Journal> Completed(Journal opened, CancellationToken stop)
    {
        try
        {
            opened.Store.Contents.RemoveLeftovers();
            await opened.Attachments.CompleteErasures(opened, (await opened.Store.Logs(stop)).Select(head => head.Name), stop);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}

/// <param name="Origin">The line that names the log everywhere.</param>
/// <param name="Size">The number of its entries, and the position of the newest.</param>
public sealed record LogSize(string Log, string Origin, long Size);

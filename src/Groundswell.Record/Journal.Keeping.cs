using Groundswell.Record.Attachments;
using Groundswell.Record.Stores;
using Groundswell.Record.Writing;

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

    /// <summary>The attachments that an append's payloads refer to, or null where there are none, as nearly always.</summary>
    private static List<string>? ReferredTo(PreparedAppend append)
    {
        List<string>? hashes = null;
        for (var i = 0; i < append.Entries.Length; i++)
        {
            // In the bytes that will be recorded, whatever becomes of the caller's.
            var payload = append.Canonical[i].AsSpan()[^append.Entries[i].Payload.Length..];
            if (AttachmentReferences.In(payload) is { Count: > 0 } found)
                (hashes ??= []).AddRange(found);
        }

        return hashes;
    }

    /// <summary>No entry refers to what was never on disk. What was erased since may be referred to: the entry that erased it explains it.</summary>
    private async Task<AppendAnswer> AppendReferring(PreparedAppend append, List<string> hashes, CancellationToken stop)
    {
        foreach (var hash in hashes)
        {
            // A command that was recorded is answered as it was then, whatever was lost since.
            if (await Store.Contents.Find(hash, stop) is null && await Store.FindCommand(append.Append.Command, stop) is null)
                return new RefersToNothing(hash);
        }

        return await Writing.Append(append, stop);
    }

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

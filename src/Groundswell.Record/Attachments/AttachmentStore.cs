namespace Groundswell.Record.Attachments;

/// <summary>Contents too large for a payload (pictures, scans, printouts), kept under their SHA-256 and referred to from payloads.</summary>
/// <remarks>Take the content in first, append the entry that refers to it second: then no entry ever refers to what is not on disk.</remarks>
public sealed class AttachmentStore
{
    /// <summary>The most that is taken in unless said otherwise: 1 GiB.</summary>
    public const long UsualLimit = 1L << 30;

    private readonly TimeProvider _time;

    internal AttachmentStore(IContentStore contents, TimeProvider time, long limit = UsualLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        (Contents, _time, Limit) = (contents, time, limit);
    }

    /// <summary>The most that is taken in, in bytes.</summary>
    public long Limit { get; }

    internal IContentStore Contents { get; }

    /// <summary>Takes a content in, to its end. When the reference comes back, the content is on disk.</summary>
    /// <exception cref="AttachmentTooLargeException">It is longer than <see cref="Limit"/>.</exception>
    /// <exception cref="AttachmentErasedException">The same content was erased before: what was to be forgotten does not come back unnoticed.</exception>
    public async Task<AttachmentReference> Add(Stream content, string mediaType, string? name, CancellationToken stop)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mediaType);
        var stored = await Contents.Add(content, Limit, stop);
        return stored.Erased is { } erased
            ? throw new AttachmentErasedException(stored.Hash, erased.Log, erased.Position)
            : new AttachmentReference(ContentHash.Scheme + stored.Hash, stored.Length, mediaType, name);
    }

    /// <summary>Gives a content out. Its hash is checked while it is read: a wrong byte throws before the last one is handed over.</summary>
    /// <exception cref="UnknownAttachmentException">It is not here.</exception>
    /// <exception cref="AttachmentErasedException">It was erased on purpose.</exception>
    /// <exception cref="AttachmentDamagedException">Its length is not that of the reference; or, from the stream, its hash is not.</exception>
    public async Task<Stream> Open(AttachmentReference reference, CancellationToken stop)
    {
        var hash = reference.Hash;
        switch (await Contents.Find(hash, stop))
        {
            case { Erased: { } erased }:
                throw new AttachmentErasedException(hash, erased.Log, erased.Position);
            case { Length: var length } when length != reference.Length:
                throw new AttachmentDamagedException(hash, $"{length} bytes are here and {reference.Length} were referred to");
        }

        var stored = await Contents.Open(hash, stop) ?? throw new UnknownAttachmentException(hash);
        return new CheckedContent(stored, hash, reference.Length);
    }

    /// <summary>Gives out what lies under a hash, for who knows no more of it. Checked as <see cref="Open(AttachmentReference, CancellationToken)"/> does.</summary>
    /// <exception cref="UnknownAttachmentException">It is not here, or this is no hash.</exception>
    /// <exception cref="AttachmentErasedException">It was erased on purpose.</exception>
    public async Task<Stream> Open(string hash, CancellationToken stop) =>
        ContentHash.IsOne(hash) && await Contents.Find(hash, stop) is { } stored
            ? await Open(new AttachmentReference(ContentHash.Scheme + hash, stored.Length, "application/octet-stream"), stop)
            : throw new UnknownAttachmentException(hash);

    /// <summary>
    /// Erases a content for ever: first an entry that says so, then the content. The hash stays in the entries that referred to it. Should
    /// the process end in between, the next one to open the record completes it.
    /// </summary>
    /// <param name="log">The log that the entry goes to.</param>
    /// <param name="actor">Who decided it.</param>
    /// <returns>The entry; of a content that was erased before, the entry of then.</returns>
    /// <exception cref="UnknownAttachmentException">It is not here.</exception>
    public async Task<ErasedBy> Erase(Journal journal, string log, string hash, string reason, string actor, CancellationToken stop)
    {
        var stored = await Contents.Find(ContentHash.Checked(hash), stop) ?? throw new UnknownAttachmentException(hash);
        if (stored.Erased is { } before)
            return before;
        var receipt = await OwnEntries.Append(
            journal, log, new AttachmentErased(hash, reason), actor, OwnEntries.CommandOf("attachment.erased", log, hash), _time, stop);
        var erased = new ErasedBy(log, receipt.First);
        await Contents.Erase(hash, erased, CancellationToken.None);
        return erased;
    }

    /// <summary>Removes what the logs say was erased and is still here: after a crash, or beside a restored record.</summary>
    internal async Task CompleteErasures(Journal journal, IEnumerable<string> logs, CancellationToken stop)
    {
        foreach (var log in logs)
        {
            // An event that this program does not know is no erasure it could complete; whoever reads that entry is told so.
            await foreach (var entry in OwnEntries.Stored(journal.Store, log, stop))
            {
                if (OwnEntries.TryRead(entry) is AttachmentErased happened)
                    await Contents.Erase(ContentHash.Checked(happened.Hash), new ErasedBy(log, entry.Position), stop);
            }
        }
    }
}

/// <summary>The entry that says an attachment was erased.</summary>
public sealed record ErasedBy(string Log, long Position);

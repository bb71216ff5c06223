namespace Groundswell.Record.Attachments;

/// <summary>Where contents lie, each under its hash: a folder, or PostgreSQL. It keeps and removes; whether it may is decided above it.</summary>
/// <remarks>Every member may be called from many threads and processes at once. Hashes are checked by the caller (<see cref="ContentHash.Checked"/>).</remarks>
internal interface IContentStore
{
    /// <summary>Takes a content in. When it returns, it is on disk under its hash. What was erased before is not taken in again.</summary>
    /// <exception cref="AttachmentTooLargeException">It is longer than <paramref name="limit"/> bytes; nothing is kept of it.</exception>
    Task<StoredContent> Add(Stream content, long limit, CancellationToken stop);

    /// <summary>What is known of a hash, or null where nothing is.</summary>
    Task<StoredContent?> Find(string hash, CancellationToken stop);

    /// <summary>The content as it lies there, unchecked; null where there is none.</summary>
    Task<Stream?> Open(string hash, CancellationToken stop);

    /// <summary>Removes the content, if it is there, and keeps in its place the entry that says so.</summary>
    Task Erase(string hash, ErasedBy entry, CancellationToken stop);

    /// <summary>Removes what was on its way in when a process ended. Only the one writer of a record may, before it begins.</summary>
    void RemoveLeftovers();

    /// <summary>Everything that is known, in no particular order.</summary>
    IAsyncEnumerable<StoredContent> All(CancellationToken stop);
}

/// <param name="Length">In bytes, as it lies in the store; 0 where it was erased.</param>
/// <param name="Erased">The entry that says it was erased, or null.</param>
internal sealed record StoredContent(string Hash, long Length, ErasedBy? Erased = null);

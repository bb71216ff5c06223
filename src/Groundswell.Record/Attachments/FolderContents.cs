using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Groundswell.Record.Files;

namespace Groundswell.Record.Attachments;

/// <summary>Contents as files: <c>ab/abcd…</c> by the hash's first two digits, <c>ab/abcd….erased</c> where one was erased.</summary>
/// <remarks>
/// A content is written to <c>incoming/</c>, flushed, and only then named by its hash, so that a file under a hash is always whole. What a
/// crash leaves in <c>incoming/</c> is removed by <see cref="RemoveLeftovers"/>.
/// </remarks>
internal sealed class FolderContents(string folder) : IContentStore
{
    private const string ErasedSuffix = ".erased";

    /// <summary>What a mark says that can't be read: no entry has this position, so nothing that rests on the mark holds.</summary>
    private static readonly ErasedBy Nobody = new("", 0);

    private string Incoming => Path.Combine(folder, "incoming");

    public async Task<StoredContent> Add(Stream content, long limit, CancellationToken stop)
    {
        DurableFile.CreateDirectory(Incoming);
        var arriving = Path.Combine(Incoming, Guid.CreateVersion7().ToString("N"));
        try
        {
            StoredContent taken;
            await using (var file = DurableFile.Create(arriving))
            {
                taken = await Copy(content, file, limit, stop);
                file.Flush(flushToDisk: true);
            }

            if (ReadErased(taken.Hash) is { } erased)
                return taken with { Length = 0, Erased = erased };
            DurableFile.CreateDirectory(Path.GetDirectoryName(PathOf(taken.Hash))!);
            // Over an equal one that may be there: the bytes are the same, and its name may not be on disk yet.
            DurableFile.Rename(arriving, PathOf(taken.Hash), overwrite: true);
            if (ReadErased(taken.Hash) is not { } meanwhile)
                return taken;
            DurableFile.Delete(PathOf(taken.Hash));
            return taken with { Length = 0, Erased = meanwhile };
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    public Task<StoredContent?> Find(string hash, CancellationToken stop)
    {
        if (ReadErased(hash) is { } erased)
            return Task.FromResult<StoredContent?>(new StoredContent(hash, 0, erased));
        var file = new FileInfo(PathOf(hash));
        return Task.FromResult(file.Exists ? new StoredContent(hash, file.Length) : null);
    }

    public Task<Stream?> Open(string hash, CancellationToken stop)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Erase(string hash, ErasedBy entry, CancellationToken stop)
    {
        var path = PathOf(hash);
        if (ReadErased(hash) is not { Position: > 0 })
        {
            DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
            DurableFile.Write(path + ErasedSuffix, JsonSerializer.SerializeToUtf8Bytes(entry, AttachmentJson.Default.ErasedBy));
        }

        DurableFile.Delete(path);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredContent> All([EnumeratorCancellation] CancellationToken stop)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateDirectories(folder, "??").SelectMany(Directory.EnumerateFiles))
        {
            stop.ThrowIfCancellationRequested();
            var name = Path.GetFileName(path);
            var saysErased = name.EndsWith(ErasedSuffix, StringComparison.Ordinal);
            var hash = saysErased ? name[..^ErasedSuffix.Length] : name;
            if (ContentHash.IsOne(hash) && await Find(hash, stop) is { } stored && stored.Erased is not null == saysErased)
                yield return stored;
        }
    }

    public void RemoveLeftovers()
    {
        if (Directory.Exists(Incoming))
            Directory.Delete(Incoming, recursive: true);
    }

    /// <summary>Copies a content, taking its hash on the way.</summary>
    /// <exception cref="AttachmentTooLargeException">It is longer than <paramref name="limit"/> bytes.</exception>
    internal static async Task<StoredContent> Copy(Stream content, Stream to, long limit, CancellationToken stop)
    {
        using var hashed = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            var length = 0L;
            for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
            {
                length += read;
                if (length > limit)
                    throw new AttachmentTooLargeException(limit);
                hashed.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), stop);
            }

            return new StoredContent(ContentHash.Of(hashed), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    private ErasedBy? ReadErased(string hash)
    {
        var path = PathOf(hash) + ErasedSuffix;
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), AttachmentJson.Default.ErasedBy) is { Log: not null } erased ? erased : Nobody;
        }
        catch (JsonException)
        {
            return Nobody;
        }
    }
}

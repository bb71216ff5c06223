using System.Security.Cryptography;

namespace Groundswell.Record.Attachments;

/// <summary>A content on its way out. Its hash is taken as it is read and compared before the last byte is handed over.</summary>
internal sealed class CheckedContent(Stream stored, string hash, long length) : ReadOnlyStream
{
    private readonly IncrementalHash _hashed = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _given;
    private bool _whole;

    public override long Length => length;

    public override int Read(Span<byte> buffer)
    {
        var read = stored.Read(buffer);
        Check(buffer[..read], buffer.Length);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await stored.ReadAsync(buffer, cancellationToken);
        Check(buffer.Span[..read], buffer.Length);
        return read;
    }

    private void Check(ReadOnlySpan<byte> read, int asked)
    {
        if (asked == 0 || (_whole && read.IsEmpty))
            return;
        _given += read.Length;
        if (_given > length)
            throw new AttachmentDamagedException(hash, $"it is longer than the {length} bytes it had");
        _hashed.AppendData(read);
        if (_given < length && !read.IsEmpty)
            return;
        if (_given < length)
            throw new AttachmentDamagedException(hash, $"it ends after {_given} of {length} bytes");
        if (ContentHash.Of(_hashed) != hash)
            throw new AttachmentDamagedException(hash, "its content has another hash");
        _whole = true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stored.Dispose();
            _hashed.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await stored.DisposeAsync();
        await base.DisposeAsync();
    }
}

namespace Groundswell.Record.Attachments;

/// <summary>A content read chunk by chunk, one in memory at a time.</summary>
/// <param name="read">Gives a chunk by its number from 0; null where there is none.</param>
internal sealed class ChunkStream(Func<int, Task<byte[]?>> read) : ReadOnlyStream
{
    private byte[] _chunk = [];
    private int _given;
    private int _next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_given == _chunk.Length)
        {
            if (await read(_next) is not { } chunk)
                return 0;
            (_chunk, _given) = (chunk, 0);
            _next++;
        }

        var count = Math.Min(buffer.Length, _chunk.Length - _given);
        _chunk.AsSpan(_given, count).CopyTo(buffer.Span);
        _given += count;
        return count;
    }

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Attachments in a database are read asynchronously.");
}

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>
/// Room for the payloads and hashes of entries that are read together: one array for many. Arrays stay below the size from which they
/// would be collected rarely, and few enough entries share one that keeping an entry keeps little else.
/// </summary>
internal sealed class Slab
{
    private const int First = 4 * 1024;
    private const int Largest = 64 * 1024;

    private byte[] _bytes = [];
    private int _used;

    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - _used)
        {
            if (bytes.Length > Largest / 4)
                return bytes.ToArray();
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Clamp(_bytes.Length * 2, First + bytes.Length, Largest));
            _used = 0;
        }

        var copy = _bytes.AsMemory(_used, bytes.Length);
        bytes.CopyTo(copy.Span);
        _used += bytes.Length;
        return copy;
    }
}

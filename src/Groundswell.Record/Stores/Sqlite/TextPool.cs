using System.Buffers.Binary;
using System.Text;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>
/// Gives the same string for the same bytes where it can: a log says the same few names, actors and stations again and again, and a copy
/// of each for every entry would be most of what reading allocates. It forgets rather than grows.
/// </summary>
internal sealed class TextPool
{
    private const int Slots = 1024;
    private const int LongestPooled = 64;

    private readonly (byte[] Utf8, string Text)[] _slots = new (byte[], string)[Slots];

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestPooled)
            return Encoding.UTF8.GetString(utf8);
        ref var slot = ref _slots[SlotOf(utf8)];
        if (slot.Utf8 is not null && utf8.SequenceEqual(slot.Utf8))
            return slot.Text;
        slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }

    /// <summary>First and last bytes and the length: ids differ at their ends, names at their beginnings.</summary>
    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        ulong mixed;
        if (utf8.Length >= 8)
        {
            mixed = BinaryPrimitives.ReadUInt64LittleEndian(utf8) * 31 + BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]);
        }
        else
        {
            mixed = 0;
            foreach (var one in utf8)
                mixed = mixed << 8 | one;
        }

        return (int)((mixed + (ulong)utf8.Length) * 0x9E37_79B9_7F4A_7C15 >> 54);
    }
}

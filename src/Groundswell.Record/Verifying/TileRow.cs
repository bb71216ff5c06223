using Groundswell.Record.Trees;

namespace Groundswell.Record.Verifying;

/// <summary>Up to 256 leaf hashes that will be, or would be, one tile: as computed from the entries, and what the store says they are.</summary>
internal sealed class TileRow
{
    private const int Width = GrowingTree.TileWidth;

    private readonly byte[] _hashes = new byte[Width * MerkleTree.HashLength];
    private readonly bool[] _missing = new bool[Width];
    private readonly bool[] _contradicted = new bool[Width];

    public int Count { get; private set; }

    public bool Full => Count == Width;

    public bool AnyMissing => _missing.AsSpan(0, Count).Contains(true);

    public ReadOnlySpan<byte> Hashes => _hashes.AsSpan(0, Count * MerkleTree.HashLength);

    public ReadOnlySpan<byte> Hash(int i) => Slot(i);

    public bool IsMissing(int i) => _missing[i];

    public void Clear() => Count = 0;

    /// <param name="stored">The hash the store holds for the entry.</param>
    /// <returns>Whether both agree. Where they don't, the stored one stands in: what was recorded is rather it than what is there now.</returns>
    public bool Add(ReadOnlySpan<byte> computed, ReadOnlySpan<byte> stored)
    {
        var agrees = computed.SequenceEqual(stored);
        (agrees ? computed : stored).CopyTo(Slot(Count));
        _missing[Count] = false;
        _contradicted[Count] = !agrees;
        Count++;
        return agrees;
    }

    /// <summary>An entry that is not there.</summary>
    public void AddMissing()
    {
        Slot(Count).Clear();
        _missing[Count] = true;
        _contradicted[Count] = false;
        Count++;
    }

    /// <summary>Takes over a tile's hashes, which stand in for whatever differs from them.</summary>
    /// <returns>The places, from 0, of entries that seemed sound and that the tile knows otherwise.</returns>
    public List<int> Adopt(ReadOnlySpan<byte> tile)
    {
        var differing = new List<int>();
        if (tile.SequenceEqual(Hashes) && !AnyMissing)
            return differing;
        for (var i = 0; i < Count; i++)
        {
            var slot = tile.Slice(i * MerkleTree.HashLength, MerkleTree.HashLength);
            if (!slot.SequenceEqual(Slot(i)) && !_missing[i] && !_contradicted[i])
                differing.Add(i);
            slot.CopyTo(Slot(i));
            _missing[i] = false;
        }

        return differing;
    }

    private Span<byte> Slot(int i) => _hashes.AsSpan(i * MerkleTree.HashLength, MerkleTree.HashLength);
}

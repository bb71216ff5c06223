using Groundswell.Record.Trees;

namespace Groundswell.Record.Verifying;

/// <summary>Some entries on their way from the thread that reads to the one that hashes: bytes to be hashed, and what the store says their hash is.</summary>
internal sealed class EntryBlock
{
    private const int MostEntries = 512;
    private const int EnoughBytes = 1 << 19;

    private readonly CanonicalForm.CanonicalBuffer _bytes = new();
    private readonly int[] _ends = new int[MostEntries];
    private readonly long[] _positions = new long[MostEntries];
    private readonly byte[] _stored = new byte[MostEntries * MerkleTree.HashLength];

    public int Count { get; private set; }

    public bool Full => Count == MostEntries || _bytes.Written.Length >= EnoughBytes;

    public void Clear()
    {
        Count = 0;
        _bytes.Clear();
    }

    public void Add(in CanonicalForm.EntryFields entry, ReadOnlySpan<byte> storedLeafHash)
    {
        CanonicalForm.Append(entry, _bytes);
        _ends[Count] = _bytes.Written.Length;
        _positions[Count] = entry.Position;

        // A stored hash of another length than a hash has is equal to none.
        var stored = _stored.AsSpan(Count * MerkleTree.HashLength, MerkleTree.HashLength);
        if (storedLeafHash.Length == MerkleTree.HashLength)
            storedLeafHash.CopyTo(stored);
        else
            stored.Clear();
        Count++;
    }

    public long Position(int i) => _positions[i];

    /// <summary>What the leaf hash is taken over.</summary>
    public ReadOnlySpan<byte> Hashed(int i) => _bytes.Written[(i == 0 ? 0 : _ends[i - 1]).._ends[i]];

    public ReadOnlySpan<byte> Stored(int i) => _stored.AsSpan(i * MerkleTree.HashLength, MerkleTree.HashLength);
}

using System.Security.Cryptography;

namespace Groundswell.Record.Trees;

/// <summary>Hashing of RFC 9162 section 2.1.1: leaves and nodes are told apart by their first byte.</summary>
internal static class MerkleTree
{
    public const int HashLength = 32;

    /// <summary>SHA-256 of 0x01, the left and the right hash.</summary>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> to)
    {
        Span<byte> bytes = stackalloc byte[1 + 2 * HashLength];
        bytes[0] = 0x01;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + HashLength)..]);
        SHA256.HashData(bytes, to);
    }

    /// <summary>The root over leaf hashes that lie end to end (RFC 9162 2.1.1, with the leaves hashed already).</summary>
    public static byte[] RootOf(ReadOnlySpan<byte> leafHashes)
    {
        var count = leafHashes.Length / HashLength;
        if (!int.IsPow2(count))
        {
            var frontier = new Frontier(0, []);
            frontier.AddAll(leafHashes);
            return frontier.Root();
        }

        // A perfect tree, as most are: level by level in place.
        var level = leafHashes.ToArray();
        for (; count > 1; count /= 2)
        {
            for (var i = 0; i < count; i += 2)
                Node(Hash(i), Hash(i + 1), Hash(i / 2));
        }

        return level[..HashLength];

        Span<byte> Hash(int i) => level.AsSpan(i * HashLength, HashLength);
    }

    /// <summary>The root of an empty tree: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot() => SHA256.HashData([]);
}

/// <summary>A tree that only grows, held as the roots of its perfect subtrees, largest first: enough to add leaves and to give the root.</summary>
internal sealed class Frontier
{
    /// <summary>One for each height that a tree of 2^63 leaves may have, and the leaf that is being added.</summary>
    private const int MostPeaks = 64;

    // End to end, as they are stored, so that adding a leaf allocates nothing.
    private readonly byte[] _peaks = new byte[MostPeaks * MerkleTree.HashLength];
    private int _count;

    public Frontier(long size, ReadOnlySpan<byte> peaks)
    {
        _count = System.Numerics.BitOperations.PopCount((ulong)size);
        if (peaks.Length != _count * MerkleTree.HashLength)
            throw new ArgumentException($"A tree of {size} leaves has {_count} peaks; these are {peaks.Length} bytes.", nameof(peaks));
        Size = size;
        peaks.CopyTo(_peaks);
    }

    public long Size { get; private set; }

    public void Add(ReadOnlySpan<byte> leafHash)
    {
        leafHash.CopyTo(Peak(_count));
        for (var covered = Size; (covered & 1) == 1; covered >>= 1, _count--)
            MerkleTree.Node(Peak(_count - 1), Peak(_count), Peak(_count - 1));
        _count++;
        Size++;
    }

    /// <summary>Adds leaf hashes that lie end to end.</summary>
    public void AddAll(ReadOnlySpan<byte> leafHashes)
    {
        for (var at = 0; at < leafHashes.Length; at += MerkleTree.HashLength)
            Add(leafHashes.Slice(at, MerkleTree.HashLength));
    }

    public byte[] Root() => _count == 0 ? MerkleTree.EmptyRoot() : Join(Peak(_count - 1), _count - 1);

    /// <summary>The root of the tree that has, after what is here, one more subtree, smaller than any of the peaks.</summary>
    public byte[] RootWith(ReadOnlySpan<byte> last) => Join(last, _count);

    /// <summary>The peaks, largest first, end to end.</summary>
    public byte[] Bytes() => _peaks[..(_count * MerkleTree.HashLength)];

    private byte[] Join(ReadOnlySpan<byte> last, int peaks)
    {
        var root = last.ToArray();
        for (var i = peaks - 1; i >= 0; i--)
            MerkleTree.Node(Peak(i), root, root);
        return root;
    }

    private Span<byte> Peak(int index) => _peaks.AsSpan(index * MerkleTree.HashLength, MerkleTree.HashLength);
}

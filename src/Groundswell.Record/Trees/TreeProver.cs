using Groundswell.Record.Stores;

namespace Groundswell.Record.Trees;

/// <summary>Proofs about one log's tree at any size it has had, from its tiles and its ragged right edge.</summary>
/// <remarks>
/// A node of height h lies under a hash of level h / 8, so a proof touches at most two rows of 256 hashes per level: the one it passes through and
/// the last one. In a log of 10 million entries that is at most six reads. What was read is kept, for proofs of many entries.
/// </remarks>
internal sealed class TreeProver(LogHead log, TreeReads reads, Func<string, int, long, CancellationToken, Task<Tile?>> readTile)
{
    private const int Width = GrowingTree.TileWidth;
    private const int WidthBits = 8;
    private const int MostRowsKept = 1024;

    private readonly Dictionary<(int Level, long Index), byte[]> _rows = [];

    public TreeProver(IRecordStore store, LogHead log)
        : this(log, new TreeReads(store.LeafHashes, store.TileRoots), store.Tile)
    {
    }

    /// <summary>RFC 9162 2.1.3.1: the hashes that lead from an entry's leaf to the root of the tree of the first <paramref name="size"/> entries.</summary>
    /// <param name="position">From 1.</param>
    public async Task<IReadOnlyList<byte[]>> Inclusion(long position, long size, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, log.Size);

        var leaf = position - 1;
        var subtrees = new List<(long From, long To)>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            if (leaf < middle)
            {
                subtrees.Add((middle, to));
                to = middle;
            }
            else
            {
                subtrees.Add((from, middle));
                from = middle;
            }
        }

        return await Hashes(subtrees, stop);
    }

    /// <summary>RFC 9162 2.1.4.1: the hashes that show that the tree of the first entries is the beginning of the larger tree.</summary>
    /// <param name="size1">From 0; nothing has to be shown for 0.</param>
    public async Task<IReadOnlyList<byte[]>> Consistency(long size1, long size2, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, size2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size2, log.Size);

        var subtrees = new List<(long From, long To)>();
        var (from, to) = (0L, size2);
        while (size1 != 0 && size1 != to)
        {
            var middle = from + Split(to - from);
            if (size1 <= middle)
            {
                subtrees.Add((middle, to));
                to = middle;
            }
            else
            {
                subtrees.Add((from, middle));
                from = middle;
            }
        }

        // The verifier has the smaller tree's root already where that is a subtree of the larger one.
        if (from > 0)
            subtrees.Add((from, to));
        return await Hashes(subtrees, stop);
    }

    /// <summary>The root of the tree of the first <paramref name="size"/> entries.</summary>
    public Task<byte[]> Root(long size, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, log.Size);
        return size == 0 ? Task.FromResult(MerkleTree.EmptyRoot()) : Subtree(0, size, stop);
    }

    /// <summary>The largest power of two smaller than n.</summary>
    private static long Split(long n) => 1L << (int)long.Log2(n - 1);

    /// <summary>Found from the root down; wanted from the leaf up.</summary>
    private async Task<IReadOnlyList<byte[]>> Hashes(List<(long From, long To)> subtrees, CancellationToken stop)
    {
        var hashes = new byte[subtrees.Count][];
        for (var i = 0; i < hashes.Length; i++)
            hashes[^(i + 1)] = await Subtree(subtrees[i].From, subtrees[i].To, stop);
        return hashes;
    }

    /// <summary>The root over leaves (from 0, the end not included) where the first is aligned as in a tree's split: its perfect subtrees only get smaller.</summary>
    private async Task<byte[]> Subtree(long from, long to, CancellationToken stop)
    {
        var perfect = new List<byte[]>();
        while (from < to)
        {
            var room = (int)long.Log2(to - from);
            var height = Math.Min(room, (int)long.TrailingZeroCount(from));
            perfect.Add(await Node(height, from >> height, stop));
            from += 1L << height;
        }

        var root = perfect[^1];
        for (var i = perfect.Count - 2; i >= 0; i--)
        {
            var joined = new byte[MerkleTree.HashLength];
            MerkleTree.Node(perfect[i], root, joined);
            root = joined;
        }

        return root;
    }

    /// <summary>The root of the perfect subtree of that height which is the index-th from the left.</summary>
    private async Task<byte[]> Node(int height, long index, CancellationToken stop)
    {
        var level = height / WidthBits;
        var within = height % WidthBits;
        var first = index << within;
        var row = await Row(level, first / Width, stop);
        return MerkleTree.RootOf(row.AsSpan((int)(first % Width) * MerkleTree.HashLength, MerkleTree.HashLength << within));
    }

    private async Task<byte[]> Row(int level, long index, CancellationToken stop)
    {
        if (_rows.TryGetValue((level, index), out var known))
            return known;
        var count = Math.Min(Width, (log.Size >> (WidthBits * level)) - index * Width);
        var row = count == Width ? await FullRow(level, index, stop)
            : level == 0 ? await reads.LeafHashes(log.Name, index * Width + 1, index * Width + count, stop)
            : await reads.TileRoots(log.Name, level - 1, index * Width, index * Width + count - 1, stop);
        if (row.Length != count * MerkleTree.HashLength)
            throw new RecordDamagedException(log.Name, $"row {index} of level {level} of its tree has {row.Length} bytes and not {count} hashes");
        if (_rows.Count == MostRowsKept)
            _rows.Clear();
        _rows.Add((level, index), row);
        return row;
    }

    private async Task<byte[]> FullRow(int level, long index, CancellationToken stop) =>
        (await readTile(log.Name, level, index, stop))?.Hashes
        ?? throw new RecordDamagedException(log.Name, $"tile {index} of level {level} of its tree is missing");
}

using Groundswell.Record.Stores;

namespace Groundswell.Record.Trees;

/// <summary>Adds leaves to one log's tree and says which tiles came to be full by it.</summary>
/// <remarks>
/// It remembers the leaf hashes since the last full tile, so that filling a tile rarely reads anything. What it remembers is used only for a
/// tree with the very frontier that it ended with; so it need not be told when a commit failed or another process has written.
/// One caller at a time.
/// </remarks>
internal sealed class GrowingTree(string log)
{
    public const int TileWidth = 256;
    private const int TileBytes = TileWidth * MerkleTree.HashLength;

    private readonly byte[] _tail = new byte[TileBytes];
    private byte[]? _rememberedFrontier;

    /// <param name="before">The log as it is in this transaction.</param>
    /// <param name="leafHashes">Hashes of the leaves to add, 32 bytes each, end to end; any number of them.</param>
    /// <param name="older">Reads what was written before. Asked at most once for leaf hashes, and once per level above that fills.</param>
    public async Task<Growth> Add(LogHead before, ReadOnlyMemory<byte> leafHashes, TreeReads older, CancellationToken stop)
    {
        if (leafHashes.Length % MerkleTree.HashLength != 0)
            throw new ArgumentException("Leaf hashes are 32 bytes each.", nameof(leafHashes));
        var count = leafHashes.Length / MerkleTree.HashLength;
        var tailKnown = _rememberedFrontier is { } remembered && remembered.AsSpan().SequenceEqual(before.Frontier);
        _rememberedFrontier = null;

        var tiles = new List<Tile>();
        var rest = leafHashes;
        var filled = (int)(before.Size % TileWidth);

        // Full tiles and the open one lie side by side: the peaks of the one are never joined with those of the other before it is full.
        var peaksOfFull = System.Numerics.BitOperations.PopCount((ulong)(before.Size / TileWidth)) * MerkleTree.HashLength;
        var full = new Frontier(before.Size / TileWidth, before.Frontier.AsSpan(0, peaksOfFull));
        var open = new Frontier(filled, before.Frontier.AsSpan(peaksOfFull));
        if (filled == 0)
            tailKnown = true;
        if (!tailKnown && filled + count >= TileWidth)
        {
            var read = await older.LeafHashes(log, before.Size - filled + 1, before.Size, stop);
            Expect(filled, read, $"leaf hashes before position {before.Size + 1}").CopyTo(_tail, 0);
            tailKnown = true;
        }

        while (rest.Length > 0)
        {
            var taken = rest[..Math.Min(rest.Length, TileBytes - filled * MerkleTree.HashLength)];
            rest = rest[taken.Length..];
            taken.Span.CopyTo(_tail.AsSpan(filled * MerkleTree.HashLength));
            open.AddAll(taken.Span);
            filled += taken.Length / MerkleTree.HashLength;
            if (filled < TileWidth)
                break;
            await Complete(new Tile(log, 0, full.Size, _tail.AsSpan().ToArray(), open.Root()), tiles, older, stop);
            full.Add(open.Root());
            open = new Frontier(0, []);
            filled = 0;
            tailKnown = true;
        }

        byte[] after = [.. full.Bytes(), .. open.Bytes()];
        if (tailKnown)
            _rememberedFrontier = after;
        return new Growth(before.Size + count, after, tiles);
    }

    /// <summary>Adds a full tile; where it is the last that its parent lacked, the parent as well.</summary>
    private async Task Complete(Tile tile, List<Tile> tiles, TreeReads older, CancellationToken stop)
    {
        tiles.Add(tile);
        var (level, index) = (tile.Level, tile.Index);
        if (index % TileWidth != TileWidth - 1)
            return;

        var first = index - (TileWidth - 1);
        var parent = new byte[TileBytes];
        var own = tiles.Where(made => made.Level == level && made.Index >= first).ToList();
        var stored = TileWidth - own.Count;
        if (stored > 0)
        {
            var read = await older.TileRoots(log, level, first, first + stored - 1, stop);
            Expect(stored, read, $"roots of the tiles of level {level} from {first}").CopyTo(parent, 0);
        }

        for (var i = 0; i < own.Count; i++)
            own[i].Root.CopyTo(parent, (stored + i) * MerkleTree.HashLength);
        await Complete(new Tile(log, level + 1, index / TileWidth, parent, MerkleTree.RootOf(parent)), tiles, older, stop);
    }

    private byte[] Expect(int hashes, byte[] read, string what) => read.Length == hashes * MerkleTree.HashLength
        ? read
        : throw new RecordDamagedException(log, $"{hashes} {what} are needed, the store has {read.Length / MerkleTree.HashLength}");
}

/// <param name="Size">The tree's size after.</param>
/// <param name="Frontier">Its frontier after, as in <see cref="LogHead.Frontier"/>.</param>
/// <param name="Tiles">The tiles that became full, each after those it is made of.</param>
internal sealed record Growth(long Size, byte[] Frontier, IReadOnlyList<Tile> Tiles);

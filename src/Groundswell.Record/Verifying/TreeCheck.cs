using System.Security.Cryptography;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Verifying;

/// <summary>The thread that hashes: takes every leaf hash anew, builds the tree from them, and compares entries, tiles and claims on the way.</summary>
internal sealed class TreeCheck(IRecordStore store, LogHead log, ClaimCheck claims, Findings findings)
{
    private const int Width = GrowingTree.TileWidth;

    /// <summary>Claims are asked for so many entries at a time.</summary>
    private const int ClaimWindow = 64 * Width;

    /// <summary>
    /// Of so many entries in a row that are missing, the tiles are not asked any more: a log's row may claim any size, and verifying has to end.
    /// </summary>
    private const long MostMissing = 1 << 24;

    private readonly TileRow _row = new();
    private readonly Frontier _tiles = new(0, []);
    private readonly List<UpperRow> _upper = [];
    private Task<Tile?> _nextTile = Task.FromResult<Tile?>(null);
    private Queue<Claim> _claims = new();
    private long _claimsReadTo = -1;
    private long _next = 1;

    /// <summary>From here on nobody can say what the root is: an entry is missing and no tile knows its hash.</summary>
    private bool _broken;

    /// <summary>No tree is built any more: too much is missing. Entries are still looked at one by one.</summary>
    private bool _abandoned;

    /// <summary>Every entry up to here was looked at.</summary>
    public long Verified => _next - 1;

    /// <summary>The root over all entries, or null where it can't be told.</summary>
    public byte[]? Root { get; private set; }

    public Task Start(CancellationToken stop)
    {
        _nextTile = ReadTile(0, stop);
        return JudgeEmpty(stop);
    }

    public async Task Take(EntryBlock block, CancellationToken stop)
    {
        for (var i = 0; i < block.Count;)
        {
            if (block.Position(i) > _next)
                await AddMissing(block.Position(i) - 1, stop);
            if (_abandoned)
            {
                LookAt(block, i++);
                continue;
            }

            while (i < block.Count && block.Position(i) == _next)
            {
                AddEntry(block, i++);
                if (_row.Full)
                    break;
            }

            if (_row.Full)
                await EndTile(stop);
        }
    }

    /// <summary>Ends the tree where the log says it ends, and holds it against the log's own row.</summary>
    public async Task Finish(CancellationToken stop)
    {
        if (_next <= log.Size)
            await AddMissing(log.Size, stop);
        if (!_abandoned)
            await Judge(stop);
        _broken |= _row.AnyMissing;
        await _nextTile;
        await FindStrayTiles(stop);
        if (_broken)
            return;

        Root = _row.Count == 0 ? _tiles.Root() : _tiles.RootWith(MerkleTree.RootOf(_row.Hashes));
        if (!log.Frontier.AsSpan().SequenceEqual((byte[])[.. _tiles.Bytes(), .. PeaksOf(_row.Hashes)]))
            findings.Damage("log.frontier", log.Size, "The frontier in the log's row is not that of the tree over its entries.");
    }

    /// <summary>A tile over entries that are not there stops the journal when it comes to write its own.</summary>
    private async Task FindStrayTiles(CancellationToken stop)
    {
        var levels = await store.TileLevels(log.Name, stop);

        // Whoever writes at this moment may have added both entries and tiles since the log was looked at first.
        var size = (await store.Head(log.Name, stop))?.Size ?? 0;
        foreach (var (level, lowest, highest) in levels)
        {
            var due = level is < 0 or > 6 ? 0 : size >> (8 * (level + 1));
            if (lowest >= 0 && highest < due)
                continue;
            var stray = lowest < 0 ? lowest : highest;
            findings.Damage(
                "tile.beyond", log.Size + 1,
                $"There is a tile {stray} of level {level}, and the log's {log.Size} entries make up {due} of that level: entries are gone, or it was put in past the journal.");
        }
    }

    private void AddEntry(EntryBlock block, int i)
    {
        Span<byte> computed = stackalloc byte[MerkleTree.HashLength];
        SHA256.HashData(block.Hashed(i), computed);
        if (!_row.Add(computed, block.Stored(i)))
            NotItsHash();
        _next++;
    }

    /// <summary>Looks at an entry by itself, where there is no tree to put it into.</summary>
    private void LookAt(EntryBlock block, int i)
    {
        if (!SHA256.HashData(block.Hashed(i)).AsSpan().SequenceEqual(block.Stored(i)))
            NotItsHash();
        _next++;
    }

    private void NotItsHash() => findings.Damage("entry.hash", _next, $"Entry {_next} is not what its leaf hash was taken over.");

    private async Task AddMissing(long last, CancellationToken stop)
    {
        findings.Damage("entry.missing", _next, last == _next ? $"Entry {_next} is missing." : $"Entries {_next} to {last} are missing.");
        if (_abandoned || last - _next >= MostMissing)
        {
            (_abandoned, _broken, _next) = (true, true, last + 1);
            return;
        }

        for (; _next <= last; _next++)
        {
            _row.AddMissing();
            if (_row.Full)
                await EndTile(stop);
        }
    }

    private async Task EndTile(CancellationToken stop)
    {
        var index = _tiles.Size;
        var tile = await _nextTile;
        _nextTile = ReadTile(index + 1, stop);
        if (tile is null)
            findings.Damage("tile.missing", index * Width + 1, $"The tile over entries {index * Width + 1} to {(index + 1) * Width} is missing.");
        else if (!IsWhole(tile))
            findings.Damage("tile.wrong", index * Width + 1, $"The tile over entries {index * Width + 1} to {(index + 1) * Width} does not have its own root.");
        else
            Compare(tile);

        await Judge(stop);
        _broken |= _row.AnyMissing;
        var root = MerkleTree.RootOf(_row.Hashes);
        _tiles.Add(root);
        _row.Clear();
        await AddToUpper(0, root, stop);
    }

    private void Compare(Tile tile)
    {
        foreach (var i in _row.Adopt(tile.Hashes))
        {
            var position = tile.Index * Width + 1 + i;
            findings.Damage("entry.replaced", position, $"Entry {position} has a right leaf hash, but it is not the one in its tile: one of both was replaced.");
        }
    }

    /// <summary>Judges the claims about sizes that end within the present row, its end included.</summary>
    private async Task Judge(CancellationToken stop)
    {
        var end = _tiles.Size * Width + _row.Count;
        if (end > _claimsReadTo)
            await ReadClaims(end, stop);
        if (_claims.Count == 0 || _claims.Peek().Size > end)
            return;

        var partial = new Frontier(0, []);
        var missing = _broken;
        while (_claims.TryPeek(out var claim) && claim.Size <= end)
        {
            _claims.Dequeue();
            for (var wanted = claim.Size - _tiles.Size * Width; partial.Size < wanted;)
            {
                missing |= _row.IsMissing((int)partial.Size);
                partial.Add(_row.Hash((int)partial.Size));
            }

            claims.Judge(claim, missing ? null : partial.Size == 0 ? _tiles.Root() : _tiles.RootWith(partial.Root()));
        }
    }

    private async Task JudgeEmpty(CancellationToken stop)
    {
        foreach (var claim in await claims.In(0, 0, stop))
            claims.Judge(claim, MerkleTree.EmptyRoot());
        _claimsReadTo = 0;
    }

    private async Task ReadClaims(long end, CancellationToken stop)
    {
        var to = Math.Min(Math.Max(end, _claimsReadTo + ClaimWindow), log.Size);
        _claims = new Queue<Claim>(_claims.Concat(await claims.In(_claimsReadTo + 1, to, stop)));
        _claimsReadTo = to;
    }

    /// <summary>The tiles above: each holds the roots of 256 below it.</summary>
    private async Task AddToUpper(int below, byte[] root, CancellationToken stop)
    {
        if (_upper.Count == below)
            _upper.Add(new UpperRow());
        var row = _upper[below];
        row.Roots.AddRange(root);
        if (row.Roots.Count < Width * MerkleTree.HashLength)
            return;

        var (level, index) = (below + 1, row.Ended);
        byte[] hashes = [.. row.Roots];
        row.Roots.Clear();
        row.Ended++;
        var tile = await store.Tile(log.Name, level, index, stop);
        if (!_broken)
        {
            var first = (index << (8 * (level + 1))) + 1;
            if (tile is null)
                findings.Damage("tile.missing", first, $"Tile {index} of level {level}, which begins at entry {first}, is missing.");
            else if (!IsWhole(tile) || !tile.Hashes.AsSpan().SequenceEqual(hashes))
                findings.Damage("tile.wrong", first, $"Tile {index} of level {level}, which begins at entry {first}, does not hold the roots of the tiles below it.");
        }

        await AddToUpper(level, MerkleTree.RootOf(hashes), stop);
    }

    private Task<Tile?> ReadTile(long index, CancellationToken stop) => store.Tile(log.Name, 0, index, stop);

    private static bool IsWhole(Tile tile) => tile.Hashes.Length == Width * MerkleTree.HashLength
        && MerkleTree.RootOf(tile.Hashes).AsSpan().SequenceEqual(tile.Root);

    private static byte[] PeaksOf(ReadOnlySpan<byte> hashes)
    {
        var frontier = new Frontier(0, []);
        frontier.AddAll(hashes);
        return frontier.Bytes();
    }

    private sealed class UpperRow
    {
        public List<byte> Roots { get; } = new(Width * MerkleTree.HashLength);

        public long Ended { get; set; }
    }
}

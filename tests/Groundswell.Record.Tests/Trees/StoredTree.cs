using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Trees;

/// <summary>The tree tables of a store, held in memory and filled by <see cref="GrowingTree"/>; it counts what is read.</summary>
internal sealed class StoredTree
{
    public const string Log = "site-a";

    private readonly List<byte[]> _leaves = [];
    private readonly Dictionary<(int Level, long Index), Tile> _tiles = [];
    private GrowingTree _growing = new(Log);

    public StoredTree() => Reads = new TreeReads(
        (log, from, to, _) => Task.FromResult(LeafHashes(log, from, to)), (log, level, from, to, _) => Task.FromResult(Roots(log, level, from, to)));

    public LogHead Head { get; private set; } = new(1, Log, "groundswell/trial/x/site-a", 0, [], 0);

    public TreeReads Reads { get; }

    public int ReadsMade { get; set; }

    public IReadOnlyDictionary<(int Level, long Index), Tile> Tiles => _tiles;

    public IReadOnlyList<byte[]> Leaves => _leaves;

    /// <summary>As when another process goes on with the log.</summary>
    public void ForgetWhatIsRemembered() => _growing = new GrowingTree(Log);

    public async Task Add(IReadOnlyList<byte[]> leafHashes)
    {
        var growth = await _growing.Add(Head, leafHashes.SelectMany(hash => hash).ToArray(), Reads, TestContext.Current.CancellationToken);
        _leaves.AddRange(leafHashes);
        foreach (var tile in growth.Tiles)
            _tiles.Add((tile.Level, tile.Index), tile);
        Head = Head with { Size = growth.Size, Frontier = growth.Frontier };
    }

    /// <summary>As when a commit fails: what would have been added is not.</summary>
    public async Task TryInVain(IReadOnlyList<byte[]> leafHashes) =>
        await _growing.Add(Head, leafHashes.SelectMany(hash => hash).ToArray(), Reads, TestContext.Current.CancellationToken);

    public TreeProver Prover() => new(Head, Reads, (_, level, index, _) => Task.FromResult(Tile(level, index)));

    public void Lose(int level, long index) => _tiles.Remove((level, index));

    private Tile? Tile(int level, long index)
    {
        ReadsMade++;
        return _tiles.GetValueOrDefault((level, index));
    }

    private byte[] LeafHashes(string log, long from, long to)
    {
        Assert.Equal(Log, log);
        ReadsMade++;
        return [.. _leaves.Skip((int)from - 1).Take((int)(to - from + 1)).SelectMany(hash => hash)];
    }

    private byte[] Roots(string log, int level, long from, long to)
    {
        Assert.Equal(Log, log);
        ReadsMade++;
        var found = Enumerable.Range((int)from, (int)(to - from + 1)).Where(index => _tiles.ContainsKey((level, index)));
        return [.. found.SelectMany(index => _tiles[(level, index)].Root)];
    }
}

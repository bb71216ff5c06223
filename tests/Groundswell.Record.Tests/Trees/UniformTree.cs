using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Trees;

/// <summary>A tree whose leaves are all alike: of any size, without being built. It counts what is read.</summary>
internal sealed class UniformTree
{
    public static readonly byte[] Leaf = NaiveTree.LeafHash([0x2a]);

    private readonly LogHead _head;

    public UniformTree(long size)
    {
        _head = new LogHead(1, "site-a", "groundswell/trial/x/site-a", size, [], 0);
        Forget();
    }

    public int Reads { get; private set; }

    public TreeProver Prover { get; private set; } = null!;

    public void Forget()
    {
        Reads = 0;
        Prover = new TreeProver(
            _head,
            new TreeReads(
                (_, from, to, _) => Read(RowOf(0, (int)(to - from + 1))), (_, level, from, to, _) => Read(RowOf(level + 1, (int)(to - from + 1)))),
            (log, level, index, _) => Read<Tile?>(new Tile(log, level, index, RowOf(level, 256), Perfect((level + 1) * 8))));
    }

    private Task<T> Read<T>(T answer)
    {
        Reads++;
        return Task.FromResult(answer);
    }

    private static byte[] RowOf(int level, int count) => [.. Enumerable.Repeat(Perfect(level * 8), count).SelectMany(hash => hash)];

    private static byte[] Perfect(int height)
    {
        var hash = Leaf.AsSpan().ToArray();
        for (var i = 0; i < height; i++)
            MerkleTree.Node(hash, hash, hash);
        return hash;
    }
}

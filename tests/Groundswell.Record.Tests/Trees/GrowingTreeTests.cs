using System.Buffers.Binary;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Trees;

public sealed class GrowingTreeTests
{
    [Fact]
    public async Task A_tile_comes_into_being_with_its_last_leaf_and_not_before()
    {
        var tree = new StoredTree();

        await tree.Add(Leaves(0, 255));
        Assert.Empty(tree.Tiles);

        await tree.Add(Leaves(255, 1));
        var tile = Assert.Single(tree.Tiles).Value;

        Assert.Equal((0, 0L), (tile.Level, tile.Index));
        Assert.Equal(Leaves(0, 256).SelectMany(leaf => leaf), tile.Hashes);
        Assert.Equal(NaiveTree.Root(tree.Leaves.ToArray()), tile.Root);
    }

    [Fact]
    public async Task Sixty_five_thousand_leaves_make_a_tile_of_tiles()
    {
        var tree = new StoredTree();
        await tree.Add(Leaves(0, 65_000));
        tree.ForgetWhatIsRemembered();
        await tree.Add(Leaves(65_000, 3_000));

        Assert.Equal(265, tree.Tiles.Count(tile => tile.Key.Level == 0));
        var upper = Assert.Single(tree.Tiles, tile => tile.Key.Level == 1).Value;
        Assert.Equal(Enumerable.Range(0, 256).SelectMany(index => tree.Tiles[(0, index)].Root), upper.Hashes);
        Assert.Equal(NaiveTree.Root(tree.Leaves.Take(65_536).ToArray()), upper.Root);
        Assert.Equal(2, tree.ReadsMade);
    }

    [Fact]
    public void However_the_leaves_arrive_the_tiles_and_the_root_are_the_same()
    {
        var batches = Gen.Zip(Gen.Choose(0, 700), ArbMap.Default.GeneratorFor<bool>()).ListOf().ToArbitrary();
        Prop.ForAll(batches, arriving => Check(arriving).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

        static async Task<bool> Check(IList<(int Count, bool Forget)> arriving)
        {
            var tree = new StoredTree();
            foreach (var (count, forget) in arriving)
            {
                if (forget)
                    tree.ForgetWhatIsRemembered();
                else if (count % 3 == 0)
                    await tree.TryInVain(Leaves(1_000_000, count));
                await tree.Add(Leaves((int)tree.Head.Size, count));
            }

            var leaves = tree.Leaves.ToArray();
            return new Frontier(tree.Head.Size, tree.Head.Frontier).Root().AsSpan().SequenceEqual(NaiveTree.Root(leaves))
                && tree.Tiles.Count == leaves.Length / 256
                && tree.Tiles.Values.All(tile => tile.Hashes.AsSpan().SequenceEqual(
                    leaves.AsSpan((int)tile.Index * 256, 256).ToArray().SelectMany(leaf => leaf).ToArray()));
        }
    }

    [Fact]
    public async Task A_tile_is_filled_without_reading_while_one_process_writes()
    {
        var tree = new StoredTree();
        for (var i = 0; i < 1_000; i++)
            await tree.Add(Leaves(i * 3, 3));

        Assert.Equal(11, tree.Tiles.Count);
        Assert.Equal(0, tree.ReadsMade);
    }

    internal static byte[][] Leaves(int first, int count) => [.. Enumerable.Range(first, count).Select(Leaf)];

    private static byte[] Leaf(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return SHA256.HashData(bytes);
    }
}

using FsCheck;
using FsCheck.Fluent;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Trees;

public sealed class ProofTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Proofs_are_those_of_the_definition_and_both_verifiers_agree()
    {
        var tree = new StoredTree();
        await tree.Add(GrowingTreeTests.Leaves(0, 1_500));
        var leaves = tree.Leaves.ToArray();

        // Sizes and places of any kind, with the ones around a tile's edge often.
        var place = Gen.OneOf(Gen.Choose(1, 1_500), Gen.Elements(1, 2, 255, 256, 257, 511, 512, 513, 1_024, 1_499, 1_500));
        var pairs = Gen.Zip(place, place).Select(pair => (Small: Math.Min(pair.Item1, pair.Item2), Large: Math.Max(pair.Item1, pair.Item2)));
        Prop.ForAll(pairs.ToArbitrary(), pair => Check(pair.Small, pair.Large).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

        async Task<bool> Check(int small, int large)
        {
            var root1 = NaiveTree.Root(leaves.AsSpan(0, small));
            var root2 = NaiveTree.Root(leaves.AsSpan(0, large));
            var inclusion = await tree.Prover().Inclusion(small, large, Stop);
            var consistency = await tree.Prover().Consistency(small, large, Stop);
            var (naive1, naive2) = NaiveVerifier.RootsByConsistency(small, large, root1, consistency);

            var root = await tree.Prover().Root(large, Stop);
            return Same(inclusion, NaiveTree.Path(small - 1, leaves.AsSpan(0, large)))
                && Same(consistency, NaiveTree.Proof(small, leaves.AsSpan(0, large)))
                && ProofVerifier.Includes(small - 1, large, leaves[small - 1], inclusion, root2)
                && ProofVerifier.Consistent(small, root1, large, root2, consistency)
                && root2.AsSpan().SequenceEqual(NaiveVerifier.RootByInclusion(small - 1, large, leaves[small - 1], inclusion))
                && root1.AsSpan().SequenceEqual(naive1) && root2.AsSpan().SequenceEqual(naive2)
                && root2.AsSpan().SequenceEqual(root);
        }
    }

    [Fact]
    public async Task Any_change_to_a_proof_breaks_it()
    {
        var tree = new StoredTree();
        await tree.Add(GrowingTreeTests.Leaves(0, 700));
        var leaves = tree.Leaves.ToArray();
        var root = NaiveTree.Root(leaves);

        Prop.ForAll(Gen.Zip(Gen.Choose(1, 699), Gen.Choose(0, 1_000)).ToArbitrary(), pair => Check(pair.Item1, pair.Item2).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure();

        async Task<bool> Check(int position, int choice)
        {
            var inclusion = await tree.Prover().Inclusion(position, 700, Stop);
            var consistency = await tree.Prover().Consistency(position, 700, Stop);
            var root1 = NaiveTree.Root(leaves.AsSpan(0, position));
            return Wrongs(inclusion, choice).All(wrong => !ProofVerifier.Includes(position - 1, 700, leaves[position - 1], wrong, root))
                && Wrongs(consistency, choice).All(wrong => !ProofVerifier.Consistent(position, root1, 700, root, wrong))
                && !ProofVerifier.Includes(position, 700, leaves[position - 1], inclusion, root)
                && !ProofVerifier.Includes(position - 1, 700, leaves[position], inclusion, root)
                && !ProofVerifier.Includes(700, 700, leaves[position - 1], inclusion, root)
                && !ProofVerifier.Includes(-1, 700, leaves[position - 1], inclusion, root)
                && !ProofVerifier.Consistent(position, root, 700, root1, consistency)
                && !ProofVerifier.Consistent(701, root1, 700, root, consistency);
        }

        static IEnumerable<IReadOnlyList<byte[]>> Wrongs(IReadOnlyList<byte[]> proof, int choice)
        {
            var at = choice % proof.Count;
            var flipped = proof.Select(hash => hash.ToArray()).ToArray();
            flipped[at][choice % 32] ^= 1;
            yield return flipped;
            yield return [.. proof.Where((_, i) => i != at)];
            yield return [.. proof, proof[at]];
            yield return [.. proof.Select((hash, i) => i == at ? hash[..31] : hash)];
            yield return [];
        }
    }

    [Fact]
    public async Task A_tree_of_tiles_of_tiles_is_proved_from_a_few_rows()
    {
        var tree = new StoredTree();
        await tree.Add(GrowingTreeTests.Leaves(0, 140_000));
        var leaves = tree.Leaves.ToArray();
        foreach (var (small, large) in new[] { (1, 140_000), (65_536, 65_537), (65_537, 140_000), (70_000, 131_072), (131_073, 139_999), (5, 6) })
        {
            var root1 = NaiveTree.Root(leaves.AsSpan(0, small));
            var root2 = NaiveTree.Root(leaves.AsSpan(0, large));

            tree.ReadsMade = 0;
            var inclusion = await tree.Prover().Inclusion(small, large, Stop);
            Assert.InRange(tree.ReadsMade, 1, 6);
            Assert.True(ProofVerifier.Includes(small - 1, large, leaves[small - 1], inclusion, root2));
            Assert.Equal(root2, NaiveVerifier.RootByInclusion(small - 1, large, leaves[small - 1], inclusion));

            tree.ReadsMade = 0;
            var consistency = await tree.Prover().Consistency(small, large, Stop);
            Assert.InRange(tree.ReadsMade, 1, 6);
            Assert.True(ProofVerifier.Consistent(small, root1, large, root2, consistency));
            Assert.Equal(root1, NaiveVerifier.RootsByConsistency(small, large, root1, consistency).Root1);
        }
    }

    /// <summary>Every leaf alike, so that a tree of any size can be read without being built.</summary>
    [Theory]
    [InlineData(10_000_000, 1)]
    [InlineData(10_000_000, 9_999_999)]
    [InlineData(16_777_216, 8_000_000)]
    [InlineData(100_000_000, 65_536)]
    public async Task Ten_million_entries_need_no_more_than_six_reads_for_a_proof(long size, long place)
    {
        var tree = new UniformTree(size);
        var root = await tree.Prover.Root(size, Stop);
        var smallRoot = await tree.Prover.Root(place, Stop);

        tree.Forget();
        var inclusion = await tree.Prover.Inclusion(place, size, Stop);
        Assert.InRange(tree.Reads, 1, 2 * 3 + (size > 16_777_216 ? 2 : 0));
        Assert.True(ProofVerifier.Includes(place - 1, size, UniformTree.Leaf, inclusion, root));

        tree.Forget();
        var consistency = await tree.Prover.Consistency(place, size, Stop);
        Assert.InRange(tree.Reads, 1, 2 * 3 + (size > 16_777_216 ? 2 : 0));
        Assert.True(ProofVerifier.Consistent(place, smallRoot, size, root, consistency));
    }

    [Fact]
    public async Task A_missing_tile_is_damage_and_not_a_wrong_proof()
    {
        var tree = new StoredTree();
        await tree.Add(GrowingTreeTests.Leaves(0, 600));
        tree.Lose(0, 0);

        var own = await Assert.ThrowsAsync<RecordDamagedException>(() => tree.Prover().Inclusion(3, 200, Stop));
        var others = await Assert.ThrowsAsync<RecordDamagedException>(() => tree.Prover().Inclusion(300, 600, Stop));

        Assert.Contains("tile 0 of level 0", own.Message, StringComparison.Ordinal);
        Assert.Contains("row 0 of level 1", others.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_tree_is_the_beginning_of_any_and_a_tree_of_itself()
    {
        var (empty, other) = (MerkleTree.EmptyRoot(), NaiveTree.LeafHash([1]));

        Assert.True(ProofVerifier.Consistent(0, empty, 1, other, []));
        Assert.False(ProofVerifier.Consistent(0, other, 1, other, []));
        Assert.True(ProofVerifier.Consistent(1, other, 1, other, []));
        Assert.False(ProofVerifier.Consistent(1, other, 1, empty, []));
    }

    private static bool Same(IReadOnlyList<byte[]> one, List<byte[]> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
}

using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Trees;

/// <summary>The eight leaves, with roots and proofs, that the reference implementation of Certificate Transparency publishes for RFC 6962 and 9162.</summary>
public sealed class PublishedVectorTests
{
    private static readonly string[] Data =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly byte[][] Leaves = [.. Data.Select(data => NaiveTree.LeafHash(Convert.FromHexString(data)))];

    [Fact]
    public void Nothing_has_the_root_that_the_RFC_gives() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(MerkleTree.EmptyRoot()));

    [Fact]
    public void Every_tree_has_its_published_root()
    {
        for (var size = 1; size <= 8; size++)
        {
            Assert.Equal(Roots[size - 1], Convert.ToHexStringLower(NaiveTree.Root(Leaves.AsSpan(0, size))));
            Assert.Equal(Roots[size - 1], Convert.ToHexStringLower(MerkleTree.RootOf([.. Leaves.Take(size).SelectMany(leaf => leaf)])));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(
        1,
        8,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(
        6,
        8,
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(3, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(
        2,
        5,
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public async Task Inclusion_proofs_are_as_published(long position, int size, params string[] published)
    {
        var tree = await Tree();

        var proof = await tree.Prover().Inclusion(position, size, TestContext.Current.CancellationToken);

        Assert.Equal(published, proof.Select(Convert.ToHexStringLower));
        Assert.True(ProofVerifier.Includes(position - 1, size, Leaves[position - 1], proof, Convert.FromHexString(Roots[size - 1])));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(
        1,
        8,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(
        6,
        8,
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(
        2,
        5,
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public async Task Consistency_proofs_are_as_published(int size1, int size2, params string[] published)
    {
        var tree = await Tree();

        var proof = await tree.Prover().Consistency(size1, size2, TestContext.Current.CancellationToken);

        Assert.Equal(published, proof.Select(Convert.ToHexStringLower));
        Assert.True(ProofVerifier.Consistent(
            size1, Convert.FromHexString(Roots[size1 - 1]), size2, Convert.FromHexString(Roots[size2 - 1]), proof));
    }

    private static async Task<StoredTree> Tree()
    {
        var tree = new StoredTree();
        await tree.Add(Leaves);
        return tree;
    }
}

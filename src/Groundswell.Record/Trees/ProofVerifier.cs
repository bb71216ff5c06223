namespace Groundswell.Record.Trees;

/// <summary>Checks proofs as RFC 9162 says, step by step, from nothing but hashes.</summary>
internal static class ProofVerifier
{
    /// <summary>RFC 9162 2.1.3.2: the leaf is the one at this index in the tree of this size and root.</summary>
    /// <param name="index">From 0: a position less one.</param>
    public static bool Includes(long index, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size)
            return false;
        var (first, second) = (index, size - 1);
        var reached = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (second == 0 || sibling.Length != MerkleTree.HashLength)
                return false;
            if ((first & 1) == 1 || first == second)
            {
                MerkleTree.Node(sibling, reached, reached);
                SkipLevelsWithoutRight(ref first, ref second);
            }
            else
            {
                MerkleTree.Node(reached, sibling, reached);
            }

            first >>= 1;
            second >>= 1;
        }

        return second == 0 && root.SequenceEqual(reached);
    }

    /// <summary>RFC 9162 2.1.4.2: the smaller tree is the beginning of the larger one. An empty tree is the beginning of any.</summary>
    public static bool Consistent(long size1, ReadOnlySpan<byte> root1, long size2, ReadOnlySpan<byte> root2, IReadOnlyList<byte[]> proof)
    {
        if (size1 < 0 || size1 > size2)
            return false;
        if (size1 == 0)
            return proof.Count == 0 && root1.SequenceEqual(MerkleTree.EmptyRoot());
        if (size1 == size2)
            return proof.Count == 0 && root1.SequenceEqual(root2);
        if (proof.Count == 0 || proof.Any(hash => hash.Length != MerkleTree.HashLength))
            return false;

        var path = long.IsPow2(size1) ? [root1.ToArray(), .. proof] : proof;
        var (first, second) = (size1 - 1, size2 - 1);
        while ((first & 1) == 1)
        {
            first >>= 1;
            second >>= 1;
        }

        var reached1 = path[0].AsSpan().ToArray();
        var reached2 = path[0].AsSpan().ToArray();
        foreach (var hash in path.Skip(1))
        {
            if (second == 0)
                return false;
            if ((first & 1) == 1 || first == second)
            {
                MerkleTree.Node(hash, reached1, reached1);
                MerkleTree.Node(hash, reached2, reached2);
                SkipLevelsWithoutRight(ref first, ref second);
            }
            else
            {
                MerkleTree.Node(reached2, hash, reached2);
            }

            first >>= 1;
            second >>= 1;
        }

        return second == 0 && root1.SequenceEqual(reached1) && root2.SequenceEqual(reached2);
    }

    /// <summary>At the ragged edge a node stands alone on some levels; they are passed over.</summary>
    private static void SkipLevelsWithoutRight(ref long first, ref long second)
    {
        while ((first & 1) == 0 && first != 0)
        {
            first >>= 1;
            second >>= 1;
        }
    }
}

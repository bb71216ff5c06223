using System.Security.Cryptography;

namespace Groundswell.Record.Tests.Trees;

/// <summary>Checks proofs by the recursive definitions of RFC 9162 2.1.3.1 and 2.1.4.1, read backwards; nothing of the iterative algorithms.</summary>
internal static class NaiveVerifier
{
    /// <summary>The root that a path leads to, or null where it has too many or too few hashes.</summary>
    public static byte[]? RootByInclusion(long index, long size, byte[] leafHash, IReadOnlyList<byte[]> path)
    {
        if (size == 1)
            return path.Count == 0 ? leafHash : null;
        if (path.Count == 0)
            return null;
        var k = Split(size);
        IReadOnlyList<byte[]> inner = [.. path.Take(path.Count - 1)];
        return index < k
            ? Node(RootByInclusion(index, k, leafHash, inner), path[^1])
            : Node(path[^1], RootByInclusion(index - k, size - k, leafHash, inner));
    }

    /// <summary>Both roots that a proof leads to, or nulls.</summary>
    /// <param name="whole">Whether the smaller tree is still the whole subtree that its root is known of.</param>
    public static (byte[]? Root1, byte[]? Root2) RootsByConsistency(
        long size1, long size2, byte[] root1, IReadOnlyList<byte[]> proof, bool whole = true)
    {
        if (size1 == size2)
        {
            return whole
                ? proof.Count == 0 ? (root1, root1) : (null, null)
                : proof.Count == 1 ? (proof[0], proof[0]) : (null, null);
        }

        if (proof.Count == 0)
            return (null, null);
        var k = Split(size2);
        IReadOnlyList<byte[]> inner = [.. proof.Take(proof.Count - 1)];
        if (size1 <= k)
        {
            var (left1, left2) = RootsByConsistency(size1, k, root1, inner, whole);
            return (left1, Node(left2, proof[^1]));
        }

        var (right1, right2) = RootsByConsistency(size1 - k, size2 - k, root1, inner, whole: false);
        return (Node(proof[^1], right1), Node(proof[^1], right2));
    }

    private static byte[]? Node(byte[]? left, byte[]? right) =>
        left is null || right is null ? null : SHA256.HashData([0x01, .. left, .. right]);

    private static long Split(long n)
    {
        var k = 1L;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
}

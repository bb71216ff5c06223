using System.Security.Cryptography;

namespace Groundswell.Record.Tests.Trees;

/// <summary>The definitions of RFC 9162 section 2.1, written down as they stand there: recursive, slow, and sharing nothing with the library.</summary>
internal static class NaiveTree
{
    public static byte[] LeafHash(byte[] data) => SHA256.HashData([0x00, .. data]);

    /// <summary>2.1.1: MTH(D_n).</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
            return SHA256.HashData([]);
        if (leaves.Length == 1)
            return leaves[0];
        var k = Split(leaves.Length);
        return SHA256.HashData([0x01, .. Root(leaves[..k]), .. Root(leaves[k..])]);
    }

    /// <summary>2.1.3.1: PATH(m, D_n), m from 0.</summary>
    public static List<byte[]> Path(int m, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
            return [];
        var k = Split(leaves.Length);
        return m < k
            ? [.. Path(m, leaves[..k]), Root(leaves[k..])]
            : [.. Path(m - k, leaves[k..]), Root(leaves[..k])];
    }

    /// <summary>2.1.4.1: PROOF(m, D_n).</summary>
    public static List<byte[]> Proof(int m, ReadOnlySpan<byte[]> leaves) => SubProof(m, leaves, true);

    private static List<byte[]> SubProof(int m, ReadOnlySpan<byte[]> leaves, bool b)
    {
        if (m == leaves.Length)
            return b ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return m <= k
            ? [.. SubProof(m, leaves[..k], b), Root(leaves[k..])]
            : [.. SubProof(m - k, leaves[k..], false), Root(leaves[..k])];
    }

    /// <summary>The largest power of two smaller than n.</summary>
    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
}

using System.Buffers;

namespace Groundswell.Record;

/// <summary>Ids and hashes in texts: lower-case hexadecimal digits of one length.</summary>
internal static class LowerHex
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool Is(ReadOnlySpan<char> text, int bytes) => text.Length == 2 * bytes && !text.ContainsAnyExcept(Digits);
}

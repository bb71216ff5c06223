namespace Groundswell.Record.Checkpoints;

/// <summary>Base 64 of RFC 4648 section 4 in its one canonical form: no white space, padded, unused bits zero.</summary>
internal static class StrictBase64
{
    /// <returns>The bytes, or null where the text is not the one encoding of any.</returns>
    public static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return null;
        Array.Resize(ref bytes, length);
        return Convert.ToBase64String(bytes) == text ? bytes : null;
    }

    /// <returns>The bytes, or null where the text is not the one encoding of exactly so many.</returns>
    public static byte[]? Decode(string text, int length) => Decode(text) is { } bytes && bytes.Length == length ? bytes : null;
}

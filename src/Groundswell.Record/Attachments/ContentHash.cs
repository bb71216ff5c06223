using System.Security.Cryptography;

namespace Groundswell.Record.Attachments;

/// <summary>SHA-256 of an attachment's content, as 64 lower-case hexadecimal digits: what it is called everywhere.</summary>
internal static class ContentHash
{
    public const string Scheme = "sha256:";

    public static string Of(IncrementalHash hashed) => Convert.ToHexStringLower(hashed.GetHashAndReset());

    public static bool IsOne(ReadOnlySpan<char> text) => LowerHex.Is(text, SHA256.HashSizeInBytes);

    /// <summary>A hash that came from outside becomes part of a path only after this.</summary>
    public static string Checked(string hash) =>
        IsOne(hash) ? hash : throw new ArgumentException($"'{hash}' is no SHA-256 hash in lower-case hexadecimal.", nameof(hash));
}

using System.Security.Cryptography;
using Groundswell.Deciding;

namespace Groundswell.Masters.Authoring;

/// <summary>Looks at a file before it is taken in: what it is by its first bytes, whatever its name says, and whether it has come in whole.</summary>
internal static class PictureCheck
{
    private const int Enough = 16;

    /// <param name="hash">Of the file as its sender has it, SHA-256 in lower-case hexadecimal; null where the sender could not say.</param>
    /// <returns>Its media type, or why it is not taken.</returns>
    public static async Task<(string? MediaType, Refusal? Refusal)> Of(IFormFile? file, string? hash, CancellationToken stop)
    {
        if (file is not { Length: > 0 })
            return (null, new PictureMissing());
        await using var content = file.OpenReadStream();
        var first = new byte[Enough];
        var read = await content.ReadAtLeastAsync(first, Enough, throwOnEndOfStream: false, stop);
        if (KindOf(first.AsSpan(0, read)) is not { } mediaType)
            return (null, new PictureKindUnfit(file.FileName));
        if (string.IsNullOrEmpty(hash))
            return (mediaType, null);
        content.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) == hash ? (mediaType, null) : (null, new PictureArrivedOtherwise(file.FileName));
    }

    /// <summary>The media type of a picture or video that every browser shows; null where it is something else.</summary>
    private static string? KindOf(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (first.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (first.StartsWith("GIF87a"u8) || first.StartsWith("GIF89a"u8))
            return "image/gif";
        if (first.Length >= 12 && first.StartsWith("RIFF"u8) && first[8..12].SequenceEqual("WEBP"u8))
            return "image/webp";
        if (first.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return "video/webm";
        if (first.Length < 12 || !first[4..8].SequenceEqual("ftyp"u8))
            return null;
        return first[8..12].SequenceEqual("avif"u8) ? "image/avif" : "video/mp4";
    }
}

/// <summary>No file was chosen.</summary>
public sealed record PictureMissing() : Refusal("picture.missing")
{
    public override string Field => "file";
}

/// <summary>It is no picture or video that every browser shows.</summary>
public sealed record PictureKindUnfit(string FileName) : Refusal("picture.kind-unfit")
{
    public override string Field => "file";
}

/// <summary>What arrived is not what was sent.</summary>
public sealed record PictureArrivedOtherwise(string FileName) : Refusal("picture.arrived-otherwise")
{
    public override string Field => "file";
}

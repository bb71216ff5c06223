using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Groundswell.Identifying;

/// <summary>What a caller shows: an id that finds the row, and a 256-bit secret of which the directory knows only the SHA-256.</summary>
/// <remarks>The secret is random and long, so a fast hash is enough; passwords and PINs are neither and have a slow one.</remarks>
public readonly record struct Token(string Id, string Secret)
{
    private const int SecretBytes = 32;
    private const int Longest = 200;

    public static Token New() => new(Guid.CreateVersion7().ToString("N"), NewSecret());

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static bool TryParse(string? text, out Token token)
    {
        token = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (text is null || text.Length > Longest || dot <= 0)
            return false;
        token = new Token(text[..dot], text[(dot + 1)..]);
        return true;
    }

    /// <summary>Whether this is the secret whose hash is kept; takes as long whatever is wrong.</summary>
    public bool Matches(byte[]? secretHash)
    {
        Span<byte> mine = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(Secret), mine);
        return CryptographicOperations.FixedTimeEquals(mine, secretHash);
    }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public override string ToString() => $"{Id}.{Secret}";
}

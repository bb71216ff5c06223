using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Groundswell.Delivering;

/// <summary>An act that a station could not send when it was done.</summary>
/// <param name="Id">The command's id, also where the command can't be read.</param>
/// <param name="Session">The badge's session it was done in.</param>
/// <param name="Command">The command: JSON text, as it was sealed.</param>
/// <param name="OffsetMilliseconds">How far the station's clock was ahead, as it knew then.</param>
/// <param name="Seal">HMAC-SHA256 by the session's key (base64): nobody else at the station can have made it.</param>
public sealed record LateAct(Guid Id, string Session, string Command, long OffsetMilliseconds, string Seal)
{
    /// <summary>Whether the seal is this session's.</summary>
    public bool IsSealedBy(byte[] key, string act)
    {
        var sealed_ = string.Create(
            CultureInfo.InvariantCulture, $"groundswell-late-act/1\n{Id:D}\n{Session}\n{act}\n{OffsetMilliseconds}\n{Command}");
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(Seal, given, out var length)
            && length == HMACSHA256.HashSizeInBytes
            && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(sealed_)), given);
    }
}

/// <summary>A receipt for a late act: the station may forget it. It is recorded, or it is set aside with why.</summary>
public sealed record LateReceipt(Guid Id, bool SetAside, string? Refusal = null, string? Why = null, JsonObject? Facts = null);

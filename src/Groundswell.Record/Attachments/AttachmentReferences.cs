using System.Text.Json;

namespace Groundswell.Record.Attachments;

/// <summary>Finds the attachments that a payload refers to.</summary>
internal static class AttachmentReferences
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1024 };

    private static ReadOnlySpan<byte> Member => "$attachment"u8;

    /// <summary>
    /// The hash of each member <c>"$attachment"</c> whose value is an address. The member's name has to be written as it is here, without
    /// escapes; a payload that is not JSON refers to nothing.
    /// </summary>
    public static IReadOnlyList<string> In(ReadOnlySpan<byte> payload)
    {
        // Nearly all payloads have none, and this is the fastest way to know.
        if (payload.IndexOf("\"$attachment\""u8) < 0)
            return [];
        try
        {
            var hashes = new List<string>();
            var reader = new Utf8JsonReader(payload, Deep);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(Member) || !reader.Read())
                    continue;
                if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } address
                    && address.StartsWith(ContentHash.Scheme, StringComparison.Ordinal)
                    && ContentHash.IsOne(address.AsSpan(ContentHash.Scheme.Length)))
                    hashes.Add(address[ContentHash.Scheme.Length..]);
            }

            return hashes;
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundswell.Signing;

/// <summary>One line of what the signer is shown.</summary>
public sealed record SheetLine(string Label, string Value);

/// <summary>What a signer reads before signing. The signature is bound to every line of it.</summary>
public sealed record SigningSheet(string Title)
{
    /// <summary>Letters of all languages as themselves: whoever makes the hash again needs no table of exceptions.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? _contentHash;

    public IReadOnlyList<SheetLine> Lines { get; private init; } = [];

    /// <summary>
    /// What the signature is bound to: SHA-256, lower-case hexadecimal. Of the record itself where that has a hash of its content;
    /// otherwise of the sheet, in the form docs/signing.md describes.
    /// </summary>
    public string ContentHash
    {
        get => _contentHash ?? HashOfSheet();
        init => _contentHash = value;
    }

    /// <summary>A line; none where there is no value.</summary>
    public SigningSheet With(string label, string? value) =>
        string.IsNullOrWhiteSpace(value) ? this : this with { Lines = [.. Lines, new SheetLine(label, value)] };

    public SigningSheet With(string label, decimal? value) => With(label, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>An instant, in UTC: a sheet has no time zone of its own.</summary>
    public SigningSheet With(string label, DateTimeOffset? value) =>
        With(label, value?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));

    private string HashOfSheet()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Plain))
        {
            json.WriteStartArray();
            json.WriteStringValue("groundswell-signing-sheet/1");
            json.WriteStringValue(Title);
            foreach (var line in Lines)
            {
                json.WriteStartArray();
                json.WriteStringValue(line.Label);
                json.WriteStringValue(line.Value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length)));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Groundswell.Showing;

namespace Groundswell.Signing;

/// <summary>One line of what the signer is shown.</summary>
public sealed record SheetLine(string Label, string Value);

/// <summary>A sheet as a signer reads it.</summary>
/// <param name="Language">The language it is in, one of <see cref="Texts.Languages"/>.</param>
/// <param name="ContentHash">Of exactly this: what a signer gives back.</param>
public sealed record ShownSheet(string Language, string Title, IReadOnlyList<SheetLine> Lines, string ContentHash);

/// <summary>What a signer reads before signing. The signature is bound to every line of it.</summary>
public sealed record SigningSheet(SheetWord Title)
{
    /// <summary>Letters of all languages as themselves: whoever makes the hash again needs no table of exceptions.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? _contentHash;

    public IReadOnlyList<(SheetWord Label, SheetWord Value)> Lines { get; private init; } = [];

    /// <summary>
    /// What the signature is bound to, whatever language it was read in: SHA-256, lower-case hexadecimal. Of the record itself where that has a hash of
    /// its content; otherwise of the sheet in English, in the form docs/signing.md describes.
    /// </summary>
    public string ContentHash
    {
        get => _contentHash ?? HashOf(["groundswell-signing-sheet/1"], Title.English, Lines.Select(line => new SheetLine(line.Label.English, line.Value.English)));
        init => _contentHash = value;
    }

    /// <summary>A line; none where there is no value.</summary>
    public SigningSheet With(SheetWord label, string? value) => string.IsNullOrWhiteSpace(value) ? this : With(label, SheetWord.AsIs(value));

    public SigningSheet With(SheetWord label, decimal? value) => With(label, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>An instant, in UTC: a sheet has no time zone of its own.</summary>
    public SigningSheet With(SheetWord label, DateTimeOffset? value) =>
        With(label, value?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));

    /// <summary>A line whose value is words of the product.</summary>
    public SigningSheet With(SheetWord label, SheetWord? value) => value is null ? this : this with { Lines = [.. Lines, (label, value)] };

    /// <summary>As somebody reads it who reads this language. Its hash is over exactly these words, with the language named.</summary>
    public ShownSheet ShownIn(string language, Texts texts)
    {
        if (language == Texts.Languages[0])
            return new ShownSheet(language, Title.English, [.. Lines.Select(line => new SheetLine(line.Label.English, line.Value.English))], ContentHash);
        var title = Title.In(language, texts);
        SheetLine[] lines = [.. Lines.Select(line => new SheetLine(line.Label.In(language, texts), line.Value.In(language, texts)))];
        return new ShownSheet(language, title, lines, _contentHash ?? HashOf(["groundswell-signing-sheet/2", language], title, lines));
    }

    private static string HashOf(IEnumerable<string> form, string title, IEnumerable<SheetLine> lines)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Plain))
        {
            json.WriteStartArray();
            foreach (var part in form)
                json.WriteStringValue(part);
            json.WriteStringValue(title);
            foreach (var line in lines)
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

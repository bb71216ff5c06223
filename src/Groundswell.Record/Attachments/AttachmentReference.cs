using System.Text.Json.Serialization;

namespace Groundswell.Record.Attachments;

/// <summary>How a payload names an attachment: <c>{"$attachment":"sha256:…","length":…,"mediaType":"image/jpeg"}</c>, anywhere in it.</summary>
/// <param name="Address"><c>sha256:</c> and the hash of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">In bytes.</param>
/// <param name="MediaType">As its sender states it (RFC 6838); nothing checks it against the content.</param>
/// <param name="Name">A file name for people, where there is one. No path is ever made of it.</param>
public sealed record AttachmentReference(
    [property: JsonPropertyName("$attachment")] string Address,
    [property: JsonPropertyName("length")] long Length,
    [property: JsonPropertyName("mediaType")] string MediaType,
    [property: JsonPropertyName("name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null)
{
    /// <summary>The hash alone.</summary>
    /// <exception cref="FormatException">The address is not <c>sha256:</c> and 64 lower-case hexadecimal digits.</exception>
    [JsonIgnore]
    public string Hash =>
        Address.StartsWith(ContentHash.Scheme, StringComparison.Ordinal) && ContentHash.IsOne(Address.AsSpan(ContentHash.Scheme.Length))
            ? Address[ContentHash.Scheme.Length..]
            : throw new FormatException($"'{Address}' is no attachment's address: sha256: and 64 lower-case hexadecimal digits are.");
}

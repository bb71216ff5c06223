using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Groundswell.Masters.Contents;

/// <summary>The text of a version's content: what is hashed, signed, and in the record word for word.</summary>
internal static class ContentText
{
    // As the record writes events: then the bytes that are hashed stand in the entry as they are.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 of the content's text, lower-case hexadecimal.</summary>
    public static string HashOf(WorkMasterContent content) =>
        Convert.ToHexStringLower(SHA256.HashData(Write(content, MastersJson.Default.WorkMasterContent)));

    /// <summary>Whether two of a kind say the same, lists and all.</summary>
    public static bool Same<T>(T one, T other, JsonTypeInfo<T> shape) =>
        ReferenceEquals(one, other) || Write(one, shape).AsSpan().SequenceEqual(Write(other, shape));

    public static WorkMasterContent Read(string text) => JsonSerializer.Deserialize(text, MastersJson.Default.WorkMasterContent)!;

    public static byte[] Write<T>(T content, JsonTypeInfo<T> shape)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Readable))
            JsonSerializer.Serialize(writer, content, shape);
        return text.WrittenSpan.ToArray();
    }
}

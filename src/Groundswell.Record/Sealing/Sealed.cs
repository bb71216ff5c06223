using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundswell.Record.Sealing;

/// <summary>
/// A value in a payload that only the holder of a key can read: <c>{"$sealed":{"key":"…","nonce":"…","ciphertext":"…"}}</c>. Leaf hashes cover it as
/// it stands, so its key can be destroyed and the record still verifies.
/// </summary>
/// <param name="Key">The id of the key. It says nothing of whose it is.</param>
/// <param name="Nonce">12 bytes, never used twice under one key.</param>
/// <param name="Ciphertext">The encrypted bytes and the 16 bytes of the authentication tag.</param>
[JsonConverter(typeof(SealedConverter))]
public sealed record Sealed(string Key, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Ciphertext);

/// <summary>Writes and reads <see cref="Sealed"/> in any context, source-generated or not.</summary>
public sealed class SealedConverter : JsonConverter<Sealed>
{
    public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("$sealed"u8);
        writer.WriteString("key"u8, value.Key);
        writer.WriteBase64String("nonce"u8, value.Nonce.Span);
        writer.WriteBase64String("ciphertext"u8, value.Ciphertext.Span);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public override Sealed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? key = null;
        byte[]? nonce = null, ciphertext = null;
        Expect(reader.TokenType == JsonTokenType.StartObject);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("$sealed"u8));
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            Expect(reader.Read() && reader.TokenType == JsonTokenType.String);
            switch (name)
            {
                case "key":
                    key = reader.GetString();
                    break;
                case "nonce":
                    nonce = reader.GetBytesFromBase64();
                    break;
                case "ciphertext":
                    ciphertext = reader.GetBytesFromBase64();
                    break;
                default:
                    throw new JsonException($"A sealed value has no member '{name}'.");
            }
        }

        Expect(reader.TokenType == JsonTokenType.EndObject && reader.Read() && reader.TokenType == JsonTokenType.EndObject);
        return key is null || nonce is null || ciphertext is null
            ? throw new JsonException("A sealed value has a key, a nonce and a ciphertext.")
            : new Sealed(key, nonce, ciphertext);
    }

    private static void Expect(bool held)
    {
        if (!held)
            throw new JsonException("""A sealed value is {"$sealed":{"key":"…","nonce":"…","ciphertext":"…"}}.""");
    }
}

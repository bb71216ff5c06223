using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundswell.Deciding;

/// <summary>The id of one thing, so that a job's id is never taken for a work unit's. On the wire and in the record it is its plain text.</summary>
[JsonConverter(typeof(IdConverter))]
public readonly record struct Id<T>(string Value) : IParsable<Id<T>> where T : IState<T>
{
    /// <summary>The longest id that is taken, in characters.</summary>
    public const int MaxLength = 120;

    /// <summary>The stream that holds the thing's life: <c>job-4711</c>.</summary>
    public string Stream => $"{T.Kind}-{Value}";

    public static Id<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not the id of a {T.Kind}.");

    /// <summary>An id is 1 to <see cref="MaxLength"/> characters, none of them a control character, no space at either end.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        result = default;
        if (string.IsNullOrEmpty(s) || s.Length > MaxLength || s.Any(char.IsControl) || char.IsWhiteSpace(s[0]) || char.IsWhiteSpace(s[^1]))
            return false;
        result = new Id<T>(s);
        return true;
    }

    public override string ToString() => Value;
}

/// <summary>Reads and writes ids as plain JSON strings.</summary>
public sealed class IdConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Id<T>> where T : IState<T>
    {
        public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Id<T>.TryParse(reader.GetString(), null, out var id)
                ? id
                : throw new JsonException($"This is not the id of a {T.Kind}: a text of 1 to {Id<T>.MaxLength} characters.");

        public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override Id<T> ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.Value);
    }
}

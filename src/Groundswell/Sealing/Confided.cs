using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Record.Sealing;

namespace Groundswell.Sealing;

/// <summary>What somebody confided to an event: recorded as ciphertext under a key of their own, which they may have destroyed.</summary>
/// <remarks>
/// A decider makes it with the value, the door seals it before the append, and whoever reads the entry gets it opened where the key is still there.
/// It goes to a site's log for people's data.
/// </remarks>
public abstract class Confided
{
    /// <summary>The id of the key it is sealed under; null before it was sealed.</summary>
    public string? Key => Ciphertext?.Key;

    /// <summary>Whether it can't be read any more, or not here.</summary>
    public abstract bool IsForgotten { get; }

    internal Sealed? Ciphertext { get; private protected set; }

    internal abstract ValueTask Seal(Sealer sealer, CancellationToken stop);

    internal abstract ValueTask Open(Sealer sealer, CancellationToken stop);

    /// <param name="person">The id of whose it is.</param>
    /// <param name="purpose">What it is for: one key for each person and purpose. <c>says-4711</c> is forgotten without <c>says-4712</c>.</param>
    public static Confided<T> Of<T>(T value, string person, string purpose) where T : class, IConfidable<T> => new(value, person, purpose);
}

/// <inheritdoc cref="Confided"/>
[JsonConverter(typeof(ConfidedConverter))]
public sealed class Confided<T> : Confided, IEquatable<Confided<T>> where T : class, IConfidable<T>
{
    private readonly string? _person;
    private readonly string? _purpose;

    internal Confided(T value, string person, string purpose) => (Value, _person, _purpose) = (value, person, purpose);

    internal Confided(Sealed ciphertext) => Ciphertext = ciphertext;

    /// <summary>What was confided; null where it was forgotten, or its key is kept elsewhere.</summary>
    public T? Value { get; private set; }

    public override bool IsForgotten => Value is null;

    /// <summary>Before it is sealed, by what it holds; after that, by what was sealed.</summary>
    public bool Equals(Confided<T>? other) => other is not null && (
        Ciphertext is { } mine && other.Ciphertext is { } theirs
            ? mine.Key == theirs.Key && mine.Nonce.Span.SequenceEqual(theirs.Nonce.Span) && mine.Ciphertext.Span.SequenceEqual(theirs.Ciphertext.Span)
            : (_person, _purpose) == (other._person, other._purpose) && EqualityComparer<T>.Default.Equals(Value, other.Value));

    public override bool Equals(object? obj) => Equals(obj as Confided<T>);

    public override int GetHashCode() => typeof(T).GetHashCode();

    /// <summary>Nothing of what was confided is printed.</summary>
    public override string ToString() => "(confided)";

    internal override async ValueTask Seal(Sealer sealer, CancellationToken stop)
    {
        if (Value is { } value && _person is { } person && _purpose is { } purpose)
            Ciphertext = await sealer.Seal(person, purpose, value, T.Shape, stop);
    }

    internal override async ValueTask Open(Sealer sealer, CancellationToken stop)
    {
        if (Ciphertext is { } ciphertext && await sealer.Open(ciphertext, T.Shape, stop) is OpenedValue<T>(var value))
            Value = value;
    }
}

/// <summary>Something that can be confided. It says by itself how it is written: the record's own contexts never write it in the clear.</summary>
public interface IConfidable<TSelf>
{
    static abstract JsonTypeInfo<TSelf> Shape { get; }
}

/// <summary>An event that holds something confided.</summary>
/// <remarks>Implemented explicitly: what is not part of the event must not become part of its JSON. So with <see cref="IForgets"/>.</remarks>
public interface IConfides
{
    /// <summary>Everything confided in it.</summary>
    IEnumerable<Confided> Confidences { get; }
}

/// <summary>An event after which something confided is gone for ever: the keys it names are destroyed before it is recorded.</summary>
public interface IForgets
{
    /// <summary>Their ids, as the sealed values have them.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>What the entry of each key's end says.</summary>
    string Why { get; }
}

/// <summary>Writes the ciphertext, and nothing but it.</summary>
public sealed class ConfidedConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Confided<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Confided<T>> where T : class, IConfidable<T>
    {
        private static readonly SealedConverter Sealed = new();

        public override Confided<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(Sealed.Read(ref reader, typeof(Sealed), options));

        public override void Write(Utf8JsonWriter writer, Confided<T> value, JsonSerializerOptions options) =>
            Sealed.Write(writer, value.Ciphertext ?? throw new InvalidOperationException($"A {typeof(T).Name} was not sealed before it was written."), options);
    }
}

using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Groundswell.Record;

/// <summary>Writes events as JSON text under their recorded names, and reads them back, however old.</summary>
/// <remarks>
/// The context has to be source-generated with camel case names and <see cref="JsonIgnoreCondition.WhenWritingNull"/>:
/// then a later optional field leaves the text of an older event as it was.
/// </remarks>
public sealed class EventCodec
{
    /// <summary>Letters of all languages stand as themselves: the text is read by people and stored, never put into a page as it is.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FrozenDictionary<Type, (string Name, JsonTypeInfo Shape)> _byType;
    private readonly FrozenDictionary<string, JsonTypeInfo> _byName;

    /// <param name="contexts">Source-generated contexts; every type in <paramref name="events"/> is known to one of them.</param>
    /// <param name="events">The event types. Each carries <see cref="RecordedAsAttribute"/>; no two share a name.</param>
    /// <exception cref="ArgumentException">An event without a recorded name, a name used twice, or a type no context knows.</exception>
    public EventCodec(IReadOnlyCollection<JsonSerializerContext> contexts, IEnumerable<Type> events)
    {
        JsonSerializerContext[] all = [.. contexts, RecordEventsContext.Default];
        var byType = new Dictionary<Type, (string, JsonTypeInfo)>();
        var byName = new Dictionary<string, JsonTypeInfo>(StringComparer.Ordinal);
        foreach (var type in events.Concat(RecordEvents.Types))
        {
            var name = type.GetCustomAttribute<RecordedAsAttribute>()?.Name
                ?? throw new ArgumentException($"{type} has no [RecordedAs] name.", nameof(events));
            // Asked for in this way a shape looks into what it is made of when it is first used: a program that starts does not wait for all of them.
            var shape = all.Select(context => ((IJsonTypeInfoResolver)context).GetTypeInfo(type, context.Options)).FirstOrDefault(info => info is not null)
                ?? throw new ArgumentException($"No JSON context knows {type}.", nameof(contexts));
            if (!byName.TryAdd(name, shape))
                throw new ArgumentException($"Two events are recorded as '{name}'.", nameof(events));
            byType.Add(type, (name, shape));
        }

        _byType = byType.ToFrozenDictionary();
        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every recorded name with its type.</summary>
    public IEnumerable<KeyValuePair<string, Type>> Types => _byName.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Type));

    public string NameOf(Event happened) => _byType[happened.GetType()].Name;

    /// <summary>The event as it is to be appended to a stream.</summary>
    public NewEntry Write(string stream, Event happened)
    {
        var (name, shape) = _byType.TryGetValue(happened.GetType(), out var known)
            ? known
            : throw new ArgumentException($"{happened.GetType()} is not among this codec's events.", nameof(happened));
        var text = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(text, Readable))
            JsonSerializer.Serialize(writer, happened, shape);
        return new NewEntry(stream, name, text.WrittenMemory);
    }

    /// <summary>Reads back what is about to be appended: what nobody could read again must never come into the record.</summary>
    /// <exception cref="UnreadableEventException">It can't be read back.</exception>
    public NewEntry ReadBack(NewEntry written)
    {
        try
        {
            return JsonSerializer.Deserialize(written.Payload.Span, _byName[written.Name]) is null
                ? throw new UnreadableEventException(written, "its payload is null")
                : written;
        }
        catch (JsonException malformed)
        {
            throw new UnreadableEventException(written, malformed.Message, malformed);
        }
    }

    /// <summary>The event an entry holds.</summary>
    /// <exception cref="UnknownEventException">Nobody knows the name, or the payload is not of its shape. Never skipped: a record half read is a record misread.</exception>
    public Event Read(Entry entry)
    {
        if (!_byName.TryGetValue(entry.Name, out var shape))
            throw new UnknownEventException(entry, $"no event is recorded as '{entry.Name}'");
        try
        {
            return (Event?)JsonSerializer.Deserialize(entry.Payload.Span, shape)
                ?? throw new UnknownEventException(entry, "its payload is null");
        }
        catch (JsonException malformed)
        {
            throw new UnknownEventException(entry, $"its payload is not a '{entry.Name}': {malformed.Message}", malformed);
        }
    }
}

/// <summary>An event that could not be read again if it were recorded; it was not.</summary>
public sealed class UnreadableEventException(NewEntry written, string why, Exception? inner = null)
    : Exception($"'{written.Name}' for stream '{written.Stream}' could not be read back and is not recorded: {why}.", inner);

/// <summary>An entry that this program cannot read: where it is and why.</summary>
public sealed class UnknownEventException(Entry entry, string why, Exception? inner = null)
    : Exception($"Entry {entry.Position} of log '{entry.Log}' ('{entry.Name}') cannot be read: {why}.", inner)
{
    public string Log { get; } = entry.Log;

    public long Position { get; } = entry.Position;

    public string Name { get; } = entry.Name;
}

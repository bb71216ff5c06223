using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Groundswell.Record.Proofs;

/// <summary>An entry as JSON that people can read and from which its leaf hash can be taken again. Its log is said once, beside it.</summary>
/// <param name="OccurredAt">UTC with exactly six decimals: <c>2026-03-01T06:00:00.000000Z</c>.</param>
/// <param name="Source">The name of the <see cref="Record.Source"/> in lower case.</param>
/// <param name="DecidedAgainst">The JSON text that is hashed, as a string, byte for byte.</param>
/// <param name="Payload">The JSON text that is hashed, as a string, byte for byte.</param>
internal sealed record EntryJson(
    long Position,
    string Stream,
    long Version,
    string Name,
    string OccurredAt,
    string RecordedAt,
    string TimeZone,
    string Actor,
    string Source,
    Guid Command,
    int Ordinal,
    string Payload,
    string? Station = null,
    string? Device = null,
    string? Shift = null,
    long? Corrects = null,
    string? DecidedAgainst = null)
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly FrozenDictionary<string, Source> Sources =
        Enum.GetValues<Source>().ToFrozenDictionary(source => source.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <exception cref="RecordDamagedException">The entry holds what an entry can't, so that it was not written by this library.</exception>
    public static EntryJson Of(Entry entry)
    {
        try
        {
            return new EntryJson(
                entry.Position,
                entry.Stream,
                entry.Version,
                entry.Name,
                Write(entry.OccurredAt),
                Write(entry.RecordedAt),
                entry.TimeZone,
                entry.Actor,
                Enum.IsDefined(entry.Source) ? entry.Source.ToString().ToLowerInvariant() : throw new FormatException($"source {(int)entry.Source}"),
                entry.Command,
                entry.Ordinal,
                Utf8.GetString(entry.Payload.Span),
                entry.Station,
                entry.Device,
                entry.Shift,
                entry.Corrects,
                ForeignReads.Write(entry.DecidedAgainst));
        }
        catch (Exception unwritable) when (unwritable is DecoderFallbackException or FormatException)
        {
            throw new RecordDamagedException(entry.Log, $"entry {entry.Position} holds what no entry can: {unwritable.Message}");
        }
    }

    /// <summary>The entry, its leaf hash taken over what stands here.</summary>
    /// <exception cref="FormatException">A field is not as it must be; the message names it.</exception>
    public Entry ToEntry(string log)
    {
        var entry = new Entry
        {
            Log = log,
            Position = Position,
            Stream = Text(Stream, nameof(Stream)),
            Version = Version,
            Name = Text(Name, nameof(Name)),
            OccurredAt = Read(OccurredAt, nameof(OccurredAt)),
            RecordedAt = Read(RecordedAt, nameof(RecordedAt)),
            TimeZone = Text(TimeZone, nameof(TimeZone)),
            Actor = Text(Actor, nameof(Actor)),
            Station = Station,
            Device = Device,
            Shift = Shift,
            Source = SourceNamed(Source),
            Command = Command,
            Ordinal = Ordinal,
            Corrects = Corrects,
            DecidedAgainst = ReadForeign(DecidedAgainst),
            Payload = Utf8.GetBytes(Text(Payload, nameof(Payload))),
            LeafHash = default,
        };
        return entry with { LeafHash = CanonicalForm.LeafHash(entry) };
    }

    private static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    private static DateTimeOffset Read(string instant, string field) => DateTimeOffset.TryParseExact(
            instant, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)
        ? read
        : throw new FormatException($"The field '{field}' is not an instant in UTC with six decimals.");

    private static Source SourceNamed(string name) =>
        Sources.TryGetValue(name, out var source) ? source : throw new FormatException($"There is no source '{name}'.");

    /// <summary>The text has to be the one that a store writes; else the hash would be taken over another.</summary>
    private static IReadOnlyList<ForeignRead> ReadForeign(string? text)
    {
        try
        {
            var reads = ForeignReads.Read(text);
            return ForeignReads.Write(reads) == text ? reads : throw new FormatException("The field 'DecidedAgainst' is not in its one form.");
        }
        catch (System.Text.Json.JsonException malformed)
        {
            throw new FormatException($"The field 'DecidedAgainst' is not a list of streams: {malformed.Message}", malformed);
        }
    }

    private static string Text(string? text, string field) => text ?? throw new FormatException($"The field '{field}' is missing.");
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundswell.Record.Moving;

/// <summary>The lines of an export, as docs/record/export.md describes them; the two change together, by a new version.</summary>
internal static class ExportFormat
{
    public const string Version1 = "groundswell export 1";

    public const string Instant = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The longest line that is read: a payload whose every byte is written as an escape of six, and its fields.</summary>
    public const int LongestLine = 32 * 1024 * 1024;

    /// <summary>For files that people read too: only what JSON itself demands is escaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>As <see cref="WriterOptions"/>.</summary>
    public static ExportJson Readable { get; } =
        new(new JsonSerializerOptions(ExportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly JsonEncodedText[] EntryNames =
        Array.ConvertAll(Enum.GetNames<EntryMember>(), name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)));

    /// <summary>The name of a member of an entry's line: its C# name in camel case.</summary>
    public static JsonEncodedText NameOf(EntryMember member) => EntryNames[(int)member];

    public static string NameOf(Source source) => source switch
    {
        Source.Typed => "typed",
        Source.Scanned => "scanned",
        Source.Machine => "machine",
        Source.Transcribed => "transcribed",
        Source.Imported => "imported",
        _ => throw new FormatException($"its source is {(int)source}, which is none"),
    };
}

/// <summary>The members of an entry's line, in the order they are written in.</summary>
internal enum EntryMember
{
    Position,
    Stream,
    Version,
    Name,
    OccurredAt,
    RecordedAt,
    TimeZone,
    Actor,
    Station,
    Device,
    Shift,
    Source,
    Command,
    Ordinal,
    Corrects,
    DecidedAgainst,
    Payload,
    CommandEntries,
    Digest,
    LeafHash,
}

/// <summary>The first line.</summary>
/// <param name="Size">How many entries follow.</param>
/// <param name="Root">The root of their tree.</param>
/// <param name="Checkpoint">The newest signed checkpoint of at most that size, as a signed note; absent where the log has none.</param>
internal sealed record ExportHeader(
    string Format, Guid Store, string Kind, string Log, string Origin, long Size, byte[] Root, DateTimeOffset WrittenAt, string? Checkpoint = null);

/// <summary>A line after the entries: one of the log's signed checkpoints.</summary>
internal sealed record ExportedCheckpoint(CheckpointLine Checkpoint);

internal sealed record CheckpointLine(long Size, string RecordedAt, string Note);

/// <summary>The last line: whoever reads it knows that nothing was cut off.</summary>
internal sealed record ExportEnd(EndLine End);

/// <param name="Sha256">Over all lines above with their newlines, lower-case hexadecimal: a byte that changed by accident is found wherever it stands.</param>
internal sealed record EndLine(long Entries, long Checkpoints, string Sha256);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ExportHeader))]
[JsonSerializable(typeof(ExportedCheckpoint))]
[JsonSerializable(typeof(ExportEnd))]
internal sealed partial class ExportJson : JsonSerializerContext;

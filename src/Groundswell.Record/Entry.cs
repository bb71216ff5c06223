using System.Text.Json.Serialization;

namespace Groundswell.Record;

/// <summary>How a value came into the record (ALCOA+ "original"): by whom or what it was first captured.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Source>))]
public enum Source
{
    /// <summary>Typed or pressed by a person at a screen.</summary>
    Typed = 1,

    /// <summary>Read by a scanner.</summary>
    Scanned = 2,

    /// <summary>Sent by a machine or instrument.</summary>
    Machine = 3,

    /// <summary>Copied by a person from paper or another display.</summary>
    Transcribed = 4,

    /// <summary>Taken over from another system or file.</summary>
    Imported = 5,
}

/// <summary>One fact of a log, with everything that its leaf hash covers.</summary>
/// <remarks>The byte form that is hashed is described in docs/record/format.md.</remarks>
public sealed record Entry
{
    public required string Log { get; init; }

    /// <summary>Dense within the log: 1, 2, 3 …</summary>
    public required long Position { get; init; }

    public required string Stream { get; init; }

    /// <summary>Dense within the stream: 1, 2, 3 …</summary>
    public required long Version { get; init; }

    /// <summary>The recorded name of the event.</summary>
    public required string Name { get; init; }

    /// <summary>When it happened: UTC, whole microseconds.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was recorded: UTC, whole microseconds, never earlier than the entry before it in the log.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The site's time zone then, as an IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Who acted: a person's id or a system's, never a printed name.</summary>
    public required string Actor { get; init; }

    public string? Station { get; init; }

    public string? Device { get; init; }

    public string? Shift { get; init; }

    public required Source Source { get; init; }

    /// <summary>The command this entry came from; a command's entries stand side by side in one log.</summary>
    public required Guid Command { get; init; }

    /// <summary>The place among the entries of its command, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The position, in the same log, of the entry that this one corrects.</summary>
    public long? Corrects { get; init; }

    /// <summary>The streams of other logs that were read for this decision, as this store held them.</summary>
    public IReadOnlyList<ForeignRead> DecidedAgainst { get; init; } = [];

    /// <summary>JSON text in UTF-8, byte for byte as it was appended.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>SHA-256 of 0x00 and the entry's canonical bytes (RFC 9162 2.1.1): 32 bytes.</summary>
    public required ReadOnlyMemory<byte> LeafHash { get; init; }
}

/// <summary>A stream of another log at the moment a decision was made on it.</summary>
/// <param name="Version">The stream's version then; 0 where it had no entry.</param>
/// <param name="Position">The position of that version's entry in the other log; 0 where it had no entry.</param>
public sealed record ForeignRead(string Log, string Stream, long Version, long Position);

namespace Groundswell.Record;

/// <summary>What one command adds to one log: all of it or nothing.</summary>
public sealed record Append
{
    public required string Log { get; init; }

    /// <summary>The sender's id of the command. The same id again is answered with the first receipt, at any later time.</summary>
    public required Guid Command { get; init; }

    /// <summary>
    /// SHA-256 over what the command asked for, as the sender states it (32 bytes), so that the same id with another content is seen.
    /// Left empty, it is taken over the entries themselves.
    /// </summary>
    /// <remarks>Whoever decides a command anew before sending it again must state it: the second decision may differ from the first.</remarks>
    public ReadOnlyMemory<byte> Digest { get; init; }

    public required string Actor { get; init; }

    public string? Station { get; init; }

    public string? Device { get; init; }

    public string? Shift { get; init; }

    public required Source Source { get; init; }

    /// <summary>When it happened. Kept in UTC and whole microseconds; what is finer is cut.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The site's time zone, as an IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>At least one. They take consecutive positions in this order.</summary>
    public required IReadOnlyList<NewEntry> Entries { get; init; }

    /// <summary>The versions the decision was made on: of streams written, of streams only read, of streams in other logs.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = [];

    /// <summary>The run it belongs to, where it was decided on what others before it are still to make.</summary>
    public AppendRun? Run { get; init; }
}

/// <summary>An entry to be.</summary>
/// <param name="Stream">The thing it is about, by kind and id: <c>job-4711</c>. 1 to 200 characters, none of them a control character.</param>
/// <param name="Name">The event's recorded name.</param>
/// <param name="Payload">JSON text in UTF-8.</param>
public sealed record NewEntry(string Stream, string Name, ReadOnlyMemory<byte> Payload)
{
    /// <summary>A payload has at most so many bytes (4 MiB). What is larger is an attachment.</summary>
    public const int LongestPayload = 4 * 1024 * 1024;

    /// <summary>The position, in the same log, of the entry that this one corrects.</summary>
    public long? Corrects { get; init; }

    /// <summary>When it happened, where that differs from its command's time.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary>The append holds only while this stream is at this version; 0 means that it has no entry yet.</summary>
public sealed record Guard(string Log, string Stream, long Version);

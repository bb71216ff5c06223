namespace Groundswell.Record;

/// <summary>What became of an append: recorded, or refused for one of a few reasons.</summary>
public abstract record AppendAnswer
{
    /// <summary>Whether entries were added now.</summary>
    internal bool Adds => this is Receipt { Repeated: false };
}

/// <summary>The entries are durable.</summary>
/// <param name="First">Position of the first entry.</param>
/// <param name="Count">How many entries, at consecutive positions.</param>
public sealed record Receipt(string Log, Guid Command, long First, int Count, DateTimeOffset RecordedAt) : AppendAnswer
{
    public long Last => First + Count - 1;

    /// <summary>The command had been recorded before; nothing was appended this time.</summary>
    public bool Repeated { get; init; }
}

/// <summary>An append that was not made. Nothing of it was recorded.</summary>
/// <param name="Code">Stable; its meaning never changes.</param>
public abstract record AppendRefusal(string Code) : AppendAnswer;

/// <summary>A guarded stream has moved: read it again, decide again.</summary>
/// <param name="Failed">The first guard that did not hold.</param>
/// <param name="Actual">The version the stream is at.</param>
public sealed record Stale(Guard Failed, long Actual) : AppendRefusal("append.stale");

/// <summary>This command id was used before, for other content or by another actor.</summary>
public sealed record CommandIdReused(Guid Command) : AppendRefusal("command-id.reused");

/// <summary>More appends are waiting than the queue holds. Sending the same command again in a moment is right.</summary>
public sealed record Overloaded(int Waiting) : AppendRefusal("journal.overloaded");

/// <summary>No log of this name was opened in this store.</summary>
public sealed record UnknownLog(string Log) : AppendRefusal("log.unknown");

/// <summary>The entry a correction names is not in the log.</summary>
public sealed record CorrectsNothing(string Log, long Position) : AppendRefusal("correction.unknown-entry");

/// <summary>A payload refers to an attachment that was never taken in: take it in first, append second.</summary>
/// <param name="Hash">SHA-256, lower-case hexadecimal.</param>
public sealed record RefersToNothing(string Hash) : AppendRefusal("attachment.unknown");

/// <summary>One before it in its <see cref="AppendRun"/> added nothing, so what this one was decided on never came to be: read again, decide again.</summary>
public sealed record RunEnded(Guid Command) : AppendRefusal("append.run-ended");

/// <summary>
/// The store could not be written or read (a full disk, a lost connection). What was not acknowledged may be sent again under the same
/// command id: it is then recorded exactly once, whether or not the first try had reached the disk.
/// </summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the store is kept in is itself damaged: waiting and sending again will not help.</summary>
    public bool IsDamage { get; init; }
}

/// <summary>Another process writes this folder. <see cref="Exception.Message"/> says which.</summary>
public sealed class FolderInUseException(string message) : Exception(message);

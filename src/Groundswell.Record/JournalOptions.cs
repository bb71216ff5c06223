using Groundswell.Record.Attachments;
using Groundswell.Record.Checkpoints;

namespace Groundswell.Record;

/// <summary>How a journal is opened.</summary>
public sealed record JournalOptions
{
    /// <summary>Where the time of recording comes from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The time is made up, as a demonstration's is: that it leaps is told to nobody.</summary>
    public bool TimeIsMadeUp { get; init; }

    /// <summary>What a new record is made as. An existing one stays what it was made as.</summary>
    public RecordKind Kind { get; init; } = RecordKind.Plant;

    /// <summary>Signs checkpoints. Without it none are written, and nobody outside can tell later whether the record was replaced as a whole.</summary>
    public SigningKey? SigningKey { get; init; }

    /// <summary>What was signed before, kept beside the signing key. Without it, only what this process itself signs and writes is held against the record.</summary>
    public SignedHistory? SignedHistory { get; init; }

    /// <summary>Told, in a sentence for whoever runs it, what somebody has to look after while the journal is open; called by the writer, so briefly.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The largest attachment that is taken in, in bytes.</summary>
    public long LargestAttachment { get; init; } = AttachmentStore.UsualLimit;

    /// <summary>So many appends may wait; one more is refused as <see cref="Overloaded"/>.</summary>
    public int QueueCapacity { get; init; } = 10_000;

    /// <summary>So many bytes of appends may wait; one more is refused as <see cref="Overloaded"/>, unless it is the only one.</summary>
    public long QueueBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>About so many entries are committed at once; only one append that is larger makes a larger batch.</summary>
    public int LargestBatch { get; init; } = 1_024;

    /// <summary>A checkpoint is signed when so many entries came after the last one.</summary>
    public int CheckpointEntries { get; init; } = 10_000;

    /// <summary>A checkpoint is signed when an entry has waited so long for one.</summary>
    public TimeSpan CheckpointAfter { get; init; } = TimeSpan.FromMinutes(1);
}

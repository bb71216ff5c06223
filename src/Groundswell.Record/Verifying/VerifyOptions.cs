using Groundswell.Record.Attachments;
using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Verifying;

/// <summary>What a log is verified against, beyond itself.</summary>
public sealed record VerifyOptions
{
    /// <summary>
    /// Public keys of the log, from a source that is trusted: one, since a key hands over to the next; more where one was lost and replaced. Without
    /// one or a witness, a log whose every hash was computed anew can't be told from the one that was recorded.
    /// </summary>
    public IReadOnlyList<VerifierKey> Keys { get; init; } = [];

    /// <summary>The one key, where one is given.</summary>
    public VerifierKey? Key
    {
        get => Keys is [var key, ..] ? key : null;
        init => Keys = value is null ? [] : [value];
    }

    /// <summary>Named keys of witnesses whose cosignatures count.</summary>
    public IReadOnlyList<VerifierKey> Witnesses { get; init; } = [];

    /// <summary>Signed notes kept elsewhere: out of proof files, or another store's testimony. What they cover must be in the log.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Where the contents of attachments are; null where they are not at hand.</summary>
    public AttachmentStore? Attachments { get; init; }

    /// <summary>Told how far it is, about every 65,536 entries.</summary>
    public IProgress<VerifyProgress>? Progress { get; init; }

    /// <summary>What time it is: a log that has just begun need not be signed yet.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How many findings of damage are kept, and how many others; of more, those with the lowest positions.</summary>
    public int MostFindings { get; init; } = 1_000;

    /// <summary>The log is on its way in from a backup or an export: checkpoints that were signed after that was taken are not missed.</summary>
    internal bool BeingRestored { get; init; }

    /// <summary>It has begun again already, by an entry that is not signed yet; how much is signed was looked at before.</summary>
    internal bool BegunAgain { get; init; }
}

/// <summary>How far verifying is.</summary>
public sealed record VerifyProgress(string Log, long Verified, long Size);

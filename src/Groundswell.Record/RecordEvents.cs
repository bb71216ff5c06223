using System.Text.Json.Serialization;

namespace Groundswell.Record;

/// <summary>The record's own events: what happened to the record itself. They stand in the stream <c>record</c> of each log, testimony about another log in a stream per log.</summary>
public static class RecordEvents
{
    /// <summary>The stream that holds them, but for <see cref="CheckpointWitnessed"/>.</summary>
    public const string Stream = "record";

    /// <summary>The actor under which the record writes about itself.</summary>
    public const string Actor = "system:record";

    public static IReadOnlyList<Type> Types { get; } =
        [typeof(LogRestored), typeof(SigningKeyRotated), typeof(SigningKeyReplaced), typeof(AttachmentErased), typeof(SealKeyDestroyed), typeof(CheckpointWitnessed)];
}

/// <summary>The log goes on here from a backup or an export; what the original held after it is lost to this copy.</summary>
/// <param name="From">What it was restored from: <c>backup</c> or <c>export</c>.</param>
/// <param name="LastPosition">The last position taken over.</param>
/// <param name="Root">The tree's root over all entries taken over, base64.</param>
/// <param name="LastWitnessedSize">The size of the newest checkpoint somebody else had vouched for, or absent.</param>
/// <param name="LastWitnessedRoot">That checkpoint's root, base64.</param>
[RecordedAs("log.restored")]
public sealed record LogRestored(
    string From, long LastPosition, string Root, long? LastWitnessedSize = null, string? LastWitnessedRoot = null) : Event;

/// <summary>From here on checkpoints are signed by another key. The old key vouches for the new.</summary>
/// <param name="OldKey">The old public key, base64 of 32 bytes.</param>
/// <param name="NewKey">The new public key, base64 of 32 bytes.</param>
/// <param name="Signature">The old key's Ed25519 signature over the statement that docs/record/format.md gives, base64.</param>
[RecordedAs("signing-key.rotated")]
public sealed record SigningKeyRotated(string OldKey, string NewKey, string Signature) : Event;

/// <summary>From here on checkpoints are signed by another key, and the one before does not vouch for it: it was lost. Auditors have to be given the new one.</summary>
/// <param name="NewKey">The new public key, base64 of 32 bytes.</param>
/// <param name="OldKey">The public key that was lost, where the log names it.</param>
[RecordedAs("signing-key.replaced")]
public sealed record SigningKeyReplaced(string NewKey, string Reason, string? OldKey = null) : Event;

/// <summary>An attachment's content was erased on purpose; its hash stays in the entries that referred to it.</summary>
/// <param name="Hash">SHA-256 of the content, lower-case hexadecimal.</param>
[RecordedAs("attachment.erased")]
public sealed record AttachmentErased(string Hash, string Reason) : Event;

/// <summary>A seal key was destroyed: what was sealed under it can never be read again.</summary>
[RecordedAs("seal-key.destroyed")]
public sealed record SealKeyDestroyed(string Key, string Reason) : Event;

/// <summary>A checkpoint of another log was found consistent with what was seen of that log before, and is kept here as testimony.</summary>
/// <param name="Checkpoint">The signed note with this store's cosignature, as text.</param>
[RecordedAs("checkpoint.witnessed")]
public sealed record CheckpointWitnessed(string Origin, long Size, string Root, string Checkpoint) : Event;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogRestored))]
[JsonSerializable(typeof(SigningKeyRotated))]
[JsonSerializable(typeof(SigningKeyReplaced))]
[JsonSerializable(typeof(AttachmentErased))]
[JsonSerializable(typeof(SealKeyDestroyed))]
[JsonSerializable(typeof(CheckpointWitnessed))]
internal sealed partial class RecordEventsContext : JsonSerializerContext;

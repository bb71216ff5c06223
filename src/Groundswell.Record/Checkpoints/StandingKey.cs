using Groundswell.Record.Stores;

namespace Groundswell.Record.Checkpoints;

/// <summary>Finds by which key a log's next checkpoint has to be signed, so that nobody signs it with another.</summary>
/// <remarks>What a log's own entries say of its keys is read once, and then only what came since.</remarks>
internal sealed class StandingKey(IRecordStore store)
{
    private readonly Dictionary<string, Named> _named = new(StringComparer.Ordinal);

    /// <summary>Why this key may not sign the log, as a sentence for whoever runs it; null where it may.</summary>
    public async Task<string?> WhyNot(LogHead log, VerifierKey key, CancellationToken stop)
    {
        if (await NamedIn(log, stop) is { Key: { } named } entry)
        {
            return named == key.Text
                ? null
                : $"Log '{log.Name}' stands at the signing key {named}, as its entry {entry.Position} says, and the key at hand is {key.Text}. "
                    + "Have every program that writes this record use the file of that key; if a rotation was cut short, run 'key rotate' again; "
                    + "if that key is lost, 'key replace' puts another in its place and says so in the record.";
        }

        var newest = await store.NewestCheckpoint(log.Name, stop);
        return newest is null || IsSignedBy(newest, log.Origin, key)
            ? null
            : $"The newest checkpoint of log '{log.Name}' ({newest.Size} entries) is signed by another key than the one at hand, {key.Text}. "
                + "Have every program that writes this record use the same key file; "
                + "if the key that signed is lost, 'key replace' puts another in its place and says so in the record.";
    }

    /// <summary>Whether anything was ever signed of the log, or a key named in it.</summary>
    public async Task<bool> IsSigned(LogHead log, CancellationToken stop) =>
        (await NamedIn(log, stop)).Key is not null || await store.NewestCheckpoint(log.Name, stop) is not null;

    /// <summary>The key that the log's newest hand-over or replacement names; none where there is neither.</summary>
    public async Task<Named> NamedIn(LogHead log, CancellationToken stop)
    {
        var known = _named.GetValueOrDefault(log.Name);
        var stream = new StreamKey(log.Name, RecordEvents.Stream);
        if ((await store.HeadOf(stream, stop)).Version == known.Version)
            return known;
        await foreach (var entry in OwnEntries.Stored(store, log.Name, known.Version + 1, stop))
        {
            var key = OwnEntries.TryRead(entry) switch
            {
                SigningKeyRotated rotated when known.Key is null || known.Key == rotated.OldKey => KeyRotation.Next(rotated, log.Origin)?.Text,
                SigningKeyReplaced replaced => replaced.NewKey,
                _ => null,
            };
            known = key is null ? known with { Version = entry.Version } : new Named(entry.Version, key, entry.Position);
        }

        return _named[log.Name] = known;
    }

    private static bool IsSignedBy(CheckpointRow row, string origin, VerifierKey key)
    {
        try
        {
            var note = SignedNote.Parse(row.Note);
            return note.Signatures.Any(signature => signature.Name == origin && signature.IsBy(key, note.TextBytes));
        }
        catch (FormatException)
        {
            // Verify says what is wrong with it; nobody is known to have signed it.
            return false;
        }
    }

    /// <param name="Version">Of the record's own stream, as far as it was read.</param>
    /// <param name="Key">Base64.</param>
    /// <param name="Position">Of the entry that names it.</param>
    internal readonly record struct Named(long Version, string? Key, long Position);
}

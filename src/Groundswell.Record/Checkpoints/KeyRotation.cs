using System.Text;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Checkpoints;

/// <summary>The statement by which a signing key hands over to the next one.</summary>
internal static class KeyRotation
{
    /// <summary>What <see cref="SigningKeyRotated"/> says about one log, signed by the old key.</summary>
    public static SigningKeyRotated Sign(SigningKey old, VerifierKey next, string origin) => new(
        old.Public.Text, next.Text, Convert.ToBase64String(old.Sign(Statement(origin, old.Public.Text, next.Text))));

    /// <summary>The key handed over to, where the old key's signature over the statement is right; else null.</summary>
    public static VerifierKey? Next(SigningKeyRotated rotated, string origin)
    {
        if (StrictBase64.Decode(rotated.Signature) is not { } signature
            || StrictBase64.Decode(rotated.OldKey, VerifierKey.KeyLength) is not { } old
            || StrictBase64.Decode(rotated.NewKey, VerifierKey.KeyLength) is not { } next)
        {
            return null;
        }

        try
        {
            return new VerifierKey(null, NoteSignatureKind.Log, old).Verify(Statement(origin, rotated.OldKey, rotated.NewKey), signature)
                ? new VerifierKey(null, NoteSignatureKind.Log, next)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>All rotations recorded in a log, oldest first. What is named so and can't be read is passed over: it hands over to nobody.</summary>
    public static async Task<IReadOnlyList<RecordedRotation>> In(IRecordStore store, string log, CancellationToken stop)
    {
        var rotations = new List<RecordedRotation>();
        await foreach (var entry in OwnEntries.Stored(store, log, stop))
        {
            if (OwnEntries.TryRead(entry) is SigningKeyRotated rotated)
                rotations.Add(new RecordedRotation(entry.Position, rotated));
        }

        return rotations;
    }

    /// <summary>Its first line is no origin line and not that of a cosignature, so that no signature can be taken for another.</summary>
    private static byte[] Statement(string origin, string oldKey, string newKey) =>
        Encoding.UTF8.GetBytes($"groundswell signing key rotation 1\n{origin}\n{oldKey}\n{newKey}\n");
}

/// <summary>A rotation and where it stands in the log.</summary>
internal sealed record RecordedRotation(long Position, SigningKeyRotated Rotated);

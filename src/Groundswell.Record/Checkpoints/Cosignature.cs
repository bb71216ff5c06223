using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Groundswell.Record.Checkpoints;

/// <summary>A witness's statement, in the form of C2SP tlog-cosignature: this is the largest tree of that log it has seen, and all it saw before is in it.</summary>
internal static class Cosignature
{
    private const int TimeLength = 8;

    public static NoteSignature Sign(SignedNote note, SigningKey key, string name, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        var signature = new byte[TimeLength + 64];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        key.Sign(Message(note.Text, seconds)).CopyTo(signature, TimeLength);
        return new NoteSignature(name, VerifierKey.Id(name, NoteSignatureKind.Witness, key.Public.Bytes), signature);
    }

    /// <summary>When this witness cosigned the note, or null where it did not.</summary>
    /// <param name="witness">A named witness's key.</param>
    public static DateTimeOffset? Find(SignedNote note, VerifierKey witness)
    {
        foreach (var line in note.Signatures)
        {
            if (IsBy(note, line, witness))
                return DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(line.Signature));
        }

        return null;
    }

    /// <summary>Whether a line under the note is a cosignature that this witness made.</summary>
    public static bool IsBy(SignedNote note, NoteSignature line, VerifierKey witness)
    {
        if (line.Name != witness.Name || witness.IdFor(line.Name) != line.KeyId || line.Signature.Length <= TimeLength)
            return false;
        var seconds = BinaryPrimitives.ReadInt64BigEndian(line.Signature);
        return seconds is >= 0 and <= 253_402_300_799 && witness.Verify(Message(note.Text, seconds), line.Signature.AsSpan(TimeLength));
    }

    private static byte[] Message(string text, long seconds) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));
}

using System.Buffers.Binary;
using System.Text;

namespace Groundswell.Record.Checkpoints;

/// <summary>A text and the signatures under it, in the form of C2SP signed-note.</summary>
internal sealed class SignedNote
{
    /// <summary>More signatures than any quorum of witnesses needs; a bound on what a stranger can make a checker do.</summary>
    public const int MostSignatures = 64;

    private const string LineStart = "— ";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        Signatures = signatures;
    }

    /// <summary>What is signed; it ends in a newline.</summary>
    public string Text { get; }

    public IReadOnlyList<NoteSignature> Signatures { get; }

    public byte[] TextBytes => Utf8.GetBytes(Text);

    /// <exception cref="FormatException">It is not a signed note; the message says what is wrong.</exception>
    public static SignedNote Parse(string note)
    {
        if (note.Any(c => c < ' ' && c != '\n') || !IsUnicode(note))
            throw new FormatException("A signed note has no control characters but newlines, and is valid UTF-8.");
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end <= 0 || end + 2 == note.Length || !note.EndsWith('\n'))
            throw new FormatException("A signed note is a text, an empty line, and signature lines, the last ending in a newline.");
        var lines = note[(end + 2)..^1].Split('\n');
        if (lines.Length > MostSignatures)
            throw new FormatException($"The note has {lines.Length} signatures; at most {MostSignatures} are read.");
        return new SignedNote(note[..(end + 1)], [.. lines.Select(ParseLine)]);
    }

    /// <summary>Key names are not empty and hold neither Unicode spaces nor a plus sign nor a control character.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>This note with further signatures; one that is under it already is not repeated.</summary>
    public SignedNote With(IEnumerable<NoteSignature> signatures) =>
        new(Text, [.. Signatures.Concat(signatures).DistinctBy(signature => signature.Line)]);

    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(signature => signature.Line))}";

    private static NoteSignature ParseLine(string line)
    {
        if (!line.StartsWith(LineStart, StringComparison.Ordinal)
            || line[LineStart.Length..].Split(' ') is not [var name, var encoded]
            || !IsName(name)
            || StrictBase64.Decode(encoded) is not { Length: > 4 } bytes)
        {
            throw new FormatException("A signature line is an em dash, a name, and the base64 of a key id and a signature, with one space between.");
        }

        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..]);
    }

    private static bool IsUnicode(string text)
    {
        try
        {
            return Utf8.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}

/// <summary>One signature under a note.</summary>
/// <param name="Name">Whose it claims to be.</param>
/// <param name="KeyId">Tells keys of one name apart; no proof of anything.</param>
internal sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    /// <summary>The line as it stands in the note, with its newline.</summary>
    public string Line
    {
        get
        {
            var bytes = new byte[4 + Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
            Signature.CopyTo(bytes, 4);
            return $"— {Name} {Convert.ToBase64String(bytes)}\n";
        }
    }

    /// <summary>Whether this is the key's signature over the text. One that names another key is not.</summary>
    public bool IsBy(VerifierKey key, ReadOnlySpan<byte> text) =>
        (key.Name is null || key.Name == Name) && key.IdFor(Name) == KeyId && key.Verify(text, Signature);
}

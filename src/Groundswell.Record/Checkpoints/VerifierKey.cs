using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Groundswell.Record.Checkpoints;

/// <summary>What a signature of a note may be, by the identifier bytes of C2SP signed-note.</summary>
public enum NoteSignatureKind
{
    /// <summary>A log's own Ed25519 signature over its checkpoint.</summary>
    Log = 0x01,

    /// <summary>A witness's timestamped Ed25519 cosignature (C2SP tlog-cosignature).</summary>
    Witness = 0x04,
}

/// <summary>A public key that somebody trusts: all that is needed to check a proof or a record.</summary>
/// <remarks>
/// Written in one of two forms: the base 64 of its 32 bytes, which says nothing of whose it is, or the verifier key ("vkey") of C2SP
/// signed-note, <c>name+hash+base64(kind || key)</c>, which is bound to a name: a log's origin line or a witness's name.
/// </remarks>
public sealed class VerifierKey
{
    internal const int KeyLength = 32;

    private readonly PublicKey _key;

    internal VerifierKey(string? name, NoteSignatureKind kind, ReadOnlySpan<byte> key)
    {
        if (!PublicKey.TryImport(SignatureAlgorithm.Ed25519, key, KeyBlobFormat.RawPublicKey, out var imported) || imported is null)
            throw new FormatException("These 32 bytes are not an Ed25519 public key.");
        Name = name;
        Kind = kind;
        Bytes = key.ToArray();
        _key = imported;
    }

    /// <summary>Whose key it is, or null where it was given as bare bytes and goes for any name.</summary>
    public string? Name { get; }

    public NoteSignatureKind Kind { get; }

    internal byte[] Bytes { get; }

    /// <summary>The 32 bytes in base 64.</summary>
    public string Text => Convert.ToBase64String(Bytes);

    /// <exception cref="FormatException">The text is neither of the two forms, or its hash is not that of its name and key.</exception>
    public static VerifierKey Parse(string text)
    {
        if (StrictBase64.Decode(text, KeyLength) is { } bare)
            return new VerifierKey(null, NoteSignatureKind.Log, bare);

        // The base 64 part may hold plus signs itself; name and hash may not.
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !SignedNote.IsName(parts[0]))
            throw new FormatException("A public key is the base64 of 32 bytes, or has the form name+hash+base64.");
        if (StrictBase64.Decode(parts[2], 1 + KeyLength) is not { } typed || !Enum.IsDefined((NoteSignatureKind)typed[0]))
            throw new FormatException("The last part of a verifier key is the base64 of 0x01 or 0x04 and the 32 bytes of an Ed25519 key.");
        var key = new VerifierKey(parts[0], (NoteSignatureKind)typed[0], typed.AsSpan(1));
        return parts[1] == HashText(key.IdFor(parts[0]))
            ? key
            : throw new FormatException("The hash in the verifier key is not that of its name and key: it was copied wrongly.");
    }

    public override string ToString() => Name is null ? Text : Vkey(Name, Kind, Bytes);

    /// <summary>The same key for a name and kind.</summary>
    internal VerifierKey As(string name, NoteSignatureKind kind) => new(name, kind, Bytes);

    /// <summary>The key id by which a signature line of this name says that it was made with this key.</summary>
    internal uint IdFor(string name) => Id(name, Kind, Bytes);

    internal bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureAlgorithm.Ed25519.SignatureSize && SignatureAlgorithm.Ed25519.Verify(_key, message, signature);

    internal static string Vkey(string name, NoteSignatureKind kind, ReadOnlySpan<byte> key) =>
        $"{name}+{HashText(Id(name, kind, key))}+{Convert.ToBase64String([(byte)kind, .. key])}";

    /// <summary>The first four bytes, big-endian, of SHA-256 over name, newline, kind and key.</summary>
    internal static uint Id(string name, NoteSignatureKind kind, ReadOnlySpan<byte> key) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)kind, .. key]));

    private static string HashText(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Groundswell.Record.Writing;

/// <summary>What is kept of a command's content, so that its id can't be used again for something else. docs/record/format.md describes it.</summary>
/// <remarks>
/// SHA-256 over a version line, the log, the actor, and 32 bytes that stand for the content: those the sender stated, or SHA-256 over the
/// entries as they were asked for. So whatever a sender states, another actor or another log is another command. Texts, numbers and absent
/// values are written as in the canonical form of an entry.
/// </remarks>
internal static class CommandDigest
{
    /// <summary>What is stored with the command.</summary>
    public static byte[] Bind(ReadOnlySpan<byte> log, ReadOnlySpan<byte> actor, ReadOnlySpan<byte> content)
    {
        var to = new CanonicalForm.CanonicalBuffer();
        to.Raw("groundswell command 1\n"u8);
        to.Text(log);
        to.Text(actor);
        to.Raw(content);
        return SHA256.HashData(to.Written);
    }

    /// <summary>Stands for the entries where the sender stated nothing: everything asked for but the guards, which a second try may have anew.</summary>
    /// <param name="canonical">The entries' canonical bytes with position, version and recorded-at zero and nothing decided against.</param>
    public static byte[] OfEntries(IReadOnlyList<byte[]> canonical)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("groundswell command content 1\n"u8);
        Span<byte> length = stackalloc byte[4];
        foreach (var entry in canonical)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, entry.Length);
            hash.AppendData(length);
            hash.AppendData(entry);
        }

        return hash.GetHashAndReset();
    }
}

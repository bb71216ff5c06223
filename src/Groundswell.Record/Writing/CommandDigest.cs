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
    /// <param name="to">Is written over.</param>
    public static byte[] Bind(ReadOnlySpan<byte> log, ReadOnlySpan<byte> actor, ReadOnlySpan<byte> content, CanonicalForm.CanonicalBuffer to)
    {
        to.Clear();
        to.Raw("groundswell command 1\n"u8);
        to.Text(log);
        to.Text(actor);
        to.Raw(content);
        return SHA256.HashData(to.Written);
    }

    /// <summary>Stands for the entries where the sender stated nothing: everything asked for but the guards, which a second try may have anew.</summary>
    /// <param name="canonical">The entries' canonical bytes with position, version and recorded-at zero and nothing decided against.</param>
    /// <param name="to">Is written over.</param>
    public static byte[] OfEntries(IReadOnlyList<byte[]> canonical, CanonicalForm.CanonicalBuffer to)
    {
        // Put end to end and hashed at once: each call of a hash that is fed bit by bit costs as much as hashing some hundred bytes.
        to.Clear();
        to.Raw("groundswell command content 1\n"u8);
        foreach (var entry in canonical)
            to.Text(entry);
        return SHA256.HashData(to.Written);
    }
}

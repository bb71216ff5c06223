using System.Globalization;
using System.Text;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Checkpoints;

/// <summary>What a witness is asked with, in the form of C2SP tlog-witness (add-checkpoint): a known size, a consistency proof from it, a signed checkpoint.</summary>
internal sealed record WitnessRequest(long OldSize, IReadOnlyList<byte[]> Proof, SignedNote Note, Checkpoint Checkpoint)
{
    /// <summary>A proof between trees of any size that can be has at most so many hashes.</summary>
    private const int LongestProof = 63;

    private const string FirstWord = "old ";

    /// <exception cref="FormatException">It is not of that form; the message says what is wrong.</exception>
    public static WitnessRequest Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith(FirstWord, StringComparison.Ordinal))
            throw new FormatException("A request to a witness is a line 'old' with a size, a proof, an empty line and a signed checkpoint.");
        var lines = text[..end].Split('\n');
        if (!long.TryParse(lines[0].AsSpan(FirstWord.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || lines.Length - 1 > LongestProof)
        {
            throw new FormatException("The first line of a request to a witness is 'old' and a size; at most 63 hashes follow.");
        }

        var note = SignedNote.Parse(text[(end + 2)..]);
        return new WitnessRequest(size, [.. lines.Skip(1).Select(Hash)], note, Checkpoint.Parse(note.Text));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{FirstWord}{OldSize}\n");
        foreach (var hash in Proof)
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        return text.Append('\n').Append(Note).ToString();
    }

    private static byte[] Hash(string line) => StrictBase64.Decode(line, MerkleTree.HashLength)
        ?? throw new FormatException("A hash of a consistency proof is the base64 of 32 bytes.");
}

using System.Globalization;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Checkpoints;

/// <summary>A log's size and the root over everything in it, in the form of C2SP tlog-checkpoint.</summary>
/// <param name="Origin">The log's origin line; also the name under which its checkpoints are signed.</param>
/// <param name="Root">32 bytes.</param>
internal sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The text that is signed: three lines.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Reads the text of a checkpoint. Extension lines, which nobody could audit, are refused.</summary>
    /// <exception cref="FormatException">It is not the text of a checkpoint.</exception>
    public static Checkpoint Parse(string text)
    {
        if (text.Split('\n') is not [{ Length: > 0 } origin, var size, var root, ""]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count.ToString(CultureInfo.InvariantCulture) != size
            || StrictBase64.Decode(root, MerkleTree.HashLength) is not { } hash)
        {
            throw new FormatException("A checkpoint is three lines: an origin, a size in decimal digits, the base64 of a root of 32 bytes.");
        }

        return new Checkpoint(origin, count, hash);
    }

    /// <summary>The checkpoint of a log as it stands, signed.</summary>
    /// <param name="at">Microseconds: when it is recorded.</param>
    public static CheckpointRow Sign(LogHead log, SigningKey key, long at) =>
        new(log.Name, log.Size, at, Of(log).Sign(key).ToString());

    public static Checkpoint Of(LogHead log) => new(log.Origin, log.Size, new Frontier(log.Size, log.Frontier).Root());

    public SignedNote Sign(SigningKey key) => new(Text, [key.Sign(Text, Origin)]);
}

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests;

/// <summary>The examples in docs/record/format.md are what the library does, byte for byte.</summary>
public sealed partial class FormatDocumentTests
{
    private static readonly Entry Example = new()
    {
        Log = "site-a",
        Position = 7,
        Stream = "job-4711",
        Version = 2,
        Name = "job.held",
        OccurredAt = new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero),
        RecordedAt = new DateTimeOffset(2026, 3, 1, 6, 0, 1, TimeSpan.Zero).AddMicroseconds(234_567),
        TimeZone = "Europe/Berlin",
        Actor = "P-17",
        Station = "T-4",
        Shift = "A",
        Source = Source.Typed,
        Command = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"),
        Ordinal = 0,
        Corrects = 3,
        DecidedAgainst = [new ForeignRead("enterprise", "policy-1", 1, 9)],
        Payload = Encoding.UTF8.GetBytes("""{"job":"4711","reason":"quality.doubt","remark":"Riecht angebrannt – 95 °C"}"""),
        LeafHash = default,
    };

    [Fact]
    public void The_example_entry_has_the_bytes_and_the_hash_that_are_printed()
    {
        var printed = string.Concat(Block("example-entry").Split('\n').Select(line => Hex().Match(line).Value.Replace(" ", "", StringComparison.Ordinal)));
        var leafHash = CanonicalForm.LeafHash(Example);

        Assert.Equal(325 * 2, printed.Length);
        Assert.Equal(Block("example-leaf-hash"), Convert.ToHexStringLower(leafHash));
        Assert.Equal(leafHash, System.Security.Cryptography.SHA256.HashData([0x00, .. Convert.FromHexString(printed)]));
    }

    [Fact]
    public void The_example_checkpoint_is_signed_as_printed()
    {
        using var key = SigningKey.FromSeed([.. Enumerable.Repeat((byte)7, 32)]);
        var origin = Block("example-checkpoint").Split('\n')[0];
        var checkpoint = new Checkpoint(origin, 1, MerkleTree.RootOf(CanonicalForm.LeafHash(Example)));

        Assert.Equal(Block("example-checkpoint") + "\n", checkpoint.Sign(key).ToString());
        Assert.Equal(Block("example-public-key"), key.Public.Text);
        Assert.Equal(Block("example-verifier-key"), key.LogKey(origin));
    }

    private static string Block(string name)
    {
        var text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "record", "format.md"));
        var start = text.IndexOf($"```{name}\n", StringComparison.Ordinal) + name.Length + 4;
        return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    private static string Here([CallerFilePath] string here = "") => here;

    /// <summary>The bytes at a line's end, after the field's name.</summary>
    [GeneratedRegex("(?<=^[a-z_ ]{16})[0-9a-f ]+$")]
    private static partial Regex Hex();
}

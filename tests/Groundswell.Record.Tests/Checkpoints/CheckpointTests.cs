using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private const string Line = "groundswell/trial/01890a5d-ac96-774b-bcce-b302099a8057/site-a";

    [Fact]
    public void A_signed_checkpoint_reads_back_and_is_the_keys()
    {
        using var key = SigningKey.FromSeed(new byte[32]);
        var frontier = new Frontier(0, []);
        frontier.AddAll(new byte[5 * 32]);
        var row = Checkpoint.Sign(new LogHead(1, "site-a", Line, 5, frontier.Bytes(), 17), key, at: 42);

        var note = SignedNote.Parse(row.Note);
        var read = Checkpoint.Parse(note.Text);

        Assert.Equal(("site-a", 5L, 42L), (row.Log, row.Size, row.RecordedAt));
        Assert.Equal((Line, 5L), (read.Origin, read.Size));
        Assert.Equal(frontier.Root(), read.Root);
        Assert.True(note.Signatures[0].IsBy(key.Public, note.TextBytes));
        Assert.True(note.Signatures[0].IsBy(VerifierKey.Parse(key.LogKey(Line)), note.TextBytes));
        Assert.False(note.Signatures[0].IsBy(VerifierKey.Parse(key.LogKey(Line + "b")), note.TextBytes));
        Assert.False(note.Signatures[0].IsBy(VerifierKey.Parse(key.WitnessKey(Line)), note.TextBytes));
        Assert.Equal(row.Note, note.ToString());
    }

    /// <summary>The example in C2SP tlog-checkpoint.</summary>
    [Fact]
    public void The_published_example_reads()
    {
        var note = SignedNote.Parse(
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            + "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            + "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n");

        Assert.Equal(20852163, Checkpoint.Parse(note.Text).Size);
        Assert.Equal([64, 72], note.Signatures.Select(signature => signature.Signature.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\n1\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n")]
    public void What_is_not_exactly_a_checkpoint_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Checkpoint.Parse(text));

    [Theory]
    [InlineData("a\n")]
    [InlineData("a\n\n")]
    [InlineData("a\n\n— name AAAAAAA=")]
    [InlineData("a\n\n- name AAAAAAA=\n")]
    [InlineData("a\n\n— name  AAAAAAA=\n")]
    [InlineData("a\n\n— na+me AAAAAAA=\n")]
    [InlineData("a\n\n— na\u00a0me AAAAAAA=\n")]
    [InlineData("a\n\n— name AAAA\n")]
    [InlineData("a\n\n— name AAAAAAA= more\n")]
    [InlineData("a\u0001\n\n— name AAAAAAA=\n")]
    [InlineData("a\r\n\n— name AAAAAAA=\n")]
    public void What_is_not_exactly_a_signed_note_is_refused(string note) => Assert.Throws<FormatException>(() => SignedNote.Parse(note));

    [Fact]
    public void Half_a_character_is_no_text() =>
        Assert.Throws<FormatException>(() => SignedNote.Parse($"a{(char)0xd800}\n\n— name AAAAAAA=\n"));

    [Fact]
    public void An_origin_says_what_the_record_is_of()
    {
        var store = new StoreIdentity(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), RecordKind.Demo);

        Assert.Equal("groundswell/demo/01890a5d-ac96-774b-bcce-b302099a8057/site-a", Origin.Of(store, "site-a"));
    }
}

using System.Text;
using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Tests.Checkpoints;

public sealed class SigningKeyTests
{
    [Fact]
    public void A_key_is_read_back_from_its_file_which_only_its_owner_may_read()
    {
        using var folder = new TemporaryFolder();
        using var made = SigningKey.Create(folder.File("keys/signing.key"));
        using var read = SigningKey.Load(folder.File("keys/signing.key"));

        Assert.Equal(made.Public.Text, read.Public.Text);
        Assert.True(made.Public.Verify("x"u8, read.Sign("x"u8)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("keys/signing.key")));
        Assert.Single(Directory.GetFiles(folder.File("keys")));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_that_others_may_read_or_replace_is_refused(UnixFileMode more)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        using var made = SigningKey.Create(folder.File("signing.key"));
        File.SetUnixFileMode(folder.File("signing.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        var refused = Assert.Throws<SigningKeyException>(() => SigningKey.Load(folder.File("signing.key")));

        Assert.Contains("0600", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        using var made = SigningKey.Create(folder.File("signing.key"));

        Assert.Throws<SigningKeyException>(() => SigningKey.Create(folder.File("signing.key")));

        using var read = SigningKey.LoadOrCreate(folder.File("signing.key"));
        Assert.Equal(made.Public.Text, read.Public.Text);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_holds_no_key_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<SigningKeyException>(() => SigningKey.Load(folder.File("signing.key")));

        SigningKey.Create(folder.File("signing.key")).Dispose();
        File.WriteAllText(folder.File("signing.key"), "groundswell signing key 1\nAAAA\n");

        Assert.Throws<SigningKeyException>(() => SigningKey.Load(folder.File("signing.key")));
    }

    /// <summary>RFC 8032 section 7.1, TEST 2.</summary>
    [Fact]
    public void It_signs_as_RFC_8032_says()
    {
        using var key = SigningKey.FromSeed(Convert.FromHexString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));

        Assert.Equal("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", Convert.ToHexStringLower(key.Public.Bytes));
        Assert.Equal(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            Convert.ToHexStringLower(key.Sign([0x72])));
    }

    [Fact]
    public void A_public_key_reads_back_from_both_its_forms()
    {
        using var key = SigningKey.FromSeed(new byte[32]);
        var bare = VerifierKey.Parse(key.Public.Text);
        var named = VerifierKey.Parse(key.LogKey("groundswell/trial/1/site-a"));

        Assert.Null(bare.Name);
        Assert.Equal("groundswell/trial/1/site-a", named.Name);
        Assert.Equal(bare.Bytes, named.Bytes);
        Assert.Equal(NoteSignatureKind.Witness, VerifierKey.Parse(key.WitnessKey("w")).Kind);
        Assert.Equal(key.LogKey("groundswell/trial/1/site-a"), named.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("name+00000000+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")]
    [InlineData("na me+7a8c8e8f+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")]
    [InlineData("name+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")]
    public void A_public_key_copied_wrongly_is_refused(string text) => Assert.Throws<FormatException>(() => VerifierKey.Parse(text));

    /// <summary>The key and note of the documentation of golang.org/x/mod/sumdb/note, from which the form stems.</summary>
    [Fact]
    public void A_note_of_the_program_that_the_form_stems_from_is_verified()
    {
        var key = VerifierKey.Parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        var note = SignedNote.Parse(
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
            + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");

        Assert.True(note.Signatures[0].IsBy(key, note.TextBytes));
        Assert.False(note.Signatures[0].IsBy(key, Encoding.UTF8.GetBytes(note.Text.Replace("problem", "answer", StringComparison.Ordinal))));
    }
}

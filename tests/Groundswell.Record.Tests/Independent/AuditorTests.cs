using Groundswell.Record.Checkpoints;
using Groundswell.Record.Tests.Verifying;

namespace Groundswell.Record.Tests.Independent;

/// <summary>Two verifiers that share nothing but the description of the format come to the same conclusions.</summary>
public sealed class AuditorTests
{
    [Fact]
    public async Task Both_find_the_same_log_sound()
    {
        await using var store = new FolderStore();
        await store.Fill();

        var ours = await store.VerifySigned();
        using var theirs = Audit(store);

        Assert.Empty(theirs.Faults);
        Assert.Equal((ours.Root, ours.Basis.SignedUpTo), (theirs.Root, theirs.SignedUpTo));
    }

    [Fact]
    public async Task Both_follow_the_same_keys()
    {
        await using var store = new FolderStore();
        await store.Fill();
        using var second = SigningKey.FromSeed([.. Enumerable.Repeat((byte)2, 32)]);
        await using (var journal = await store.Open(RecordedLog.Signing))
        {
            await journal.RotateSigningKey(RecordedLog.Key, second, "P-1", () => { }, TestContext.Current.CancellationToken);
            await journal.Recorded(Sample.To("job-1"));
        }

        using var theirs = Audit(store);

        Assert.Empty(theirs.Faults);
        Assert.Equal(702, theirs.SignedUpTo);
    }

    [Theory]
    [InlineData("UPDATE entry SET payload = payload || ' ' WHERE position = 301")]
    [InlineData("UPDATE entry SET actor = 'P-18' WHERE position = 1")]
    [InlineData("UPDATE entry SET station = CASE WHEN station IS NULL THEN '' END WHERE position = 700")]
    [InlineData("UPDATE entry SET version = version + 1000 WHERE position = 400")]
    [InlineData("UPDATE entry SET leaf_hash = zeroblob(32) WHERE position = 256")]
    [InlineData("DELETE FROM entry WHERE position = 257")]
    [InlineData("DELETE FROM entry WHERE position > 650")]
    [InlineData("DELETE FROM tile WHERE idx = 1")]
    [InlineData("UPDATE tile SET hashes = zeroblob(8192) WHERE idx = 0")]
    [InlineData("UPDATE log SET frontier = zeroblob(160)")]
    [InlineData("UPDATE checkpoint SET note = replace(note, '/trial/', '/plant/') WHERE size = 400")]
    public async Task Both_name_the_same_first_position(string tampering)
    {
        await using var store = new FolderStore();
        await store.Fill();
        Assert.NotEqual(0, await store.Tamper(tampering));

        var ours = await store.VerifySigned();
        using var theirs = Audit(store);

        Assert.NotNull(ours.FirstDamage);
        Assert.Equal(ours.FirstDamage.Position, theirs.Faults.Keys.First());
    }

    [Fact]
    public async Task Both_find_the_replaced_entry_where_everything_was_computed_anew()
    {
        await using var store = new FolderStore();
        await store.Fill();
        await store.Replace(300);
        await store.MakeEverythingFit();

        var ours = await store.VerifySigned();
        using var theirs = Audit(store);

        Assert.Equal(201, ours.FirstDamage?.Position);
        Assert.Equal((201L, "checkpoint"), (theirs.Faults.First().Key, theirs.Faults.First().Value));
    }

    /// <summary>RFC 8032 section 7.1: so that the auditor's own arithmetic is right.</summary>
    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    public void The_auditor_verifies_signatures_as_the_RFC_says(string key, string message, string signature)
    {
        var signed = Convert.FromHexString(signature);

        Assert.True(Ed25519.Verify(Convert.FromHexString(key), Convert.FromHexString(message), signed));
        signed[40] ^= 1;
        Assert.False(Ed25519.Verify(Convert.FromHexString(key), Convert.FromHexString(message), signed));
    }

    private static Auditor Audit(FolderStore store)
    {
        var auditor = new Auditor(store.Folder, Sample.Log, Convert.FromBase64String(RecordedLog.Key.Public.Text));
        auditor.Audit();
        return auditor;
    }
}

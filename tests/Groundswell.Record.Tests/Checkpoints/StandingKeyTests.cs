using Groundswell.Record.Checkpoints;
using Groundswell.Record.Tests.Verifying;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Checkpoints;

/// <summary>A log is signed by the key that it stands at and by no other, whatever key file a program happens to have.</summary>
public sealed class StandingKeyTests
{
    private static readonly SigningKey Second = SigningKey.FromSeed([.. Enumerable.Repeat((byte)2, 32)]);
    private static readonly SigningKey Third = SigningKey.FromSeed([.. Enumerable.Repeat((byte)3, 32)]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task A_log_is_not_opened_with_another_key_than_it_was_signed_by(TestStore store)
    {
        await store.Fill();

        var refused = await Assert.ThrowsAsync<SigningKeyException>(() => store.Open(RecordedLog.Signing with { SigningKey = Second }));

        Assert.Contains("same key file", refused.Message, StringComparison.Ordinal);
        Assert.Empty((await store.VerifySigned()).Findings);
    }

    [Theory, EveryStore]
    public async Task A_key_that_was_handed_over_opens_its_log_no_more(TestStore store)
    {
        await store.Fill();
        await using (var journal = await store.Open(RecordedLog.Signing))
            await journal.RotateSigningKey(RecordedLog.Key, Second, "P-1", () => { }, Stop);

        var refused = await Assert.ThrowsAsync<SigningKeyException>(() => store.Open(RecordedLog.Signing));

        Assert.Contains("its entry 701 says", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>As when 'key rotate' is run while a server writes.</summary>
    [Theory, EveryStore]
    public async Task A_running_writer_signs_nothing_more_once_its_key_was_handed_over(TestStore store)
    {
        await store.Fill();
        var warnings = new List<string>();
        await using (var journal = await store.Open(RecordedLog.Signing with { Warn = warnings.Add }))
        {
            var origin = (await journal.Store.Head(Sample.Log, Stop))!.Origin;
            await OwnEntries.Append(
                journal, Sample.Log, KeyRotation.Sign(RecordedLog.Key, Second.Public, origin), "P-1", Guid.CreateVersion7(), TimeProvider.System, Stop);
            for (var i = 0; i < 200; i++)
                await journal.Recorded(Sample.To("job-1"));
        }

        Assert.Contains(Second.Public.Text, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(700, (await store.Notes())[^1].Size);
        await using (await store.Open(RecordedLog.Signing with { SigningKey = Second }))
        {
        }

        var verification = await store.VerifySigned();
        Assert.Empty(verification.Findings);
        Assert.Equal(901, verification.Basis.SignedUpTo);
    }

    [Theory, EveryStore]
    public async Task The_new_key_is_in_place_before_anything_is_signed_by_it_and_after_every_log_names_it(TestStore store)
    {
        await store.Fill();
        await using var journal = await store.Open(RecordedLog.Signing);

        await Assert.ThrowsAsync<IOException>(() =>
            journal.RotateSigningKey(RecordedLog.Key, Second, "P-1", () => throw new IOException("The disk is full."), Stop));

        Assert.Equal("signing-key.rotated", (await journal.ReadLog(Sample.Log, 701, 1, Stop).ToListAsync(Stop))[0][0].Name);
        Assert.Equal(700, (await store.Notes())[^1].Size);
    }

    [Theory, EveryStore]
    public async Task Nothing_is_handed_over_by_a_key_that_the_log_does_not_stand_at_or_where_there_is_no_log(TestStore store)
    {
        await using (var empty = await store.OpenWithout())
        {
            var inPlace = false;
            await Assert.ThrowsAsync<InvalidOperationException>(() => empty.RotateSigningKey(RecordedLog.Key, Second, "P-1", () => inPlace = true, Stop));
            Assert.False(inPlace);
        }

        await store.Fill();
        await using var journal = await store.Open(RecordedLog.Signing);
        await Assert.ThrowsAsync<SigningKeyException>(() => journal.RotateSigningKey(Second, Third, "P-1", () => { }, Stop));

        Assert.Equal(700, (await journal.Logs(Stop))[0].Size);
    }

    [Theory, EveryStore]
    public async Task A_lost_key_is_replaced_by_an_entry_and_verify_says_where_trust_passes(TestStore store)
    {
        await store.Fill();
        await using (var journal = await Unopened(store))
        {
            Assert.Equal([Sample.Log], await journal.ReplaceSigningKey(Second, "P-1", "Its disk broke.", Stop));
            Assert.Empty(await journal.ReplaceSigningKey(Second, "P-1", "Its disk broke.", Stop));
        }

        await using (var journal = await store.Open(RecordedLog.Signing with { SigningKey = Second }))
            await journal.RotateSigningKey(Second, Third, "P-1", () => { }, Stop);

        var old = await store.Verify(new() { Key = RecordedLog.Key.Public });
        Assert.Equal([(Weight.Damage, "key.replaced", 701L)], old.Findings.Select(found => (found.Weight, found.Code, found.Position)));
        Assert.Equal(700, old.Basis.SignedUpTo);
        foreach (var keys in (VerifierKey[][])[[Second.Public], [Third.Public], [RecordedLog.Key.Public, Second.Public], [Second.Public, RecordedLog.Key.Public]])
        {
            var verification = await store.Verify(new() { Keys = keys });

            Assert.Equal([(Weight.Note, "key.replaced")], verification.Findings.Select(found => (found.Weight, found.Code)));
            Assert.Equal(702, verification.Basis.SignedUpTo);
        }

        Assert.False((await store.Verify(new() { Key = SigningKey.FromSeed(new byte[32]).Public })).Sound);
    }

    /// <summary>As records have them that were signed before this was looked at.</summary>
    [Theory, EveryStore]
    public async Task A_log_signed_by_two_keys_without_an_entry_verifies_with_both_and_says_so(TestStore store)
    {
        await store.Fill();
        var newest = Checkpoint.Parse(SignedNote.Parse((await store.Notes())[^1].Note).Text);
        await store.Tamper("UPDATE checkpoint SET note = @a WHERE size = 700", newest.Sign(Second).ToString());

        var one = await store.VerifySigned();
        var both = await store.Verify(new() { Keys = [RecordedLog.Key.Public, Second.Public] });

        Assert.Equal(("checkpoint.signature", 700L), (one.FirstDamage?.Code, one.FirstDamage?.Position));
        Assert.Equal([(Weight.Note, "key.unannounced", 700L)], both.Findings.Select(found => (found.Weight, found.Code, found.Position)));
        Assert.Equal(700, both.Basis.SignedUpTo);
    }

    private static async Task<Journal> Unopened(TestStore store)
    {
        var options = RecordedLog.Signing with { SigningKey = Second };
        return store is FolderStore folder
            ? await Journal.OpenFolder(folder.Folder, options, Stop)
            : await Journal.OpenPostgres(((DatabaseStore)store).Database.Application, options, Stop);
    }
}

using Groundswell.Record.Checkpoints;
using Groundswell.Record.Proofs;
using Groundswell.Record.Tests.Verifying;

namespace Groundswell.Record.Tests.Checkpoints;

public sealed class KeyRotationTests
{
    private static readonly SigningKey Second = SigningKey.FromSeed([.. Enumerable.Repeat((byte)2, 32)]);
    private static readonly SigningKey Third = SigningKey.FromSeed([.. Enumerable.Repeat((byte)3, 32)]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task Whoever_has_an_old_key_follows_it_to_the_new_one(TestStore store)
    {
        await Rotated(store);

        foreach (var key in new[] { RecordedLog.Key, Second, Third })
        {
            var verification = await store.Verify(new() { Key = key.Public });

            Assert.Empty(verification.Findings);
            Assert.Equal((key.Public.Text, 722), (verification.Basis.SignedBy, verification.Basis.SignedUpTo));
        }

        await using var journal = await store.OpenToRead();
        var proof = ProofFile.Check(await ProofFile.Create(journal, Sample.Log, 720, Stop), RecordedLog.Key.Public);
        Assert.Empty(proof.Faults);
        Assert.Equal(Third.Public.Text, proof.SignedBy);
    }

    [Theory, EveryStore]
    public async Task Rotating_again_after_an_interruption_records_it_once(TestStore store)
    {
        await using var journal = await store.Open(RecordedLog.Signing);

        await journal.RotateSigningKey(RecordedLog.Key, Second, "P-1", () => { }, Stop);
        await journal.RotateSigningKey(RecordedLog.Key, Second, "P-1", () => { }, Stop);

        Assert.Single(await journal.All());
    }

    [Theory, EveryStore]
    public async Task A_checkpoint_by_a_key_that_was_handed_over_is_foreign(TestStore store)
    {
        await Rotated(store);
        var newest = Checkpoint.Parse(SignedNote.Parse((await store.Notes())[^1].Note).Text);
        await store.Tamper("UPDATE checkpoint SET note = @a WHERE size = 722", newest.Sign(Second).ToString());

        var verification = await store.Verify(new() { Key = RecordedLog.Key.Public });

        Assert.Equal(("checkpoint.signature", 722), (verification.FirstDamage?.Code, verification.FirstDamage?.Position));
    }

    [Theory, EveryStore]
    public async Task A_hand_over_that_the_old_key_did_not_sign_is_found_and_not_followed(TestStore store)
    {
        await store.Fill();
        await using (var journal = await store.Open())
        {
            var origin = (await journal.Store.Head(Sample.Log, Stop))!.Origin;
            var forged = KeyRotation.Sign(Second, Second.Public, origin) with { OldKey = RecordedLog.Key.Public.Text };
            await OwnEntries.Append(journal, Sample.Log, forged, "P-1", Guid.CreateVersion7(), TimeProvider.System, Stop);
            await journal.Keep(Sample.Log, 701, Checkpoint.Of((await journal.Store.Head(Sample.Log, Stop))!).Sign(Second).ToString(), Stop);
        }

        var verification = await store.VerifySigned();

        Assert.Equal([("rotation.signature", 701), ("checkpoint.signature", 701)], verification.Findings.Select(found => (found.Code, found.Position)));
        Assert.Equal(700, verification.Basis.SignedUpTo);
    }

    [Theory, EveryStore]
    public async Task A_hand_over_from_a_key_that_was_not_the_logs_is_found(TestStore store)
    {
        await Rotated(store);
        await using (var journal = await store.Open(RecordedLog.Signing with { SigningKey = Third }))
        {
            var origin = (await journal.Store.Head(Sample.Log, Stop))!.Origin;
            var stray = KeyRotation.Sign(RecordedLog.Key, Second.Public, origin);
            await OwnEntries.Append(journal, Sample.Log, stray, "P-1", Guid.CreateVersion7(), TimeProvider.System, Stop);
        }

        var verification = await store.VerifySigned();

        Assert.Equal("rotation.chain", Assert.Single(verification.Findings).Code);
    }

    /// <summary>700 entries by the first key, 10 by the second, 10 by the third, and the entry of each hand-over.</summary>
    private static async Task Rotated(TestStore store)
    {
        await store.Fill();
        await using var journal = await store.Open(RecordedLog.Signing);
        await journal.RotateSigningKey(RecordedLog.Key, Second, "P-1", () => { }, Stop);
        await journal.Recorded(Sample.To("job-1", [.. Enumerable.Repeat("{}", 10)]));
        await journal.RotateSigningKey(Second, Third, "P-1", () => { }, Stop);
        await journal.Recorded(Sample.To("job-1", [.. Enumerable.Repeat("{}", 10)]));
    }
}

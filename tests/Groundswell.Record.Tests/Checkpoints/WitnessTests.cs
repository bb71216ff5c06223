using Groundswell.Record.Checkpoints;
using Groundswell.Record.Tests.Trees;
using Groundswell.Record.Tests.Verifying;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Checkpoints;

public sealed class WitnessTests
{
    private static readonly SigningKey OtherKey = SigningKey.FromSeed([.. Enumerable.Repeat((byte)9, 32)]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task Two_records_vouch_for_one_another(TestStore store)
    {
        await using var elsewhere = new FolderStore();
        await store.Fill();
        await using var ours = await store.Open(RecordedLog.Signing);
        await using var theirs = await elsewhere.Open(RecordedLog.Signing with { SigningKey = OtherKey });
        await theirs.Recorded(Sample.To("job-1"));
        var weWitness = new Witness(ours, Sample.Log, RecordedLog.Key, TimeProvider.System);
        var theyWitness = new Witness(theirs, Sample.Log, OtherKey, TimeProvider.System);

        var cosigned = await Cosigned(theyWitness, ours, RecordedLog.Key.Public);
        await Witness.Keep(ours, Sample.Log, cosigned, [VerifierKey.Parse(theyWitness.Key)], Stop);
        await theirs.RotateSigningKey(OtherKey, OtherKey, "P-1", () => { }, Stop); // signs what is there
        await Witness.Keep(theirs, Sample.Log, await Cosigned(weWitness, theirs, OtherKey.Public), [VerifierKey.Parse(weWitness.Key)], Stop);

        var aboutOurs = await LogVerifier.Verify(ours, Sample.Log, new VerifyOptions { Witnesses = [VerifierKey.Parse(theyWitness.Key)] }, Stop);
        var aboutTheirs = await LogVerifier.Verify(theirs, Sample.Log, new VerifyOptions { Witnesses = [VerifierKey.Parse(weWitness.Key)] }, Stop);
        Assert.Empty(aboutOurs.Findings);
        Assert.Equal($"witnessed by {theyWitness.Name} up to entry 700; entries 701 to 701 self-consistent only", aboutOurs.Basis.ToString());
        Assert.Empty(aboutTheirs.Findings);
        Assert.StartsWith($"witnessed by {weWitness.Name} up to entry", aboutTheirs.Basis.ToString(), StringComparison.Ordinal);
        Assert.Equal([cosigned], await Witness.Testimony(theirs, Sample.Log, (await ours.Store.Head(Sample.Log, Stop))!.Origin, Stop));
    }

    [Theory, EveryStore]
    public async Task A_witness_follows_a_log_from_checkpoint_to_checkpoint(TestStore store)
    {
        await using var elsewhere = new FolderStore();
        await using var witnessing = await elsewhere.Open();
        var witness = new Witness(witnessing, Sample.Log, OtherKey, TimeProvider.System);
        await using var journal = await store.Open(RecordedLog.Signing with { CheckpointEntries = 1 });
        await journal.Recorded(Sample.To("job-1"));
        var first = await Witness.Ask(journal, Sample.Log, 0, Stop);
        Assert.IsType<Cosigned>(await witness.Cosign(first, RecordedLog.Key.Public, Stop));
        await journal.Recorded(Sample.To("job-1", "{}", "{}", "{}"));

        var unaware = await witness.Cosign(await Witness.Ask(journal, Sample.Log, 0, Stop), RecordedLog.Key.Public, Stop);
        Assert.Equal(new WitnessAt(1), unaware);
        var second = await Witness.Ask(journal, Sample.Log, 1, Stop);
        var cosigned = Assert.IsType<Cosigned>(await witness.Cosign(second, RecordedLog.Key.Public, Stop));

        Assert.Equal(cosigned, await witness.Cosign(second, RecordedLog.Key.Public, Stop));
        Assert.Equal("witness.older", Assert.IsType<WitnessRefused>(await witness.Cosign(first, RecordedLog.Key.Public, Stop)).Code);
        Assert.Equal(2, (await witnessing.All()).Count);
        var note = SignedNote.Parse(cosigned.Note);
        Assert.NotNull(Cosignature.Find(note, VerifierKey.Parse(witness.Key)));
        Assert.Null(Cosignature.Find(new SignedNote(note.Text.Replace("\n4\n", "\n5\n", StringComparison.Ordinal), note.Signatures), VerifierKey.Parse(witness.Key)));
    }

    [Fact]
    public async Task A_log_with_two_histories_is_refused()
    {
        await using var elsewhere = new FolderStore();
        await using var witnessing = await elsewhere.Open();
        var witness = new Witness(witnessing, Sample.Log, OtherKey, TimeProvider.System);
        var told = new StoredTree();
        await told.Add(GrowingTreeTests.Leaves(0, 300));
        Assert.IsType<Cosigned>(await witness.Cosign(Request(told, 0, []), RecordedLog.Key.Public, Stop));

        var forked = new StoredTree();
        await forked.Add([.. GrowingTreeTests.Leaves(0, 299), .. GrowingTreeTests.Leaves(5_000, 1)]);
        var sameSize = await witness.Cosign(Request(forked, 300, []), RecordedLog.Key.Public, Stop);
        await forked.Add(GrowingTreeTests.Leaves(301, 100));
        var larger = await witness.Cosign(
            Request(forked, 300, await forked.Prover().Consistency(300, 400, Stop)), RecordedLog.Key.Public, Stop);
        await told.Add(GrowingTreeTests.Leaves(300, 100));
        var genuine = await witness.Cosign(Request(told, 300, await told.Prover().Consistency(300, 400, Stop)), RecordedLog.Key.Public, Stop);

        Assert.Equal("witness.fork", Assert.IsType<WitnessRefused>(sameSize).Code);
        Assert.Equal("witness.inconsistent", Assert.IsType<WitnessRefused>(larger).Code);
        Assert.IsType<Cosigned>(genuine);
    }

    [Fact]
    public async Task What_is_not_signed_by_the_log_or_not_readable_is_refused()
    {
        await using var elsewhere = new FolderStore();
        await using var witnessing = await elsewhere.Open();
        var witness = new Witness(witnessing, Sample.Log, OtherKey, TimeProvider.System);
        var tree = new StoredTree();
        await tree.Add(GrowingTreeTests.Leaves(0, 3));

        Assert.Equal("witness.signature", Assert.IsType<WitnessRefused>(await witness.Cosign(Request(tree, 0, []), OtherKey.Public, Stop)).Code);
        foreach (var request in new[] { "", "old 0\n", "old 0\n\n", "old -1\n\n" + Request(tree, 0, [])[7..], "old 0\nAAAA\n\n" + Request(tree, 0, [])[7..] })
            Assert.Equal("witness.unreadable", Assert.IsType<WitnessRefused>(await witness.Cosign(request, RecordedLog.Key.Public, Stop)).Code);
        Assert.Empty(await witnessing.All());
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_each_is_told_one_history()
    {
        await using var elsewhere = new FolderStore();
        await using var witnessing = await elsewhere.Open();
        var witness = new Witness(witnessing, Sample.Log, OtherKey, TimeProvider.System);
        var requests = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            var fork = new StoredTree();
            await fork.Add(GrowingTreeTests.Leaves(1_000 * i, 10));
            requests.Add(Request(fork, 0, []));
        }

        var answers = await Task.WhenAll(requests.Select(request => Task.Run(() => witness.Cosign(request, RecordedLog.Key.Public, Stop))));

        Assert.Single(answers.OfType<Cosigned>());
        Assert.Single(await witnessing.All());
    }

    [Theory, EveryStore]
    public async Task A_cosigned_checkpoint_is_kept_once_and_only_by_its_log(TestStore store)
    {
        await using var elsewhere = new FolderStore();
        await store.Fill();
        await using var journal = await store.Open(RecordedLog.Signing);
        await using var witnessing = await elsewhere.Open();
        var witness = new Witness(witnessing, Sample.Log, OtherKey, TimeProvider.System);
        var cosigned = await Cosigned(witness, journal, RecordedLog.Key.Public);

        VerifierKey[] witnesses = [VerifierKey.Parse(witness.Key)];
        await Witness.Keep(journal, Sample.Log, cosigned, witnesses, Stop);
        await Witness.Keep(journal, Sample.Log, cosigned, witnesses, Stop);

        Assert.Equal(2, (await journal.Store.Checkpoints(Sample.Log, 700, 700, Stop)).Count);
        Assert.Equal(cosigned, (await journal.Store.NewestCheckpoint(Sample.Log, Stop))!.Note);
        await Assert.ThrowsAsync<ArgumentException>(() => Witness.Keep(witnessing, Sample.Log, cosigned, witnesses, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Witness.Keep(journal, Sample.Log, "nothing", witnesses, Stop));
    }

    /// <summary>What is kept stands there for ever, so nothing wrong is kept.</summary>
    [Theory, EveryStore]
    public async Task Only_lines_that_the_given_witness_made_are_kept(TestStore store)
    {
        await using var elsewhere = new FolderStore();
        await store.Fill();
        await using var journal = await store.Open(RecordedLog.Signing);
        await using var witnessing = await elsewhere.Open();
        var witness = new Witness(witnessing, Sample.Log, OtherKey, TimeProvider.System);
        VerifierKey[] witnesses = [VerifierKey.Parse(witness.Key)];
        var cosigned = await Cosigned(witness, journal, RecordedLog.Key.Public);
        var changed = SignedNote.Parse(cosigned);
        changed.Signatures[1].Signature[20] ^= 1;

        await Assert.ThrowsAsync<ArgumentException>(() => Witness.Keep(journal, Sample.Log, changed.ToString(), witnesses, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Witness.Keep(journal, Sample.Log, cosigned, [], Stop));
        Assert.Single(await journal.Store.Checkpoints(Sample.Log, 700, 700, Stop));
        await Witness.Keep(journal, Sample.Log, changed.With(SignedNote.Parse(cosigned).Signatures).ToString(), witnesses, Stop);

        Assert.Equal(cosigned, (await journal.Store.NewestCheckpoint(Sample.Log, Stop))!.Note);
    }

    /// <summary>A false cosignature is no testimony, and says so.</summary>
    [Theory, EveryStore]
    public async Task A_cosignature_that_is_not_the_witnesss_is_found(TestStore store)
    {
        await using var elsewhere = new FolderStore();
        await store.Fill();
        string cosigned;
        VerifierKey key;
        await using (var journal = await store.Open(RecordedLog.Signing))
        await using (var witnessing = await elsewhere.Open())
        {
            var witness = new Witness(witnessing, Sample.Log, OtherKey, TimeProvider.System);
            key = VerifierKey.Parse(witness.Key);
            cosigned = await Cosigned(witness, journal, RecordedLog.Key.Public);
        }

        var note = SignedNote.Parse(cosigned);
        note.Signatures[1].Signature[20] ^= 1;
        await store.TamperOne("UPDATE checkpoint SET note = @a WHERE size = 700", note.ToString());
        var verification = await store.Verify(new() { Key = RecordedLog.Key.Public, Witnesses = [key] });

        var finding = Assert.Single(verification.Findings);
        Assert.Equal((Weight.Note, "checkpoint.cosignature"), (finding.Weight, finding.Code));
        Assert.Equal(700, verification.Basis.SignedUpTo);
        Assert.Empty(verification.Basis.Witnessed);
    }

    private static async Task<string> Cosigned(Witness witness, Journal of, VerifierKey key) =>
        Assert.IsType<Cosigned>(await witness.Cosign(await Witness.Ask(of, Sample.Log, 0, Stop), key, Stop)).Note;

    private static string Request(StoredTree tree, long from, IReadOnlyList<byte[]> proof)
    {
        var checkpoint = Checkpoint.Of(tree.Head);
        return new WitnessRequest(from, proof, checkpoint.Sign(RecordedLog.Key), checkpoint).ToString();
    }
}

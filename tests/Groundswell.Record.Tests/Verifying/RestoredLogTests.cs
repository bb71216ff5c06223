using Groundswell.Record.Checkpoints;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Verifying;

/// <summary>A log that was set back to its first 300 entries and says so, held against what is known of the original.</summary>
public sealed class RestoredLogTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task What_a_restore_lost_is_named_and_is_no_damage(TestStore store)
    {
        var notes = await SetBack(store, named: 700);

        var alone = await store.VerifySigned();
        var known = await store.Verify(new() { Key = RecordedLog.Key.Public, Known = [notes[^1].Note, notes[2].Note] });

        Assert.All([alone, known], verification => Assert.True(verification.Sound));
        Assert.All(known.Findings, finding => Assert.Equal((Weight.Lost, "restored.lost", 301), (finding.Weight, finding.Code, finding.Position)));
        Assert.Contains("Entries 301 to 700", known.Findings[^1].What, StringComparison.Ordinal);
        Assert.Equal(300, known.Basis.KnownUpTo);
    }

    /// <summary>Anybody who can write the record can put in an entry that claims a restore: it excuses nothing that is not shown to be older.</summary>
    [Theory, EveryStore]
    public async Task A_restore_that_does_not_name_a_known_checkpoint_does_not_explain_it(TestStore store)
    {
        var notes = await SetBack(store, named: null);

        var verification = await store.Verify(new() { Key = RecordedLog.Key.Public, Known = [notes[2].Note, notes[4].Note] });
        var longer = await store.Verify(new() { Keys = [], Known = [(Checkpoint.Parse(SignedNote.Parse(notes[6].Note).Text) with { Size = 900 }).Sign(RecordedLog.Key).ToString()] });

        Assert.Equal([("checkpoint.fork", 301L)], verification.Findings.Select(finding => (finding.Code, finding.Position)));
        Assert.Contains("does not explain it", verification.FirstDamage?.What, StringComparison.Ordinal);
        Assert.Equal("tail.missing", longer.FirstDamage?.Code);
    }

    [Theory, EveryStore]
    public async Task A_restore_explains_what_a_given_witness_had_seen_before_it(TestStore store)
    {
        var notes = await SetBack(store, named: null);
        using var witness = SigningKey.FromSeed([.. Enumerable.Repeat((byte)9, 32)]);
        var key = VerifierKey.Parse(witness.WitnessKey("w"));
        var note = SignedNote.Parse(notes[4].Note);
        var before = note.With([Cosignature.Sign(note, witness, "w", TimeProvider.System.GetUtcNow().AddHours(-1))]).ToString();
        var after = note.With([Cosignature.Sign(note, witness, "w", TimeProvider.System.GetUtcNow().AddHours(1))]).ToString();

        var explained = await store.Verify(new() { Key = RecordedLog.Key.Public, Witnesses = [key], Known = [before] });
        var forked = await store.Verify(new() { Key = RecordedLog.Key.Public, Witnesses = [key], Known = [after] });

        Assert.Equal(["restored.lost"], explained.Codes());
        Assert.Equal(["checkpoint.fork"], forked.Codes());
    }

    /// <summary>Everything was changed and signed again; somebody holds a checkpoint from before.</summary>
    [Theory, EveryStore]
    public async Task A_genuine_checkpoint_kept_elsewhere_that_does_not_fit_is_a_fork(TestStore store)
    {
        await store.Fill();
        var notes = await store.Notes();
        await store.Replace(42);
        await store.MakeEverythingFit();
        await store.Tamper("DELETE FROM checkpoint");
        await using (var journal = await store.Open(RecordedLog.Signing))
            await journal.Recorded(Sample.To("job-1"));

        var finding = (await store.Verify(new() { Key = RecordedLog.Key.Public, Known = [notes[3].Note] })).FirstDamage;

        Assert.Equal(("checkpoint.fork", 1L), (finding?.Code, finding?.Position));
        Assert.Contains("It is genuine", finding?.What, StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task A_restore_that_knows_what_was_witnessed_names_the_lost_entries_itself(TestStore store)
    {
        await SetBack(store, named: 500);

        var finding = Assert.Single((await store.VerifySigned()).Findings);

        Assert.Equal((Weight.Lost, "restored.lost", 301), (finding.Weight, finding.Code, finding.Position));
        Assert.Contains("Entries 301 to 500", finding.What, StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task A_checkpoint_signed_after_the_backup_was_taken_is_lost_and_not_removed(TestStore store)
    {
        var notes = await SetBack(store, named: null);
        await store.TamperOne("DELETE FROM checkpoint WHERE size = 300");

        var finding = Assert.Single((await store.Verify(new() { Key = RecordedLog.Key.Public, Known = [notes[2].Note] })).Findings);

        Assert.Equal((Weight.Lost, "checkpoint.lost", 300), (finding.Weight, finding.Code, finding.Position));
    }

    [Theory, EveryStore]
    public async Task A_restore_that_tells_another_root_is_found(TestStore store)
    {
        await store.Fill();
        await using (var journal = await store.Open(RecordedLog.Signing))
        {
            await Begin(journal, new LogRestored("backup", 700, Convert.ToBase64String(new byte[32])));
            await Begin(journal, new LogRestored("backup", 650, Convert.ToBase64String(new byte[32])));
        }

        var verification = await store.VerifySigned();

        Assert.Equal([("restored.root", 701), ("restored.position", 702)], verification.Findings.Select(finding => (finding.Code, finding.Position)));
    }

    private static async Task<IReadOnlyList<(long Size, string Note)>> SetBack(TestStore store, long? named)
    {
        await store.Fill();
        var notes = await store.Notes();
        await store.Tamper("DELETE FROM entry WHERE position > 300");
        await store.Tamper("DELETE FROM checkpoint WHERE size > 300");
        await store.MakeEverythingFit();
        await using var journal = await store.Open(RecordedLog.Signing);
        var root = Convert.ToBase64String(Checkpoint.Of((await journal.Store.Head(Sample.Log, Stop))!).Root);
        await Begin(journal, new LogRestored("backup", 300, root, named, named is null ? null : RootOf(notes.Single(note => note.Size == named).Note)));
        await journal.Recorded(Sample.To("job-after", [.. Enumerable.Repeat("{}", 500)]));
        return notes;
    }

    private static string RootOf(string note) => Convert.ToBase64String(Checkpoint.Parse(SignedNote.Parse(note).Text).Root);

    private static Task<Receipt> Begin(Journal journal, LogRestored restored) =>
        OwnEntries.Append(journal, Sample.Log, restored, RecordEvents.Actor, Guid.CreateVersion7(), TimeProvider.System, Stop);
}

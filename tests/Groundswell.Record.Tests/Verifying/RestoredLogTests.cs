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
        var notes = await SetBack(store, witnessed: null);

        var alone = await store.VerifySigned();
        var known = await store.Verify(new() { Key = RecordedLog.Key.Public, Known = [.. notes.Select(note => note.Note)] });

        Assert.Empty(alone.Findings);
        Assert.True(known.Sound);
        Assert.All(known.Findings, finding => Assert.Equal((Weight.Lost, "restored.lost", 301), (finding.Weight, finding.Code, finding.Position)));
        Assert.Contains("Entries 301 to 700", known.Findings[^1].What, StringComparison.Ordinal);
        Assert.Equal(300, known.Basis.KnownUpTo);
    }

    [Theory, EveryStore]
    public async Task A_restore_that_knows_what_was_witnessed_names_the_lost_entries_itself(TestStore store)
    {
        await SetBack(store, witnessed: 500);

        var finding = Assert.Single((await store.VerifySigned()).Findings);

        Assert.Equal((Weight.Lost, "restored.lost", 301), (finding.Weight, finding.Code, finding.Position));
        Assert.Contains("Entries 301 to 500", finding.What, StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task A_checkpoint_signed_after_the_backup_was_taken_is_lost_and_not_removed(TestStore store)
    {
        var notes = await SetBack(store, witnessed: null);
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

    private static async Task<IReadOnlyList<(long Size, string Note)>> SetBack(TestStore store, long? witnessed)
    {
        await store.Fill();
        var notes = await store.Notes();
        await store.Tamper("DELETE FROM entry WHERE position > 300");
        await store.Tamper("DELETE FROM checkpoint WHERE size > 300");
        await store.MakeEverythingFit();
        await using var journal = await store.Open(RecordedLog.Signing);
        var root = Convert.ToBase64String(Checkpoint.Of((await journal.Store.Head(Sample.Log, Stop))!).Root);
        await Begin(journal, new LogRestored("backup", 300, root, witnessed, witnessed is null ? null : root));
        await journal.Recorded(Sample.To("job-after", [.. Enumerable.Repeat("{}", 500)]));
        return notes;
    }

    private static Task<Receipt> Begin(Journal journal, LogRestored restored) =>
        OwnEntries.Append(journal, Sample.Log, restored, RecordEvents.Actor, Guid.CreateVersion7(), TimeProvider.System, Stop);
}

using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Tests.Verifying;

/// <summary>Each test changes tiles, checkpoints or the log's row, or cuts the log off.</summary>
public sealed class TamperedTreeTests
{
    private const string Cut =
        "DELETE FROM entry WHERE position > 650";

    [Theory, EveryStore]
    public async Task A_removed_tile_is_found(TestStore store)
    {
        await store.Fill();
        await store.TamperOne("DELETE FROM tile WHERE level = 0 AND idx = 1");

        var verification = await store.Verify();

        Assert.Equal(("tile.missing", 257L), Assert.Single(verification.Findings) is var finding ? (finding.Code, finding.Position) : default);
    }

    [Theory, EveryStore]
    public async Task A_changed_tile_is_found_with_its_root_or_without(TestStore store)
    {
        await store.Fill();
        await store.TamperOne("UPDATE tile SET hashes = @a WHERE idx = 0", new byte[8192]);
        await store.TamperOne("UPDATE tile SET root = @a WHERE idx = 1", new byte[32]);

        var verification = await store.Verify();

        Assert.Equal([("tile.wrong", 1), ("tile.wrong", 257)], verification.Findings.Select(finding => (finding.Code, finding.Position)));
    }

    [Theory, EveryStore]
    public async Task A_tail_cut_off_before_a_checkpoint_is_found(TestStore store)
    {
        await store.Fill();
        await store.Tamper(Cut);

        var clumsy = await store.VerifySigned();
        await store.MakeEverythingFit();
        var careful = await store.VerifySigned();

        Assert.Equal(("entry.missing", 651), (clumsy.FirstDamage?.Code, clumsy.FirstDamage?.Position));
        Assert.Equal(("tail.missing", 651), (careful.FirstDamage?.Code, careful.FirstDamage?.Position));
        Assert.Contains("entries 651 to 700 are gone", careful.FirstDamage?.What, StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task A_tile_left_behind_tells_of_a_tail_cut_off(TestStore store)
    {
        await store.Fill();
        await store.Tamper("CREATE TABLE kept AS SELECT * FROM tile WHERE idx = 1");
        await store.Tamper("DELETE FROM entry WHERE position > 300");
        await store.MakeEverythingFit();
        await store.Tamper("DELETE FROM checkpoint WHERE size > 300");
        await store.TamperOne("INSERT INTO tile SELECT * FROM kept");

        var verification = await store.Verify();

        Assert.Equal(("tile.beyond", 301), (verification.FirstDamage?.Code, verification.FirstDamage?.Position));
    }

    /// <summary>Without anything from outside nobody can know: the basis says so. With a checkpoint kept elsewhere it is found.</summary>
    [Theory, EveryStore]
    public async Task A_tail_cut_off_with_its_checkpoints_is_found_only_by_what_was_kept_elsewhere(TestStore store)
    {
        await store.Fill();
        var notes = await store.Notes();
        await store.Tamper(Cut);
        await store.MakeEverythingFit();
        await store.Tamper("DELETE FROM checkpoint WHERE size > 650");

        var signed = await store.VerifySigned();
        var known = await store.Verify(new() { Key = RecordedLog.Key.Public, Known = [notes[6].Note] });

        Assert.True(signed.Sound);
        Assert.EndsWith("up to entry 600; entries 601 to 650 self-consistent only", signed.Basis.ToString(), StringComparison.Ordinal);
        Assert.Equal(("tail.missing", 651), (known.FirstDamage?.Code, known.FirstDamage?.Position));
    }

    [Theory, EveryStore]
    public async Task A_checkpoint_removed_in_the_store_is_found_by_the_copy_kept_elsewhere(TestStore store)
    {
        await store.Fill();
        var notes = await store.Notes();
        await store.TamperOne("DELETE FROM checkpoint WHERE size = 400");

        Assert.Empty((await store.VerifySigned()).Findings);
        var known = await store.Verify(new() { Key = RecordedLog.Key.Public, Known = [notes[3].Note, notes[1].Note] });

        Assert.Equal(("checkpoint.removed", 400), (known.FirstDamage?.Code, known.FirstDamage?.Position));
        Assert.Single(known.Findings);
        Assert.Equal(400, known.Basis.KnownUpTo);
    }

    [Theory, EveryStore]
    public async Task A_forged_checkpoint_is_found(TestStore store)
    {
        await store.Fill();
        var genuine = Checkpoint.Parse(SignedNote.Parse((await store.Notes())[3].Note).Text);
        using var other = SigningKey.FromSeed(new byte[32]);
        var bySomebody = (genuine with { Root = new byte[32] }).Sign(other).ToString();
        await store.TamperOne("UPDATE checkpoint SET note = @a WHERE size = 400", bySomebody);

        var withoutKey = await store.Verify();
        var withKey = await store.VerifySigned();

        Assert.Equal(("checkpoint.forged", 400L), Assert.Single(withoutKey.Findings) is var one ? (one.Code, one.Position) : default);
        Assert.Equal(("checkpoint.signature", 400L), Assert.Single(withKey.Findings) is var two ? (two.Code, two.Position) : default);
    }

    [Theory, EveryStore]
    public async Task A_checkpoint_of_another_log_or_size_or_none_at_all_is_found(TestStore store)
    {
        await store.Fill();
        var notes = await store.Notes();
        var genuine = Checkpoint.Parse(SignedNote.Parse(notes[0].Note).Text);
        await store.TamperOne("UPDATE checkpoint SET note = @a WHERE size = 100", (genuine with { Origin = "elsewhere" }).Sign(RecordedLog.Key).ToString());
        await store.TamperOne("UPDATE checkpoint SET note = @a WHERE size = 200", notes[0].Note);
        await store.TamperOne("UPDATE checkpoint SET note = @a WHERE size = 300", "nothing");
        await store.TamperOne("UPDATE checkpoint SET note = @a WHERE size = 400", notes[3].Note.Replace("\n— ", "\n—  ", StringComparison.Ordinal));

        var verification = await store.VerifySigned();

        Assert.Equal(
            [("checkpoint.origin", 100), ("checkpoint.size", 200), ("checkpoint.unreadable", 300), ("checkpoint.unreadable", 400)],
            verification.Findings.Select(finding => (finding.Code, finding.Position)));
    }

    [Theory, EveryStore]
    public async Task A_changed_row_of_the_log_is_found(TestStore store)
    {
        await store.Fill();
        await store.TamperOne("UPDATE log SET frontier = @a, recorded_at = recorded_at + 1", new byte[5 * 32]);

        var row = await store.VerifySigned();
        await store.TamperOne("UPDATE log SET size = 710");
        var size = await store.VerifySigned();
        await store.TamperOne("UPDATE log SET size = 690");
        var smaller = await store.VerifySigned();

        Assert.Equal(["log.frontier", "log.recorded-at"], row.Codes());
        Assert.Equal(("entry.missing", 701), (size.FirstDamage?.Code, size.FirstDamage?.Position));
        Assert.Contains("entry.beyond", smaller.Codes());
        Assert.Contains("tail.missing", smaller.Codes());
    }

    [Theory, EveryStore]
    public async Task Whatever_size_the_row_of_the_log_claims_verifying_and_exporting_end(TestStore store)
    {
        await store.Fill();
        await store.TamperOne("UPDATE log SET size = 9000000000000000000, frontier = @a", new byte[22 * 32]);
        await store.TamperOne("UPDATE entry SET position = 8000000000000000000, payload = '{}' WHERE position = 650");

        var verification = await store.VerifySigned().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        await using var journal = await store.OpenToRead();
        var exporting = Record.Moving.LogExport.Write(journal, Sample.Log, folder.File("a.jsonl"), null, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(("entry.missing", 650), (verification.FirstDamage?.Code, verification.FirstDamage?.Position));
        Assert.Contains(verification.Findings, finding => finding.Code == "entry.missing" && finding.What == "Entries 701 to 7999999999999999999 are missing.");
        Assert.Contains(verification.Findings, finding => finding.Code == "entry.hash" && finding.Position == 8_000_000_000_000_000_000);
        Assert.Contains("entry 650 is missing", (await Assert.ThrowsAsync<RecordDamagedException>(() => exporting)).Message, StringComparison.Ordinal);
    }
}

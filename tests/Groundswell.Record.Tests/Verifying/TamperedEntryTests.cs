using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Tests.Verifying;

/// <summary>Each test changes entries behind the journal's back and sees that verifying names the first bad position.</summary>
public sealed class TamperedEntryTests
{
    [Theory, EveryStore]
    public async Task A_changed_value_in_any_column_is_found_at_its_entry(TestStore store)
    {
        await store.Fill();
        await store.Tamper("CREATE TABLE kept AS SELECT * FROM entry WHERE position = 301");
        foreach (var (column, value) in new[]
        {
            ("payload", "replace(payload, '\"i\"', '\"j\"')"),
            ("payload", "payload || ' '"),
            ("stream", "'job-99'"),
            ("version", "version + 1000"),
            ("name", "'job.helD'"),
            ("occurred_at", "occurred_at + 1"),
            ("recorded_at", "recorded_at + 1"),
            ("time_zone", "'Europe/Vienna'"),
            ("actor", "'P-18'"),
            ("station", "'T-5'"),
            ("station", "CASE WHEN station IS NULL THEN '' END"),
            ("device", "'tablet-8'"),
            ("device", "NULL"),
            ("shift", "'B'"),
            ("source", "source + 1"),
            ("ordinal", "ordinal + 1"),
            ("corrects", "7"),
            ("decided_against", "'[{\"log\":\"a\",\"stream\":\"b\",\"version\":1,\"position\":1}]'"),
        })
        {
            await store.TamperOne($"UPDATE entry SET {column} = {value} WHERE position = 301");

            var verification = await store.VerifySigned();

            Assert.Equal((column, 301), (column, verification.FirstDamage?.Position));
            Assert.Contains(verification.Findings, finding => finding is { Position: 301, Code: "entry.hash" });
            Assert.DoesNotContain("checkpoint.root", verification.Codes());
            await store.TamperOne("DELETE FROM entry WHERE position = 301");
            await store.TamperOne("INSERT INTO entry SELECT * FROM kept");
        }

        Assert.True((await store.VerifySigned()).Sound);
    }

    [Fact]
    public async Task A_flipped_bit_in_the_file_is_found_at_its_entry()
    {
        await using var store = new FolderStore();
        await using (var journal = await store.Open())
        {
            for (var i = 1; i <= 20; i++)
                await journal.Recorded(Sample.To("job-1", $"\"weighed {i:D2}\""));
        }

        var file = Path.Combine(store.Folder, "record.db");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.AsSpan().IndexOf("weighed 13"u8)] ^= 0x20;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        var damage = (await store.Verify()).FirstDamage!;

        Assert.Equal(("entry.hash", 13L), (damage.Code, damage.Position));
    }

    [Theory, EveryStore]
    public async Task What_an_entry_tells_of_its_command_beside_the_hash_is_looked_at_too(TestStore store)
    {
        await store.Fill();
        foreach (var change in new[] { "command_entries = command_entries + 1", "command_entries = NULL", "digest = NULL" })
        {
            await store.Tamper("CREATE TABLE kept AS SELECT * FROM entry WHERE position = 301");
            await store.TamperOne($"UPDATE entry SET {change} WHERE position = 301");

            var finding = Assert.Single((await store.VerifySigned()).Findings);

            Assert.Equal("command.entries", finding.Code);
            Assert.Contains("entry 301", finding.What, StringComparison.OrdinalIgnoreCase);
            await store.TamperOne("DELETE FROM entry WHERE position = 301");
            await store.TamperOne("INSERT INTO entry SELECT * FROM kept");
            await store.Tamper("DROP TABLE kept");
        }
    }

    [Theory, EveryStore]
    public async Task A_command_cut_in_two_at_the_end_is_found(TestStore store)
    {
        await using (var journal = await store.Open())
            await journal.Recorded(Sample.To("job-1", "{}", "{}", "{}"));
        await store.TamperOne("DELETE FROM entry WHERE position = 3");
        await store.MakeEverythingFit();

        Assert.Equal(("command.entries", 3L), Assert.Single((await store.Verify()).Findings) is var finding ? (finding.Code, finding.Position) : default);
    }

    [Theory, EveryStore]
    public async Task Another_command_id_or_leaf_hash_is_found_at_its_entry(TestStore store)
    {
        await store.Fill();
        var other = Guid.CreateVersion7();
        await store.TamperOne("UPDATE entry SET leaf_hash = @a WHERE position = 500", new byte[32]);
        await store.TamperOne(
            "UPDATE entry SET command = @a WHERE position = 301", store is FolderStore ? other.ToByteArray(bigEndian: true) : other);

        var verification = await store.VerifySigned();

        Assert.Equal(301, verification.FirstDamage?.Position);
        Assert.Contains(verification.Findings, finding => finding is { Position: 301, Code: "entry.hash" });
        Assert.Contains(verification.Findings, finding => finding is { Position: 500, Code: "entry.hash" });
        Assert.DoesNotContain("checkpoint.root", verification.Codes());
    }

    [Fact]
    public async Task A_value_of_a_length_that_no_value_has_is_found_and_the_rest_is_still_verified()
    {
        await using var store = new FolderStore();
        await store.Fill();
        await store.TamperOne("UPDATE entry SET command = x'00' WHERE position = 10");
        await store.TamperOne("UPDATE entry SET leaf_hash = x'00' WHERE position = 20");
        await store.TamperOne("UPDATE entry SET source = source + 4294967296 WHERE position = 30");
        await store.TamperOne("UPDATE entry SET payload = '{}' WHERE position = 600");

        var verification = await store.VerifySigned();

        Assert.Equal(10, verification.FirstDamage?.Position);
        foreach (var position in new[] { 10, 20, 30, 600 })
            Assert.Contains(verification.Findings, finding => finding.Position == position);
    }

    [Theory, EveryStore]
    public async Task A_deleted_row_is_found(TestStore store)
    {
        await store.Fill();
        await store.TamperOne("DELETE FROM entry WHERE position = 300");

        var verification = await store.VerifySigned();

        Assert.Equal(("entry.missing", 300), (verification.FirstDamage?.Code, verification.FirstDamage?.Position));
        Assert.DoesNotContain("checkpoint.root", verification.Codes());
    }

    [Theory, EveryStore]
    public async Task Rows_deleted_where_no_tile_is_yet_are_found(TestStore store)
    {
        await store.Fill();
        await store.Tamper("DELETE FROM entry WHERE position BETWEEN 600 AND 610");

        var verification = await store.VerifySigned();

        Assert.Equal(("entry.missing", 600), (verification.FirstDamage?.Code, verification.FirstDamage?.Position));
        Assert.Null(verification.Root);
    }

    [Theory, EveryStore]
    public async Task Two_swapped_rows_are_found(TestStore store)
    {
        await store.Fill();
        await store.TamperOne("UPDATE entry SET position = -1 WHERE position = 300");
        await store.TamperOne("UPDATE entry SET position = 300 WHERE position = 420");
        await store.TamperOne("UPDATE entry SET position = 420 WHERE position = -1");

        var verification = await store.VerifySigned();

        Assert.Equal(300, verification.FirstDamage?.Position);
        Assert.Contains(verification.Findings, finding => finding is { Position: 300, Code: "entry.hash" });
        Assert.Contains(verification.Findings, finding => finding is { Position: 420, Code: "entry.hash" });
    }

    [Theory, EveryStore]
    public async Task A_replaced_payload_with_a_leaf_hash_taken_anew_is_found_by_the_tile(TestStore store)
    {
        await store.Fill();
        await store.Replace(300);

        var verification = await store.Verify();

        Assert.Equal(("entry.replaced", 300), (verification.FirstDamage?.Code, verification.FirstDamage?.Position));
        Assert.Single(verification.Findings);
    }

    [Theory, EveryStore]
    public async Task A_replaced_payload_where_no_tile_is_yet_is_found_by_the_tree(TestStore store)
    {
        await store.Fill();
        await store.Replace(690);

        var verification = await store.Verify();

        Assert.Equal("checkpoint.root", verification.FirstDamage?.Code);
        Assert.Contains("entries 601 to 700", verification.FirstDamage?.What, StringComparison.Ordinal);
        Assert.Contains("log.frontier", verification.Codes());
    }

    [Theory, EveryStore]
    public async Task A_replaced_payload_with_everything_computed_anew_is_found_by_the_checkpoints(TestStore store)
    {
        await store.Fill();
        await store.Replace(300);
        await store.MakeEverythingFit();

        var verification = await store.Verify();

        var finding = Assert.Single(verification.Findings);
        Assert.Equal(("checkpoint.root", 201L), (finding.Code, finding.Position));
        Assert.Contains("entries 201 to 300", finding.What, StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task With_the_checkpoints_taken_away_only_a_key_tells_how_far_the_log_can_be_trusted(TestStore store)
    {
        await store.Fill();
        var notes = await store.Notes();
        await store.Replace(300);
        await store.MakeEverythingFit();
        await store.Tamper("DELETE FROM checkpoint WHERE size >= 300");

        Assert.Equal("self-consistent only", (await store.Verify()).Basis.ToString());
        var signed = await store.VerifySigned();
        var known = await store.Verify(new() { Key = RecordedLog.Key.Public, Known = [notes[4].Note] });

        Assert.EndsWith("up to entry 200; entries 201 to 700 self-consistent only", signed.Basis.ToString(), StringComparison.Ordinal);
        Assert.Equal(("checkpoint.fork", 201), (known.FirstDamage?.Code, known.FirstDamage?.Position));
    }

    [Theory, EveryStore]
    public async Task An_entry_put_behind_the_end_is_found(TestStore store)
    {
        await store.Fill();
        await store.Tamper("CREATE TABLE forged AS SELECT * FROM entry WHERE position = 700");
        await store.Tamper("UPDATE forged SET position = 701, version = version + 1, ordinal = 1");
        await store.TamperOne("INSERT INTO entry SELECT * FROM forged");

        var verification = await store.VerifySigned();

        Assert.Equal(("entry.beyond", 701), (verification.FirstDamage?.Code, verification.FirstDamage?.Position));
    }

    [Theory, EveryStore]
    public async Task Of_too_many_findings_the_first_are_kept_and_all_are_counted(TestStore store)
    {
        await store.Fill();
        await store.Tamper("UPDATE entry SET actor = 'P-99'");

        var verification = await store.Verify(new() { MostFindings = 10 });

        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), verification.Findings.Select(finding => finding.Position));
        Assert.Equal(700, verification.FindingCount);
    }

    [Theory, EveryStore]
    public async Task Damage_is_not_drowned_in_what_is_none(TestStore store)
    {
        await store.Fill();
        var notes = await store.Notes();
        await using (var journal = await store.Open(RecordedLog.Signing))
        {
            foreach (var position in new[] { 701, 702, 703 })
            {
                var root = Convert.ToBase64String(Checkpoint.Of((await journal.Store.Head(Sample.Log, TestContext.Current.CancellationToken))!).Root);
                var restored = new LogRestored("backup", position - 1, root, 2_000, root);
                await OwnEntries.Append(
                    journal, Sample.Log, restored, RecordEvents.Actor, Guid.CreateVersion7(), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            await journal.Recorded(Sample.To("job-1"));
        }

        await store.TamperOne("UPDATE entry SET actor = 'P-99' WHERE position = 704");
        var verification = await store.Verify(new() { MostFindings = 2, Known = [notes[0].Note] });

        Assert.Equal(704, verification.FirstDamage?.Position);
        Assert.False(verification.Sound);
    }
}

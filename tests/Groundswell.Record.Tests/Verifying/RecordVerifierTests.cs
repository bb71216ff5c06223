using Groundswell.Record.Checkpoints;
using Groundswell.Record.Verifying;
using Groundswell.Testing;

namespace Groundswell.Record.Tests.Verifying;

/// <summary>What no log by itself tells: rows of none, tables without their guards, and things handed in that are of nothing that is there.</summary>
public sealed class RecordVerifierTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task A_whole_record_has_no_findings(TestStore store)
    {
        await store.Fill();

        var verification = await Verify(store, new() { Key = RecordedLog.Key.Public });

        Assert.True(verification.Sound);
        Assert.Empty(verification.Findings);
        Assert.Empty(Assert.Single(verification.Logs).Findings);
    }

    [Theory, EveryStore]
    public async Task What_was_handed_in_and_is_of_nothing_there_is_told(TestStore store)
    {
        await store.Fill();
        var elsewhere = new Checkpoint("groundswell/trial/elsewhere/site-z", 3, new byte[32]);

        var verification = await Verify(
            store,
            new()
            {
                Keys = [RecordedLog.Key.Public, VerifierKey.Parse(RecordedLog.Key.LogKey(elsewhere.Origin))],
                Witnesses = [VerifierKey.Parse(RecordedLog.Key.WitnessKey("w"))],
                Known = [elsewhere.Sign(RecordedLog.Key).ToString()],
            },
            "site-z", Sample.Log);

        Assert.False(verification.Sound);
        Assert.Equal(
            ["key.unmatched", "known.unmatched", "log.missing", "witness.unmatched"],
            verification.Findings.Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    [Theory, EveryStore]
    public async Task Rows_of_a_log_whose_row_was_removed_are_found(TestStore store)
    {
        await store.Fill();
        await store.TamperOne(store is FolderStore ? "PRAGMA foreign_keys = OFF; DELETE FROM log" : "DELETE FROM log");

        var verification = await Verify(store, new());

        Assert.False(verification.Sound);
        var codes = verification.Findings.Select(finding => finding.Code).ToList();
        Assert.Contains("record.empty", codes);
        Assert.Equal(3, codes.Count(code => code == "store.stray-rows"));
    }

    [Theory, EveryStore]
    public async Task A_guard_that_was_taken_away_is_found_and_a_writer_warns_of_it(TestStore store)
    {
        await store.Fill();
        await store.Tamper(store is FolderStore ? "DROP TRIGGER IF EXISTS entry_is_never_changed" : "DROP TRIGGER entry_is_never_changed ON entry");
        await store.Tamper("DROP INDEX entry_by_command");

        var verification = await Verify(store, new());

        Assert.Contains(verification.Findings, finding => finding.Code == "store.guards" && finding.What.Contains("entry_is_never_changed", StringComparison.Ordinal));
        Assert.Contains(verification.Findings, finding => finding.Code == "store.guards" && finding.What.Contains("entry_by_command", StringComparison.Ordinal));
        await using var journal = await store.Open();
        Assert.Contains(journal.Warnings, warning => warning.Contains("entry_is_never_changed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("entry_is_never_changed", "CREATE OR REPLACE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE ON entry FOR EACH ROW WHEN (false) EXECUTE FUNCTION refuse()")]
    [InlineData("entry_is_never_changed", "CREATE OR REPLACE TRIGGER entry_is_never_changed BEFORE UPDATE OF device OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse()")]
    [InlineData("entry_is_never_changed", "CREATE OR REPLACE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION refuse()")]
    [InlineData("entry_is_never_emptied", "CREATE OR REPLACE TRIGGER entry_is_never_emptied AFTER TRUNCATE ON entry EXECUTE FUNCTION refuse()")]
    [InlineData("entry_by_stream", "DROP INDEX entry_by_stream; CREATE INDEX entry_by_stream ON entry (log, stream, version)")]
    [InlineData("entry_by_command", "DROP INDEX entry_by_command; CREATE UNIQUE INDEX entry_by_command ON entry (command, log) WHERE ordinal = 7")]
    [InlineData("entry_by_position", "ALTER TABLE entry DROP CONSTRAINT entry_by_position")]
    [InlineData("a rule nowhere", "CREATE RULE nowhere AS ON INSERT TO checkpoint DO INSTEAD NOTHING")]
    [InlineData("row security on entry", "ALTER TABLE entry ENABLE ROW LEVEL SECURITY")]
    public async Task A_guard_that_bears_its_name_and_guards_less_is_found(string guard, string sql)
    {
        await using var store = new DatabaseStore();
        await store.Fill();
        var always = sql.Contains("TRIGGER", StringComparison.Ordinal) ? $"; ALTER TABLE entry ENABLE ALWAYS TRIGGER {guard}" : "";
        await PostgresCluster.Execute(store.Database.Superuser, $"SET search_path = record; {sql}{always}");

        var verification = await Verify(store, new());

        var finding = Assert.Single(verification.Findings);
        Assert.Equal("store.guards", finding.Code);
        Assert.Contains(guard, finding.What, StringComparison.Ordinal);
    }

    [Theory, EveryStore]
    public async Task A_log_of_another_record_is_found(TestStore store)
    {
        await store.Fill();
        await store.Tamper($"{(store is FolderStore ? "" : "ALTER TABLE meta DISABLE TRIGGER ALL; ")}UPDATE meta SET kind = 'demo'");

        Assert.Equal("log.origin", (await store.VerifySigned()).FirstDamage?.Code);
    }

    [Theory, EveryStore]
    public async Task A_key_under_which_nothing_is_signed_is_told(TestStore store)
    {
        await store.Fill();
        await store.Tamper("DELETE FROM checkpoint");

        var old = await store.Verify(new() { Key = RecordedLog.Key.Public, Time = new ManualTime(TimeProvider.System.GetUtcNow().AddHours(1)) });
        var fresh = await store.VerifySigned();

        Assert.Equal((Weight.Damage, "key.nothing-signed"), (old.Findings[0].Weight, old.Findings[0].Code));
        Assert.Equal((Weight.Note, "key.nothing-signed"), (fresh.Findings[0].Weight, fresh.Findings[0].Code));
        Assert.Empty((await store.Verify()).Findings);
    }

    [Theory, EveryStore]
    public async Task A_log_that_claims_to_have_just_begun_is_believed_only_where_that_can_be(TestStore store)
    {
        await using (var journal = await store.Open(new JournalOptions { Kind = RecordKind.Trial, Time = new ManualTime(Sample.Noon) }))
            await journal.Recorded(Sample.To("job-1"));

        Assert.Equal(Weight.Note, (await At(Sample.Noon.AddMinutes(4))).Weight);
        Assert.Equal(Weight.Damage, (await At(Sample.Noon.AddMinutes(6))).Weight);
        Assert.Equal(Weight.Damage, (await At(Sample.Noon.AddMinutes(-6))).Weight);

        await using (var journal = await store.Open(new JournalOptions { Kind = RecordKind.Trial, Time = new ManualTime(Sample.Noon) }))
            await journal.Recorded(Sample.To("job-1", [.. Enumerable.Repeat("{}", 20_000)]));
        Assert.Equal(Weight.Damage, (await At(Sample.Noon.AddMinutes(4))).Weight);

        async Task<Finding> At(DateTimeOffset now)
        {
            var finding = Assert.Single((await store.Verify(new() { Key = RecordedLog.Key.Public, Time = new ManualTime(now) })).Findings);
            Assert.Equal("key.nothing-signed", finding.Code);
            return finding;
        }
    }

    [Theory, EveryStore]
    public async Task Far_more_entries_than_a_journal_leaves_unsigned_are_told(TestStore store)
    {
        await store.Fill();
        await using (var journal = await store.Open())
            await journal.Recorded(Sample.To("job-1", [.. Enumerable.Repeat("{}", 20_001)]));

        Assert.Equal((Weight.Damage, "checkpoint.overdue", 701L), Only(await store.VerifySigned()));
        Assert.Equal((Weight.Note, "checkpoint.overdue", 701L), Only(await store.Verify()));

        static (Weight, string, long) Only(Verification verification) =>
            Assert.Single(verification.Findings) is var finding ? (finding.Weight, finding.Code, finding.Position) : default;
    }

    [Theory, EveryStore]
    public async Task Entries_that_went_unsigned_for_hours_are_told(TestStore store)
    {
        await store.Fill();
        await using (var journal = await store.Open(new JournalOptions { Kind = RecordKind.Trial, Time = new ManualTime(TimeProvider.System.GetUtcNow()) }))
            await journal.Recorded(Sample.To("job-1"));
        await using (var journal = await store.Open(new JournalOptions { Kind = RecordKind.Trial, Time = new ManualTime(TimeProvider.System.GetUtcNow().AddHours(7)) }))
            await journal.Recorded(Sample.To("job-1"));

        Assert.Equal("checkpoint.overdue", (await store.VerifySigned()).FirstDamage?.Code);
    }

    [Theory, EveryStore]
    public async Task A_tile_put_in_where_none_is_due_is_found(TestStore store)
    {
        await store.Fill();
        foreach (var (level, index) in ((int, long)[])[(0, 5), (1, 0), (0, -1)])
        {
            await store.TamperOne(
                $"INSERT INTO tile (log, level, idx, root, hashes) VALUES ({Tampering.LogColumn(store)}, @a, @b, @c, @d)", level, index, new byte[32], new byte[8192]);

            Assert.Equal(["tile.beyond"], (await store.VerifySigned()).Codes());
            await store.TamperOne("DELETE FROM tile WHERE level = @a AND idx = @b", level, index);
        }

        await store.TamperOne($"INSERT INTO checkpoint (log, size, recorded_at, note) VALUES ({Tampering.LogColumn(store)}, -1, 0, 'x')");
        Assert.Equal(["checkpoint.size"], (await store.VerifySigned()).Codes());
    }

    private static async Task<RecordVerification> Verify(TestStore store, VerifyOptions options, params string[] logs)
    {
        await using var journal = await store.OpenToRead();
        return await RecordVerifier.Verify(journal, logs, options, Stop);
    }
}

using Groundswell.Record.Attachments;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Moving;
using Groundswell.Record.Sealing;
using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Postgres;
using Groundswell.Record.Tests.Verifying;
using Groundswell.Record.Verifying;
using Groundswell.Testing;

namespace Groundswell.Record.Tests.Moving;

public sealed class RestoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static JournalOptions Signing => RecordedLog.Signing with { CheckpointEntries = 50 };

    private static RestoreOptions Keyed => new() { Key = RecordedLog.Key.Public };

    private string To => _folder.File("restored");

    public void Dispose() => _folder.Dispose();

    [Theory, EveryStore]
    public async Task A_restored_record_is_the_record_that_was_backed_up_and_begins_again(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal, more: 300);
        await Backup.Take(journal, _folder.File("backup"), new BackupOptions(), Stop);

        var restored = await Restore.ToFolder([_folder.File("backup")], To, Keyed, Stop);

        Assert.Equal([(Varied.Other, 2L), (Sample.Log, 311L)], restored.Select(log => (log.Log, log.LastPosition)).Order());
        Assert.All(restored, log => Assert.True(log.Verification.Sound));
        await using var there = await Journal.OpenFolder(DataFolder.Record(To), Signing, Stop);
        Assert.Equal((journal.Id, journal.Kind), (there.Id, there.Kind));
        Assert.Equal(await Varied.Entries(journal), (await Varied.Entries(there))[..^1]);
        var last = (await there.All())[^1];
        Assert.Equal((312, "log.restored", RecordEvents.Actor), (last.Position, last.Name, last.Actor));
        Assert.Equal(
            new LogRestored("backup", 311, (await LogVerifier.Verify(journal, Sample.Log, new VerifyOptions(), Stop)).Root!), OwnEntries.TryRead(last));
    }

    [Theory, EveryStore]
    public async Task Commands_keep_their_meaning_after_a_restore(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal);
        var append = Sample.To("job-77", "1", "2");
        var receipt = await journal.Recorded(append);
        await Backup.Take(journal, _folder.File("backup"), new BackupOptions(), Stop);
        await Restore.ToFolder([_folder.File("backup")], To, Keyed, Stop);

        await using var there = await Journal.OpenFolder(DataFolder.Record(To), Signing, Stop);

        Assert.Equal(receipt with { Repeated = true }, await there.Append(append, Stop));
        Assert.IsType<CommandIdReused>(await there.Append(append with { Actor = "P-99" }, Stop));
        Assert.IsType<CommandIdReused>(await there.Append(append with { Entries = [Sample.Entry("job-77", "3")] }, Stop));
        foreach (var command in (await journal.All()).Select(entry => entry.Command).Distinct())
            Assert.Equal(await journal.Find(command, Stop), await there.Find(command, Stop));
    }

    [Theory, EveryStore]
    public async Task A_log_goes_to_the_other_kind_of_store_and_back_with_every_hash_as_it_was(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal, more: 600);
        await LogExport.Write(journal, Sample.Log, _folder.File("there.jsonl"), null, Stop);
        await using var database = await PostgresServer.NewDatabase();
        await Restore.ToPostgres([_folder.File("there.jsonl")], database.Owner, PostgresServer.Application, Keyed, Stop);

        await using (var there = await Journal.OpenPostgres(database.Application, Signing, Stop))
        {
            Assert.Equal(await Varied.Entries(journal), (await Varied.Entries(there))[..^1]);
            Assert.Equal(await journal.Store.TileRoots(Sample.Log, 0, 0, 9, Stop), await there.Store.TileRoots(Sample.Log, 0, 0, 9, Stop));
            Assert.Equal(await journal.Store.Checkpoints(Sample.Log, 0, 600, Stop), await there.Store.Checkpoints(Sample.Log, 0, 600, Stop));
            Assert.Equal("export", ((LogRestored)OwnEntries.TryRead((await there.All())[^1])!).From);
            await there.Recorded(Sample.To("job-1"));
            await LogExport.Write(there, Sample.Log, _folder.File("back.jsonl"), null, Stop);
        }

        await Restore.ToFolder([_folder.File("back.jsonl")], To, Keyed, Stop);
        await using var back = await Journal.OpenFolder(DataFolder.Record(To), Signing, Stop);
        Assert.Equal(await Varied.Entries(journal), (await Varied.Entries(back))[..^3]);
        Assert.Equal(
            ["log.restored", "job.held", "log.restored"], (await back.All()).TakeLast(3).Select(entry => entry.Name));
        Assert.True((await LogVerifier.Verify(back, Sample.Log, new VerifyOptions { Key = RecordedLog.Key.Public }, Stop)).Sound);
    }

    [Theory, EveryStore]
    public async Task Several_exports_of_one_record_make_up_one_record(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal);
        await LogExport.Write(journal, Sample.Log, _folder.File("a.jsonl"), null, Stop);
        await LogExport.Write(journal, Varied.Other, _folder.File("b.jsonl"), null, Stop);

        await Restore.ToFolder([_folder.File("a.jsonl"), _folder.File("b.jsonl")], To, Keyed, Stop);

        await using var there = await Journal.OpenFolder(DataFolder.Record(To), Signing, Stop);
        Assert.Equal(await Varied.Entries(journal, Varied.Other), (await Varied.Entries(there, Varied.Other))[..^1]);
        Assert.Equal(await Varied.Entries(journal), (await Varied.Entries(there))[..^1]);
    }

    [Theory, EveryStore]
    public async Task Attachments_and_what_became_of_erased_ones_come_back(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        var kept = await journal.Attachments.Add(new MemoryStream([1, 2, 3]), "image/jpeg", null, Stop);
        var erased = await journal.Attachments.Add(new MemoryStream([4, 5, 6]), "image/jpeg", null, Stop);
        foreach (var reference in (AttachmentReference[])[kept, erased])
            await journal.Recorded(Sample.To("job-1", $$"""{"$attachment":"{{reference.Address}}","length":3,"mediaType":"image/jpeg"}"""));
        await journal.Attachments.Erase(journal, Sample.Log, erased.Hash, "a face", "P-3", Stop);
        await Backup.Take(journal, _folder.File("backup"), new BackupOptions(), Stop);
        await using var database = await PostgresServer.NewDatabase();

        var restored = await Restore.ToPostgres([_folder.File("backup")], database.Owner, PostgresServer.Application, Keyed, Stop);

        Assert.Contains(Assert.Single(restored).Verification.Findings, finding => finding.Code == "attachment.erased");
        await using var there = await Journal.OpenPostgres(database.Application, Signing, Stop);
        await using var content = await there.Attachments.Open(kept, Stop);
        Assert.Equal(3, await content.ReadAtLeastAsync(new byte[8], 8, throwOnEndOfStream: false, Stop));
        Assert.Equal(3, (await Assert.ThrowsAsync<AttachmentErasedException>(() => there.Attachments.Open(erased, Stop))).Position);
    }

    [Theory, EveryStore]
    public async Task What_was_erased_after_the_backups_moment_is_erased_again(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        var picture = await journal.Attachments.Add(new MemoryStream([1, 2, 3]), "image/jpeg", null, Stop);
        await journal.Recorded(Sample.To("job-1", $$"""{"$attachment":"{{picture.Address}}","length":3,"mediaType":"image/jpeg"}"""));
        await LogExport.Write(journal, Sample.Log, _folder.File("a.jsonl"), null, Stop);
        var late = new FolderContents(LogExport.AttachmentsOf(_folder.File("a.jsonl")));
        await late.Erase(picture.Hash, new ErasedBy(Sample.Log, 7), Stop);

        var restored = await Restore.ToFolder([_folder.File("a.jsonl")], To, Keyed, Stop);

        Assert.True(Assert.Single(restored).Verification.Sound);
        await using var there = await Journal.OpenFolder(DataFolder.Record(To), Signing, Stop);
        Assert.Equal(["job.held", "log.restored", "attachment.erased"], (await there.All()).Select(entry => entry.Name));
        Assert.Equal(3, (await Assert.ThrowsAsync<AttachmentErasedException>(() => there.Attachments.Open(picture, Stop))).Position);
    }

    [Theory, EveryStore]
    public async Task A_key_that_the_log_says_was_destroyed_stays_destroyed_when_its_file_comes_back(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        using var keys = new FolderSealKeys(_folder.File("seal-keys"));
        var (kept, destroyed) = (await keys.For("P-17", "ballot", Stop), await keys.For("P-18", "ballot", Stop));
        await new Sealer(keys, TimeProvider.System).Destroy(journal, Sample.Log, destroyed.Id, "asked to", "P-18", Stop);

        // What a crash between the entry and the destruction leaves behind: the key is still there, and no mark.
        File.Delete(_folder.File($"seal-keys/{destroyed.Id}.destroyed"));
        await File.WriteAllTextAsync(
            _folder.File($"seal-keys/{destroyed.Id}.key"), $$"""{"id":"{{destroyed.Id}}","person":"P-18","purpose":"ballot","secret":"AAAA"}""", Stop);
        await Backup.Take(journal, _folder.File("backup"), new BackupOptions { SealKeys = _folder.File("seal-keys") }, Stop);
        await Restore.ToFolder([_folder.File("backup")], To, Keyed, Stop);

        using var there = new FolderSealKeys(DataFolder.SealKeys(To));
        Assert.IsType<SealKeyState.Destroyed>(await there.Find(destroyed.Id, Stop));
        Assert.False(File.Exists(Path.Combine(DataFolder.SealKeys(To), destroyed.Id + ".key")));
        Assert.Equal(kept.Secret.ToArray(), Assert.IsType<SealKeyState.Here>(await there.Find(kept.Id, Stop)).Key.Secret.ToArray());
    }

    [Theory, EveryStore]
    public async Task A_restored_log_says_which_entries_it_lost(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal, more: 100);
        await Backup.Take(journal, _folder.File("backup"), new BackupOptions(), Stop);
        for (var i = 0; i < 200; i++)
            await journal.Recorded(Sample.To("later"));
        var kept = (await journal.Store.NewestCheckpoint(Sample.Log, Stop))!;

        var restored = await Restore.ToFolder([_folder.File("backup")], To, Keyed with { Known = [kept.Note] }, Stop);

        var log = restored.Single(log => log.Log == Sample.Log);
        Assert.True(log.Verification.Sound);
        Assert.Contains(log.Verification.Findings, finding =>
            finding.Code == "restored.lost" && finding.What.StartsWith($"Entries 112 to {kept.Size}", StringComparison.Ordinal));
        await using var there = await Journal.OpenFolder(DataFolder.Record(To), Signing, Stop);
        Assert.Equal(kept.Size, ((LogRestored)OwnEntries.TryRead((await there.All())[^1])!).LastWitnessedSize);
    }

    [Theory, EveryStore]
    public async Task A_log_with_a_replaced_payload_and_its_leaf_hash_made_to_fit_is_not_restored(TestStore store)
    {
        await store.Fill();
        await store.Replace(10);
        await store.MakeEverythingFit();
        await using var forged = await store.OpenToRead();
        await LogExport.Write(forged, Sample.Log, _folder.File("forged.jsonl"), null, Stop);

        var refused = await Assert.ThrowsAsync<RestoreRefusedException>(() => Restore.ToFolder([_folder.File("forged.jsonl")], To, Keyed, Stop));

        Assert.Equal("checkpoint.root", refused.Verification!.FirstDamage!.Code);
        Assert.Equal(["forged.jsonl"], Left());
    }

    [Theory, EveryStore]
    public async Task Nothing_is_put_in_place_of_a_damaged_export(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal, more: 60);
        await LogExport.Write(journal, Sample.Log, _folder.File("a.jsonl"), null, Stop);
        var lines = await File.ReadAllLinesAsync(_folder.File("a.jsonl"), Stop);
        await File.WriteAllLinesAsync(_folder.File("a.jsonl"), lines[..^1], Stop);
        await using var database = await PostgresServer.NewDatabase();

        await Assert.ThrowsAsync<ExportDamagedException>(() => Restore.ToFolder([_folder.File("a.jsonl")], To, Keyed, Stop));
        await Assert.ThrowsAsync<ExportDamagedException>(() => Restore.ToPostgres([_folder.File("a.jsonl")], database.Owner, null, Keyed, Stop));

        Assert.Equal(["a.jsonl"], Left());
        Assert.Equal(0, await database.Ask<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'record'"));
    }

    [Fact]
    public async Task Nothing_is_ever_overwritten()
    {
        await using var store = new FolderStore();
        await using var journal = await store.Open(Signing);
        await LogExport.Write(journal, Sample.Log, _folder.File("a.jsonl"), null, Stop);
        await using var database = await PostgresServer.NewDatabase();
        await Restore.ToFolder([_folder.File("a.jsonl")], To, Keyed, Stop);
        await Restore.ToPostgres([_folder.File("a.jsonl")], database.Owner, null, Keyed, Stop);

        await Assert.ThrowsAsync<IOException>(() => Restore.ToFolder([_folder.File("a.jsonl")], To, Keyed, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Restore.ToPostgres([_folder.File("a.jsonl")], database.Owner, null, Keyed, Stop));

        await using var folder = await Journal.OpenFolder(DataFolder.Record(To), Signing, Stop);
        await using var postgres = await Journal.OpenPostgres(database.Owner, Signing, Stop);
        Assert.Single(await folder.All());
        Assert.Single(await postgres.All());
    }

    [Fact]
    public async Task An_empty_folder_may_be_there_already()
    {
        await using var store = new FolderStore();
        await using var journal = await store.Open(Signing);
        await LogExport.Write(journal, Sample.Log, _folder.File("a.jsonl"), null, Stop);
        Directory.CreateDirectory(To);

        await Restore.ToFolder([_folder.File("a.jsonl")], To, Keyed, Stop);

        Assert.True(File.Exists(Path.Combine(DataFolder.Record(To), "record.db")));
    }

    [Fact]
    public async Task A_database_that_a_restore_is_filling_is_opened_by_nothing_else()
    {
        await using var database = await PostgresServer.NewDatabase();
        await PostgresRestore.Begin(database.Owner, null, new StoreIdentity(Guid.CreateVersion7(), RecordKind.Trial), Stop);

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenPostgres(database.Owner, Signing, Stop));

        Assert.Contains("restore", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_of_different_records_are_not_put_together()
    {
        await using var one = new FolderStore();
        await using var other = new FolderStore();
        await using var journal = await one.Open(Signing);
        await using var stranger = await other.Open(Signing);
        await stranger.OpenLog("site-b", Stop);
        await LogExport.Write(journal, Sample.Log, _folder.File("a.jsonl"), null, Stop);
        await LogExport.Write(stranger, "site-b", _folder.File("b.jsonl"), null, Stop);

        await Assert.ThrowsAsync<ArgumentException>(() => Restore.ToFolder([_folder.File("a.jsonl"), _folder.File("b.jsonl")], To, Keyed, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Restore.ToFolder([_folder.File("a.jsonl"), _folder.File("a.jsonl")], To, Keyed, Stop));
    }

    [Fact]
    public async Task A_record_without_the_right_key_is_not_restored_as_if_it_were_vouched_for()
    {
        await using var store = new FolderStore();
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal, more: 60);
        await LogExport.Write(journal, Sample.Log, _folder.File("a.jsonl"), null, Stop);
        using var stranger = SigningKey.Create(_folder.File("stranger.key"));

        await Assert.ThrowsAsync<RestoreRefusedException>(
            () => Restore.ToFolder([_folder.File("a.jsonl")], To, new RestoreOptions { Key = stranger.Public }, Stop));
    }

    [Theory, EveryStore]
    public async Task With_a_key_nothing_is_restored_whose_signatures_were_taken_away(TestStore store)
    {
        var time = new ManualTime(Sample.Noon);
        await using var journal = await store.Open(Signing with { Time = time });
        await Varied.Fill(journal, more: 60);
        foreach (var hours in (int[])[7, 14])
        {
            time.Set(Sample.Noon.AddHours(hours));
            await journal.Recorded(Sample.To("job-9"));
        }

        await store.Tamper("DELETE FROM checkpoint WHERE size > (SELECT min(size) FROM checkpoint WHERE size > 5)");
        await LogExport.Write(journal, Sample.Log, _folder.File("some.jsonl"), null, Stop);
        await store.Tamper("DELETE FROM checkpoint");
        await LogExport.Write(journal, Sample.Log, _folder.File("none.jsonl"), null, Stop);

        Assert.Contains("one was due long before", await Refused("some"), StringComparison.Ordinal);
        Assert.Contains("nothing in this log is signed by it", await Refused("none"), StringComparison.Ordinal);
        Assert.Equal("self-consistent only", Assert.Single(await Restore.ToFolder([_folder.File("none.jsonl")], To, new RestoreOptions(), Stop)).Verification.Basis.ToString());

        async Task<string> Refused(string name) => (await Assert.ThrowsAsync<RestoreRefusedException>(
            () => Restore.ToFolder([_folder.File(name + ".jsonl")], To, Keyed, Stop))).Message;
    }

    [Fact]
    public async Task What_is_handed_in_and_is_of_nothing_in_it_keeps_it_from_being_restored()
    {
        await using var store = new FolderStore();
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal, more: 60);
        await LogExport.Write(journal, Sample.Log, _folder.File("a.jsonl"), null, Stop);
        var elsewhere = $"groundswell/trial/{Guid.CreateVersion7()}/{Sample.Log}";

        Assert.Contains("the key given for", await Refused(new RestoreOptions { Key = VerifierKey.Parse(RecordedLog.Key.LogKey(elsewhere)) }), StringComparison.Ordinal);
        Assert.Contains("a checkpoint kept elsewhere is of", await Refused(Keyed with { Known = [new Checkpoint(elsewhere, 3, new byte[32]).Sign(RecordedLog.Key).ToString()] }), StringComparison.Ordinal);

        async Task<string> Refused(RestoreOptions options) => (await Assert.ThrowsAsync<RestoreRefusedException>(
            () => Restore.ToFolder([_folder.File("a.jsonl")], To, options, Stop))).Message;
    }

    private string[] Left() => [.. Directory.EnumerateFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)!).Order()];
}

using System.Diagnostics;
using Groundswell.Record.Moving;
using Groundswell.Record.Sealing;
using Groundswell.Record.Tests.Verifying;

namespace Groundswell.Record.Tests.Moving;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static RestoreOptions Keyed => new() { Key = RecordedLog.Key.Public };

    private string To => _folder.File("backup");

    public void Dispose() => _folder.Dispose();

    [Theory, EveryStore]
    public async Task A_backup_taken_during_heavy_writing_is_whole_and_holds_nobody_up(TestStore store)
    {
        await using var journal = await store.Open(RecordedLog.Signing);
        await Varied.Fill(journal, more: 2_000);
        using var enough = new CancellationTokenSource();
        var written = 0L;
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; !enough.IsCancellationRequested; i++)
                {
                    var picture = await journal.Attachments.Add(new MemoryStream([(byte)writer, (byte)i, (byte)(i >> 8)]), "image/png", null, Stop);
                    await journal.Recorded(Sample.To(
                        $"writer-{writer}", $$"""{"$attachment":"{{picture.Address}}","length":3,"mediaType":"image/png"}""", "{}"));
                    if (i % 5 == 4)
                        await journal.Attachments.Erase(journal, Sample.Log, picture.Hash, "a face", "P-3", Stop);
                    Interlocked.Add(ref written, 2);
                }
            },
            Stop)).ToList();

        var backups = new List<string>();
        try
        {
            var trying = Stopwatch.StartNew();
            for (var tries = 1; backups.Count < 2; tries++)
            {
                Assert.True(trying.Elapsed < TimeSpan.FromMinutes(1), $"Nobody could write while one of {tries - 1} backups was taken.");
                var before = Interlocked.Read(ref written);
                var summary = await Backup.Take(journal, $"{To}-{tries}", new BackupOptions(), Stop);
                Assert.Empty(summary.Damage);
                // One of so small a record may be over before a busy machine lets a writer go on.
                if (Interlocked.Read(ref written) > before)
                    backups.Add($"{To}-{tries}");
            }
        }
        finally
        {
            await enough.CancelAsync();
            await Task.WhenAll(writers);
        }

        var original = await Varied.Entries(journal);
        foreach (var backup in backups)
        {
            await Restore.ToFolder([backup], $"{backup}-restored", Keyed, Stop);
            await using var restored = await Journal.OpenFolder(DataFolder.Record($"{backup}-restored"), new JournalOptions(), Stop);
            var entries = await Varied.Entries(restored);
            var taken = (await restored.All()).FindIndex(entry => entry.Name == "log.restored");
            Assert.InRange(taken, 2_000, original.Length);
            Assert.Equal(original[..taken], entries[..taken]);
        }
    }

    [Theory, EveryStore]
    public async Task A_backup_says_what_is_in_it_in_words_that_other_programs_know(TestStore store)
    {
        await using var journal = await store.Open(RecordedLog.Signing);
        await Varied.Fill(journal);
        using var keys = new FolderSealKeys(_folder.File("seal-keys"));
        var key = await keys.For("P-17", "ballot", Stop);
        var picture = await journal.Attachments.Add(new MemoryStream([1, 2, 3]), "image/jpeg", null, Stop);

        await Backup.Take(journal, To, new BackupOptions { SealKeys = _folder.File("seal-keys") }, Stop);

        string[] expected = store is FolderStore
            ? ["SHA256SUMS", $"attachments/{picture.Hash[..2]}/{picture.Hash}", "manifest.json", "record/record.db", $"seal-keys/{key.Id}.key"]
            : ["SHA256SUMS", $"attachments/{picture.Hash[..2]}/{picture.Hash}", "logs/enterprise.jsonl", "logs/site-a.jsonl", "manifest.json", $"seal-keys/{key.Id}.key"];
        Assert.Equal(expected, Files());
        using var sums = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sha256sum", ["-c", "--quiet", "SHA256SUMS"]) { WorkingDirectory = To })!;
        await sums.WaitForExitAsync(Stop);
        Assert.Equal(0, sums.ExitCode);
    }

    [Theory, EveryStore]
    public async Task A_backup_that_fails_leaves_nothing_that_looks_like_one(TestStore store)
    {
        await using var journal = await store.Open(RecordedLog.Signing);
        await Varied.Fill(journal);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backup.Take(journal, To, new BackupOptions(), stopped.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
        Directory.CreateDirectory(To);
        await Assert.ThrowsAsync<IOException>(() => Backup.Take(journal, To, new BackupOptions(), Stop));
    }

    [Theory, EveryStore]
    public async Task A_backup_that_is_not_as_it_was_taken_is_refused_with_the_file(TestStore store)
    {
        await using var journal = await store.Open(RecordedLog.Signing);
        await Varied.Fill(journal);
        await journal.Attachments.Add(new MemoryStream([1, 2, 3]), "image/jpeg", null, Stop);
        await Backup.Take(journal, To, new BackupOptions(), Stop);

        foreach (var file in Files())
        {
            var path = Path.Combine(To, file);
            var whole = await File.ReadAllBytesAsync(path, Stop);
            var changed = whole.ToArray();
            changed[changed.Length / 2] ^= 1;

            await File.WriteAllBytesAsync(path, changed, Stop);
            await Refused();
            File.Delete(path);
            await Refused();
            await File.WriteAllBytesAsync(path, whole, Stop);
        }

        await File.WriteAllTextAsync(Path.Combine(To, "more"), "", Stop);
        await Refused();
        File.Delete(Path.Combine(To, "more"));
        await Restore.ToFolder([To], _folder.File("restored"), Keyed, Stop);

        Task Refused() => Assert.ThrowsAsync<BackupDamagedException>(() => Restore.ToFolder([To], _folder.File("restored"), Keyed, Stop));
    }

    [Theory, EveryStore]
    public async Task A_backup_of_a_damaged_record_is_taken_and_says_so_or_is_refused_at_restore(TestStore store)
    {
        await using (var journal = await store.Open(RecordedLog.Signing))
            await Varied.Fill(journal, more: 50);
        await store.TamperOne("UPDATE entry SET actor = 'P-99' WHERE position = 20");

        await using var damaged = await store.OpenToRead();
        await Backup.Take(damaged, To, new BackupOptions(), Stop);

        await Assert.ThrowsAnyAsync<Exception>(() => Restore.ToFolder([To], _folder.File("restored"), Keyed, Stop));
        Assert.False(Directory.Exists(_folder.File("restored")));
    }

    [Fact]
    public async Task A_folder_that_is_no_backup_is_refused()
    {
        var refused = await Assert.ThrowsAsync<BackupDamagedException>(() => Restore.ToFolder([_folder.Path], _folder.File("restored"), Keyed, Stop));

        Assert.Contains("manifest.json", refused.Message, StringComparison.Ordinal);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(To, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(To, path)).Order(StringComparer.Ordinal)];
}

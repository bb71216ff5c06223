using System.Globalization;
using Groundswell.Record.Stores.Sqlite;
using Groundswell.Record.Tests.Verifying;

namespace Groundswell.Record.Tests.Stores.Sqlite;

public sealed class FolderTests : IAsyncDisposable
{
    private readonly FolderStore _store = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_store.Folder, SqliteStore.FileName);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_second_writer_is_told_who_writes()
    {
        await using var journal = await _store.Open();

        var refused = await Assert.ThrowsAsync<FolderInUseException>(() => _store.Open());

        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("started 2", refused.Message, StringComparison.Ordinal);
        await journal.Recorded(Sample.To("job-1"));
    }

    [Fact]
    public async Task The_folder_is_free_when_its_writer_has_closed()
    {
        await (await _store.Open()).DisposeAsync();
        await (await _store.Open()).DisposeAsync();

        Assert.False(System.IO.File.Exists(Path.Combine(_store.Folder, "writer.txt")));
    }

    [Fact]
    public async Task What_a_killed_writer_left_behind_holds_nobody_up()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_store.Folder, "writer.lock"), "", Stop);
        await System.IO.File.WriteAllTextAsync(Path.Combine(_store.Folder, "writer.txt"), "process 1, started long ago", Stop);

        await using var journal = await _store.Open();

        await journal.Recorded(Sample.To("job-1"));
    }

    [Fact]
    public async Task What_a_killed_writer_had_not_synchronized_yet_is_put_on_disk_before_it_is_told_as_recorded()
    {
        using var killed = new TemporaryFolder();
        await using (var journal = await _store.Open())
        {
            await journal.Recorded(Sample.To("job-1"));
            // What a process leaves that is killed: the log beside the file, whether or not the disk has it.
            foreach (var name in (string[])["record.db", "record.db-wal"])
                System.IO.File.Copy(Path.Combine(_store.Folder, name), killed.File(name));
        }

        Assert.NotEqual(0, new FileInfo(killed.File("record.db-wal")).Length);
        await using var next = await Journal.OpenFolder(killed.Path, new JournalOptions(), Stop);

        Assert.Equal(0, new FileInfo(killed.File("record.db-wal")).Length);
        Assert.Single(await next.All());
    }

    [Fact]
    public async Task Whoever_reads_an_old_state_meanwhile_keeps_nobody_from_opening()
    {
        await using (var journal = await _store.Open())
        {
            await journal.Recorded(Sample.To("job-1"));
            using var reader = Database.OpenForReading(Path.Combine(_store.Folder, SqliteStore.FileName));
            reader.Execute("BEGIN");
            Assert.Equal("1", reader.Ask("SELECT count(*) FROM entry"));
            await journal.Recorded(Sample.To("job-1"));
            await journal.DisposeAsync();

            await using var next = await _store.Open();

            await next.Recorded(Sample.To("job-1"));
            Assert.Equal(3, (await next.All()).Count);
            Assert.Equal("1", reader.Ask("SELECT count(*) FROM entry"));
        }
    }

    [Fact]
    public async Task Who_opens_for_reading_sees_what_is_written_meanwhile_and_writes_nothing()
    {
        await using var journal = await _store.Open();
        await journal.Recorded(Sample.To("job-1"));
        await using var reading = await Journal.OpenFolderForReading(_store.Folder, Stop);
        Assert.Single(await reading.All());

        await journal.Recorded(Sample.To("job-1"));

        Assert.Equal(2, (await reading.All()).Count);
        Assert.Throws<InvalidOperationException>(() => { _ = reading.Append(Sample.To("job-1"), Stop); });
        Assert.Throws<InvalidOperationException>(() => { _ = reading.OpenLog("site-b", Stop); });
    }

    [Fact]
    public async Task A_closed_record_is_read_without_its_writer()
    {
        await using (var journal = await _store.Open())
            await journal.Recorded(Sample.To("job-1"));

        await using var reading = await Journal.OpenFolderForReading(_store.Folder, Stop);

        Assert.Single(await reading.All());
        Assert.Equal(RecordKind.Trial, reading.Kind);
    }

    [Fact]
    public async Task A_record_stays_what_it_was_made_as()
    {
        Guid made;
        await using (var journal = await _store.Open(new JournalOptions { Kind = RecordKind.Demo }))
            made = journal.Id;

        await using (var journal = await _store.Open(new JournalOptions { Kind = RecordKind.Plant }))
        {
            Assert.Equal((RecordKind.Demo, made), (journal.Kind, journal.Id));
            var log = Assert.Single(await journal.Logs(Stop));
            Assert.Equal($"groundswell/demo/{made}/{Sample.Log}", log.Origin);
        }
    }

    [Fact]
    public async Task What_is_no_record_is_not_opened()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("no database ", 1000)), Stop);

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => _store.Open());
        Assert.Contains("damaged or no record", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenFolderForReading(_store.Folder, Stop));
    }

    [Theory]
    [InlineData("DELETE FROM meta", "does not say which record it is")]
    [InlineData("UPDATE meta SET id = 'none'", "does not say which record it is")]
    [InlineData("PRAGMA foreign_keys = OFF; DROP TABLE log", "no such table: log")]
    public async Task A_record_that_lost_what_it_is_read_by_is_damaged(string tampering, string says)
    {
        await using (var journal = await _store.Open())
            await journal.Recorded(Sample.To("job-1"));
        await _store.Tamper(tampering);

        var damaged = await Assert.ThrowsAsync<JournalUnavailableException>(async () =>
        {
            await using var reading = await Journal.OpenFolderForReading(_store.Folder, Stop);
            await reading.Logs(Stop);
        });

        Assert.True(damaged.IsDamage);
        Assert.Contains(says, damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_read_where_all_of_it_is_in_the_file()
    {
        await using (var journal = await _store.Open())
            await journal.Recorded(Sample.To("job-1"));
        // A link in the place of the file that holds readers' marks, which SQLite follows for nobody: not even root can make that file.
        Directory.CreateSymbolicLink(File + "-shm", _store.Folder);
        await System.IO.File.WriteAllBytesAsync(File + "-wal", [], Stop);

        await using (var reading = await Journal.OpenFolderForReading(_store.Folder, Stop))
            Assert.Single(await reading.All());
        await System.IO.File.WriteAllBytesAsync(File + "-wal", new byte[4096], Stop);

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenFolderForReading(_store.Folder, Stop));
        Assert.Contains("Copy the folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_nothing_is_read()
    {
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenFolderForReading(_store.Folder, Stop));

        Assert.Empty(Directory.GetFiles(_store.Folder));
    }

    [Fact]
    public async Task Every_connection_waits_for_the_disk()
    {
        await using var journal = await _store.Open();

        using var writing = Database.OpenForWriting(File);
        using var reading = Database.OpenForReading(File);

        foreach (var connection in new[] { writing, reading })
        {
            Assert.Equal("2", connection.Ask("PRAGMA synchronous"));
            Assert.Equal("wal", connection.Ask("PRAGMA journal_mode"));
            Assert.Equal("1", connection.Ask("PRAGMA foreign_keys"));
            Assert.Equal("1", connection.Ask("PRAGMA recursive_triggers"));
        }
    }

    [Theory]
    [InlineData("UPDATE entry SET payload = '{}'")]
    [InlineData("UPDATE entry SET position = position + 1")]
    [InlineData("DELETE FROM entry")]
    [InlineData("DELETE FROM entry WHERE position = 1")]
    [InlineData("REPLACE INTO entry SELECT * FROM entry WHERE position = 1")]
    [InlineData("UPDATE tile SET root = x'00'")]
    [InlineData("DELETE FROM tile")]
    [InlineData("UPDATE checkpoint SET note = ''")]
    [InlineData("DELETE FROM checkpoint")]
    [InlineData("UPDATE log SET size = size - 1")]
    [InlineData("UPDATE log SET name = 'site-b'")]
    [InlineData("UPDATE log SET origin = 'groundswell/plant/x/site-a'")]
    [InlineData("DELETE FROM log")]
    [InlineData("UPDATE meta SET kind = 'plant'")]
    [InlineData("DELETE FROM meta")]
    public async Task The_database_itself_refuses_to_change_or_remove(string statement)
    {
        using var key = Groundswell.Record.Checkpoints.SigningKey.FromSeed(new byte[32]);
        await using (var journal = await _store.Open(new JournalOptions { Kind = RecordKind.Trial, SigningKey = key }))
            await journal.Recorded(Sample.To("job-1", [.. Enumerable.Repeat("{}", 300)]));
        using var database = Database.OpenForWriting(File);

        var refused = Assert.Throws<JournalUnavailableException>(() => database.Execute(statement));

        Assert.Equal(1811, Assert.IsType<SqliteFailure>(refused.InnerException).Code);
    }

    [Fact]
    public async Task The_tables_keep_what_the_entries_say_in_columns_that_can_be_queried()
    {
        await using (var journal = await _store.Open())
            await journal.Recorded(Sample.To("job-1", """{"a":"ä"}""") with { Station = "T-1" });

        using var database = Database.OpenForReading(File);

        Assert.Equal("T-1", database.Ask("SELECT station FROM entry WHERE json_extract(payload, '$.a') = 'ä'"));
        Assert.Equal(
            Microseconds.Of(Sample.Noon).ToString(CultureInfo.InvariantCulture), database.Ask("SELECT occurred_at FROM entry"));
    }

    [Fact]
    public async Task A_new_record_is_its_owner_s_alone()
    {
        if (OperatingSystem.IsWindows())
            return; // there a folder has the rights of the one it is in
        var folder = Path.Combine(_store.Folder, "deeper", "record");
        await using var journal = await Journal.OpenFolder(folder, new JournalOptions { Kind = RecordKind.Trial }, Stop);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(folder));
    }
}

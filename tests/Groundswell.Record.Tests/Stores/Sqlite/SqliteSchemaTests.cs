using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Sqlite;

namespace Groundswell.Record.Tests.Stores.Sqlite;

public sealed class SqliteSchemaTests : IDisposable
{
    private static readonly StoreIdentity Made = new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), RecordKind.Trial);

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File(SqliteStore.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_older_record_is_brought_up_to_date_with_all_that_is_in_it()
    {
        await using (var journal = await Journal.OpenFolder(_folder.Path, new JournalOptions { Kind = RecordKind.Demo }, TestContext.Current.CancellationToken))
        {
            await journal.OpenLog(Sample.Log, TestContext.Current.CancellationToken);
            await journal.Recorded(Sample.To("job-1"));
        }

        using var database = Database.OpenForWriting(File);
        var identity = SqliteSchema.Ensure(
            database, Made, [.. SqliteSchema.Steps, "CREATE TABLE second (x INTEGER) STRICT", "ALTER TABLE second ADD COLUMN y INTEGER"]);

        Assert.Equal(RecordKind.Demo, identity.Kind);
        Assert.Equal($"{SqliteSchema.Steps.Count + 2}", database.Ask("SELECT schema FROM meta"));
        Assert.Equal("1", database.Ask("SELECT count(*) FROM entry"));
        Assert.Equal("0", database.Ask("SELECT count(y) FROM second"));
    }

    [Fact]
    public void A_step_that_fails_leaves_everything_as_it_was()
    {
        using var database = Database.OpenForWriting(File);
        SqliteSchema.Ensure(database, Made);

        Assert.Throws<JournalUnavailableException>(
            () => SqliteSchema.Ensure(database, Made, [.. SqliteSchema.Steps, "CREATE TABLE second (x INTEGER)", "no statement"]));

        Assert.Equal($"{SqliteSchema.Steps.Count}", database.Ask("SELECT schema FROM meta"));
        Assert.Null(database.Ask("SELECT 1 FROM sqlite_schema WHERE name = 'second'"));
        Assert.Equal(Made, SqliteSchema.Ensure(database, Made));
    }

    [Fact]
    public void A_record_of_a_newer_program_is_left_alone()
    {
        using var database = Database.OpenForWriting(File);
        SqliteSchema.Ensure(database, Made, [.. SqliteSchema.Steps, "CREATE TABLE second (x INTEGER)"]);

        Assert.Contains("newer program", Assert.Throws<JournalUnavailableException>(() => SqliteSchema.Ensure(database, Made)).Message, StringComparison.Ordinal);
        Assert.Contains("newer program", Assert.Throws<JournalUnavailableException>(() => SqliteSchema.Expect(database)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_record_is_not_read_half()
    {
        using var database = Database.OpenForWriting(File);
        Assert.Contains("is not a record", Assert.Throws<JournalUnavailableException>(() => SqliteSchema.Expect(database)).Message, StringComparison.Ordinal);
        SqliteSchema.Ensure(database, Made);
        database.Execute("UPDATE meta SET schema = 0");

        Assert.Throws<JournalUnavailableException>(() => SqliteSchema.Expect(database));
    }
}

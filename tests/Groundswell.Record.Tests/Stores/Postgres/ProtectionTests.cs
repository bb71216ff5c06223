using Groundswell.Testing;
using Npgsql;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>What the database itself refuses, whoever asks: the application's role, the tables' owner, a superuser in the guise of replication.</summary>
public sealed class ProtectionTests(FilledDatabase filled) : IClassFixture<FilledDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Changes =>
    [
        "UPDATE record.entry SET actor = 'P-18'",
        "UPDATE record.entry SET payload = payload",
        "DELETE FROM record.entry WHERE position = 1",
        "TRUNCATE record.entry",
        "INSERT INTO record.entry SELECT * FROM record.entry ON CONFLICT (log, position) DO UPDATE SET actor = 'P-18'",
        "MERGE INTO record.entry e USING (SELECT 1) s (n) ON e.position = 1 WHEN MATCHED THEN DELETE",
        "UPDATE record.tile SET root = ''",
        "DELETE FROM record.tile",
        "TRUNCATE record.tile",
        "UPDATE record.checkpoint SET note = ''",
        "DELETE FROM record.checkpoint",
        "TRUNCATE record.checkpoint",
        "DELETE FROM record.log",
        "TRUNCATE record.log",
        "UPDATE record.log SET origin = 'another'",
        "DELETE FROM record.meta",
        "TRUNCATE record.meta",
        "UPDATE record.meta SET kind = 'plant'",
    ];

    public static TheoryData<string> Reachings =>
    [
        "ALTER TABLE record.entry DISABLE TRIGGER ALL",
        "ALTER TABLE record.entry DISABLE TRIGGER entry_is_never_changed",
        "ALTER TABLE record.entry ADD COLUMN remark text",
        "ALTER TABLE record.entry ALTER COLUMN payload TYPE bytea USING ''",
        "DROP TABLE record.entry",
        "DROP TRIGGER entry_is_never_changed ON record.entry",
        "DROP SCHEMA record CASCADE",
        "DROP INDEX record.entry_by_stream",
        "CREATE TABLE record.mine (n int)",
        "CREATE TRIGGER mine BEFORE INSERT ON record.entry FOR EACH ROW EXECUTE FUNCTION record.refuse()",
        "CREATE RULE mine AS ON INSERT TO record.entry DO INSTEAD NOTHING",
        "CREATE OR REPLACE FUNCTION record.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
        "SET session_replication_role = replica",
        "SET ROLE record_owner",
    ];

    [Theory, MemberData(nameof(Changes))]
    public async Task The_application_has_no_right_to_change_the_record(string sql)
    {
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalOf(filled.Database.Application, sql));
    }

    [Theory, MemberData(nameof(Reachings))]
    public async Task The_application_cannot_reach_what_protects_the_record(string sql)
    {
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalOf(filled.Database.Application, sql));
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task The_owner_is_refused_as_well(string sql)
    {
        Assert.Equal(PostgresErrorCodes.RestrictViolation, await RefusalOf(filled.Database.Owner, sql));
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task Playing_replication_does_not_help(string sql)
    {
        Assert.Equal(
            PostgresErrorCodes.RestrictViolation, await RefusalOf(filled.Database.Superuser, "SET session_replication_role = replica; " + sql));
    }

    [Fact]
    public async Task The_application_can_move_a_head_on_but_not_back()
    {
        const string Back = "UPDATE record.log SET size = size - 1";

        Assert.Equal(PostgresErrorCodes.RestrictViolation, await RefusalOf(filled.Database.Application, Back));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, await RefusalOf(filled.Database.Application, "UPDATE record.log SET recorded_at = 0"));
        Assert.Null(await RefusalOf(filled.Database.Application, "UPDATE record.log SET size = size"));
    }

    /// <returns>The code of the error with which the database answered, or null where it did as told.</returns>
    private static async Task<string?> RefusalOf(string connection, string sql)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = database.CreateCommand(sql);
        try
        {
            await command.ExecuteNonQueryAsync(Stop);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}

/// <summary>A record with at least one row in each table. What is refused leaves it as it was, so the tests share it.</summary>
public sealed class FilledDatabase : IAsyncLifetime
{
    private readonly DatabaseStore _store = new();

    public PostgresDatabase Database => _store.Database;

    public async ValueTask InitializeAsync()
    {
        await using (var journal = await _store.Open())
            await journal.Recorded(Sample.To("job-1"));
        await PostgresCluster.Execute(
            Database.Application,
            "INSERT INTO record.tile VALUES ('site-a', 9, 0, '', ''); INSERT INTO record.checkpoint VALUES ('site-a', 1, 1, '')");
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

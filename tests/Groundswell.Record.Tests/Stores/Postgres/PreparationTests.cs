using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Postgres;
using Groundswell.Testing;
using Npgsql;

namespace Groundswell.Record.Tests.Stores.Postgres;

public sealed class PreparationTests
{
    private static readonly JournalOptions Trial = new() { Kind = RecordKind.Trial };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        await using var database = await PostgresServer.NewDatabase();
        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, Trial, Stop);
        var made = await IdentityOf(database);

        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, new JournalOptions(), Stop);

        Assert.Equal(made, await IdentityOf(database));
        Assert.Equal(RecordKind.Trial, made.Kind);
    }

    [Fact]
    public async Task Two_who_prepare_at_once_make_one_record()
    {
        await using var database = await PostgresServer.NewDatabase();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Journal.PreparePostgres(database.Owner, PostgresServer.Application, Trial, Stop)));

        Assert.Equal(RecordKind.Trial, (await IdentityOf(database)).Kind);
    }

    [Fact]
    public async Task Older_tables_are_brought_up_in_place()
    {
        await using var database = await PostgresServer.NewDatabase();
        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, Trial, Stop);
        await using (var journal = await Journal.OpenPostgres(database.Application, Trial, Stop))
        {
            await journal.OpenLog(Sample.Log, Stop);
            await journal.Recorded(Sample.To("job-1"));
        }

        await Prepare(database, [.. PostgresTables.Steps, "ALTER TABLE record.entry ADD COLUMN lane text"]);

        Assert.Equal(PostgresTables.Steps.Count + 1, await database.Ask<int>("SELECT schema FROM record.meta"));
        Assert.Equal(1, await database.Ask<long>("SELECT count(*) FROM record.entry WHERE lane IS NULL"));
    }

    [Fact]
    public async Task A_database_of_the_first_version_is_refused_until_it_is_brought_up_and_is_written_then()
    {
        await using var database = await PostgresServer.NewDatabase();
        await Prepare(database, [PostgresTables.Steps[0]]);
        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenPostgres(database.Application, Trial, Stop));

        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, Trial, Stop);
        await using var journal = await Journal.OpenPostgres(database.Application, Trial, Stop);
        await journal.OpenLog(Sample.Log, Stop);
        for (var i = 0; i < 4; i++)
            Assert.Equal(i + 1, (await journal.Recorded(Sample.To("job-1").At("job-1", i))).First);

        Assert.Contains("owner's connection", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_tables_as_they_were()
    {
        await using var database = await PostgresServer.NewDatabase();
        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, Trial, Stop);

        await Assert.ThrowsAsync<JournalUnavailableException>(
            () => Prepare(database, [.. PostgresTables.Steps, "ALTER TABLE record.entry ADD COLUMN lane text; SELECT 1 / 0"]));

        await using var journal = await Journal.OpenPostgres(database.Application, Trial, Stop);
        Assert.Equal(0, await database.Ask<long>("SELECT count(*) FROM pg_attribute WHERE attname = 'lane' AND NOT attisdropped"));
    }

    [Fact]
    public async Task Tables_of_a_newer_program_are_left_alone()
    {
        await using var database = await PostgresServer.NewDatabase();
        await Prepare(database, [.. PostgresTables.Steps, "SELECT 1"]);

        var opened = await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenPostgres(database.Application, Trial, Stop));
        var prepared = await Assert.ThrowsAsync<JournalUnavailableException>(
            () => Journal.PreparePostgres(database.Owner, PostgresServer.Application, Trial, Stop));

        Assert.Contains("Use a newer program", opened.Message, StringComparison.Ordinal);
        Assert.Contains("Use a newer program", prepared.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unprepared_database_says_what_to_do()
    {
        await using var database = await PostgresServer.NewDatabase();

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenPostgres(database.Application, Trial, Stop));

        Assert.Contains("Prepare it with the owner's connection", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("record_owner", "owner")]
    [InlineData("postgres", "superuser")]
    [InlineData("nobody_at_all", "no role")]
    public async Task A_role_that_no_grant_could_limit_is_not_prepared_for(string role, string why)
    {
        await using var database = await PostgresServer.NewDatabase();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Journal.PreparePostgres(database.Owner, role, Trial, Stop));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.Ask<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'record'"));
    }

    [Fact]
    public async Task An_owner_may_use_its_tables_and_is_warned()
    {
        await using var database = await PostgresServer.NewDatabase();
        await Journal.PreparePostgres(database.Owner, null, Trial, Stop);

        await using var journal = await Journal.OpenPostgres(database.Owner, Trial, Stop);
        await journal.OpenLog(Sample.Log, Stop);
        await journal.Recorded(Sample.To("job-1"));

        Assert.Contains(journal.Warnings, warning => warning.Contains("owner", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_applications_role_needs_no_warning()
    {
        await using var store = new DatabaseStore();

        await using var journal = await store.Open();

        Assert.Empty(journal.Warnings);
    }

    [Fact]
    public async Task A_commit_waits_for_the_disk_whatever_the_database_is_set_to()
    {
        await using var database = await PostgresServer.NewDatabase();
        await PostgresCluster.Execute(
            database.Superuser, $"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$");
        await using var writers = PostgresSession.Connections(database.Application, "write");

        await using var connection = await PostgresSession.OpenWriter(writers, Stop);

        await using var ask = new NpgsqlCommand(
            "SELECT concat_ws(' ', current_setting('synchronous_commit'), current_setting('idle_in_transaction_session_timeout'))", connection);
        Assert.Equal("on 20s", await ask.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task A_plant_is_not_written_where_a_power_failure_could_lose_it()
    {
        await using var cluster = await PostgresCluster.Start("fsync=off", "full_page_writes=off");
        await PostgresServer.MakeRoles(cluster);
        await using var plant = await PostgresDatabase.Make(cluster);
        await using var trial = await PostgresDatabase.Make(cluster);
        await Journal.PreparePostgres(plant.Owner, PostgresServer.Application, new JournalOptions(), Stop);
        await Journal.PreparePostgres(trial.Owner, PostgresServer.Application, Trial, Stop);

        var refused = await Assert.ThrowsAsync<JournalUnavailableException>(() => Journal.OpenPostgres(plant.Application, new JournalOptions(), Stop));
        await using var read = await Journal.OpenPostgresForReading(plant.Application, Stop);
        await using var tried = await Journal.OpenPostgres(trial.Application, Trial, Stop);

        Assert.Contains("fsync", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, read.Warnings.Count);
        Assert.Equal(2, tried.Warnings.Count);
    }

    private static Task<StoreIdentity> Prepare(PostgresDatabase database, IReadOnlyList<string> steps) => PostgresSchema.Prepare(
        database.Owner, PostgresServer.Application, new StoreIdentity(Guid.CreateVersion7(), RecordKind.Trial), steps, Stop);

    private static async Task<StoreIdentity> IdentityOf(PostgresDatabase database)
    {
        await using var store = await PostgresStore.Open(database.Application, writing: false, TimeProvider.System, Stop);
        return store.Identity;
    }
}

using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>A restore into a database: made as the record that was, marked until it is whole, and taken away again where it fails.</summary>
internal static class PostgresRestore
{
    /// <summary>Makes the tables in a database that has none, marked so that nothing but the restore opens them.</summary>
    /// <exception cref="InvalidOperationException">The database holds a record.</exception>
    public static async Task Begin(string ownerConnection, string? applicationRole, StoreIdentity identity, CancellationToken stop)
    {
        await using (var database = PostgresSession.Connections(ownerConnection, "restore"))
        {
            await using var found = database.CreateCommand("SELECT count(*) > 0 FROM pg_namespace WHERE nspname = 'record'");
            if (await Run(async () => (bool)(await found.ExecuteScalarAsync(stop))!))
                throw new InvalidOperationException("The database has a schema 'record' already; a restore goes to a database without one.");
        }

        await PostgresSchema.Prepare(ownerConnection, applicationRole, identity, PostgresTables.Steps, stop);
        await Execute(ownerConnection, "UPDATE record.meta SET restoring = true", stop);
    }

    public static Task End(string ownerConnection, CancellationToken stop) =>
        Execute(ownerConnection, "UPDATE record.meta SET restoring = false", stop);

    /// <summary>Takes away what <see cref="Begin"/> made, unless it was ended.</summary>
    public static Task Abandon(string ownerConnection) => Execute(
        ownerConnection,
        """
        DO $$
        BEGIN
            IF (SELECT restoring FROM record.meta) THEN
                DROP SCHEMA record CASCADE;
            END IF;
        END $$
        """,
        CancellationToken.None);

    /// <exception cref="JournalUnavailableException">A restore has not ended, and this is not it.</exception>
    public static async Task Expect(NpgsqlConnection connection, bool restoring, CancellationToken stop)
    {
        await using var ask = new NpgsqlCommand("SELECT restoring FROM record.meta", connection);
        if (await ask.ExecuteScalarAsync(stop) is true && !restoring)
        {
            throw new JournalUnavailableException(
                "A restore into this database has not ended. If none is running, drop the schema 'record' as its owner and restore again.");
        }
    }

    private static Task<int> Execute(string connection, string sql, CancellationToken stop) => Run(async () =>
    {
        await using var database = PostgresSession.Connections(connection, "restore");
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(stop);
    });

    private static async Task<T> Run<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (PostgresFailure.Is(failure))
        {
            throw PostgresFailure.Explain(failure);
        }
    }
}

using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>Makes the tables, brings older ones up to date, and gives the application's role its few rights: the owner's work.</summary>
internal static class PostgresSchema
{
    /// <summary>Two preparations of one database go one after the other.</summary>
    private const long PreparationLock = 0x4753_7752_7072_6570;

    /// <param name="ownerConnection">Of the role that owns the tables, or shall: it may CREATE in the database.</param>
    /// <param name="applicationRole">The role the application connects as; null where it is the owner itself, which protects less.</param>
    /// <param name="made">What a database without a record becomes. One that has a record stays what it was made as.</param>
    /// <returns>What the database is.</returns>
    public static async Task<StoreIdentity> Prepare(
        string ownerConnection, string? applicationRole, StoreIdentity made, IReadOnlyList<string> steps, CancellationToken stop)
    {
        try
        {
            await using var database = PostgresSession.Connections(ownerConnection, "prepare");
            await using var connection = await database.OpenConnectionAsync(stop);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            await Execute(connection, $"SELECT pg_advisory_xact_lock({PreparationLock})", stop);
            await RefuseServer(connection, stop);

            var version = await VersionOf(connection, stop);
            RefuseNewer(version, steps.Count);
            if (version == 0)
                await Execute(connection, "CREATE SCHEMA IF NOT EXISTS record; REVOKE ALL ON SCHEMA record FROM PUBLIC", stop);
            for (var step = version; step < steps.Count; step++)
                await Execute(connection, steps[step], stop);
            if (version == 0)
                await WriteIdentity(connection, made, steps.Count, stop);
            else if (version < steps.Count)
                await Execute(connection, $"UPDATE record.meta SET schema = {steps.Count}", stop);

            var identity = await ReadIdentity(connection, stop);
            if (applicationRole is not null)
                await Grant(connection, applicationRole, stop);
            await transaction.CommitAsync(stop);
            return identity;
        }
        catch (Exception failure) when (PostgresFailure.Is(failure))
        {
            throw PostgresFailure.Explain(failure);
        }
    }

    /// <summary>Reads the identity of a database that must hold a record of today's tables.</summary>
    public static async Task<StoreIdentity> Expect(NpgsqlConnection connection, CancellationToken stop)
    {
        var version = await VersionOf(connection, stop);
        RefuseNewer(version, PostgresTables.Steps.Count);
        if (version < PostgresTables.Steps.Count)
        {
            throw new JournalUnavailableException(version == 0
                ? $"Database {connection.Database} holds no record, or this role may not see it. Prepare it with the owner's connection."
                : $"The record's tables are of version {version}; this program writes version {PostgresTables.Steps.Count}. Prepare the database with the owner's connection, which brings them up to date.");
        }

        return await ReadIdentity(connection, stop);
    }

    private static async Task<int> VersionOf(NpgsqlConnection connection, CancellationToken stop) =>
        await Ask(connection, "SELECT 1 FROM pg_tables WHERE schemaname = 'record' AND tablename = 'meta'", stop) is null
            ? 0
            : await Ask(connection, "SELECT schema FROM record.meta", stop) as int? ?? 0;

    private static void RefuseNewer(int version, int known)
    {
        if (version > known)
        {
            throw new JournalUnavailableException(
                $"The record's tables are of version {version}; this program knows up to {known}. Use a newer program.");
        }
    }

    /// <summary>Below 15, triggers that run in replication's apply cannot send notifications; in another encoding, texts are not the bytes that were hashed.</summary>
    private static async Task RefuseServer(NpgsqlConnection connection, CancellationToken stop)
    {
        if (connection.PostgreSqlVersion.Major < 15)
            throw new InvalidOperationException($"The record needs PostgreSQL 15 or later; this is {connection.PostgreSqlVersion}.");
        var encoding = (string)(await Ask(connection, "SELECT current_setting('server_encoding')", stop))!;
        if (encoding != "UTF8")
            throw new InvalidOperationException($"Database {connection.Database} is encoded in {encoding}; the record needs one in UTF8.");
    }

    /// <exception cref="InvalidOperationException">The role does not exist, or its rights go beyond what any grant could limit.</exception>
    private static async Task Grant(NpgsqlConnection connection, string role, CancellationToken stop)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT quote_ident(r.rolname), r.rolsuper, pg_has_role(r.oid, n.nspowner, 'MEMBER'), r.oid = d.datdba
            FROM pg_roles r, pg_namespace n, pg_database d
            WHERE r.rolname = $1 AND n.nspname = 'record' AND d.datname = current_database()
            """,
            connection);
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = role });
        string quoted;
        await using (var row = await ask.ExecuteReaderAsync(stop))
        {
            if (!await row.ReadAsync(stop))
                throw new InvalidOperationException($"There is no role '{role}'. Make it first: CREATE ROLE \"{role}\" LOGIN.");
            quoted = row.GetString(0);
            var excess = row.GetBoolean(1) ? "is a superuser"
                : row.GetBoolean(2) ? "is, or may become, the tables' owner"
                : row.GetBoolean(3) ? "owns the database and could drop it"
                : null;
            if (excess is not null)
                throw new InvalidOperationException($"Role '{role}' {excess}: nothing would keep it from changing the record. Use another role for the application.");
        }

        await Execute(connection, PostgresTables.GrantsTo(quoted), stop);
    }

    private static async Task WriteIdentity(NpgsqlConnection connection, StoreIdentity identity, int version, CancellationToken stop)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO record.meta (one, id, kind, schema) VALUES (1, $1, $2, $3)", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = identity.Id },
                new NpgsqlParameter<string> { TypedValue = RecordKinds.NameOf(identity.Kind) },
                new NpgsqlParameter<int> { TypedValue = version },
            },
        };
        await insert.ExecuteNonQueryAsync(stop);
    }

    private static async Task<StoreIdentity> ReadIdentity(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var select = new NpgsqlCommand("SELECT id, kind FROM record.meta", connection);
        await using var row = await select.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            && RecordKinds.TryParse(row.GetString(1), out var kind)
                ? new StoreIdentity(row.GetGuid(0), kind)
                : throw new JournalUnavailableException($"Database {connection.Database} is damaged: it does not say which record it is.") { IsDamage = true };
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(stop);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}

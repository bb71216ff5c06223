using System.Globalization;
using Groundswell.Record.Sealing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Groundswell.Identifying.Storing;

/// <summary>Where the directory is: a file in the data folder, or a schema in PostgreSQL.</summary>
public abstract class DirectoryPlace
{
    /// <summary>In a data folder: <c>directory/directory.db</c>.</summary>
    public static DirectoryPlace InFolder(string data) => new DirectoryFile(Path.Combine(data, "directory", "directory.db"));

    /// <summary>Copies the directory of a data folder, as it is at one moment, to another folder, while it is being used. The copy holds credentials: nobody but its owner may read it.</summary>
    /// <param name="to">A folder without a directory; it is made where it is missing.</param>
    /// <returns>Whether there was one to copy.</returns>
    public static Task<bool> CopyFolder(string data, string to, CancellationToken stop) =>
        Task.Run(() => DirectoryFile.Copy(Path.Combine(data, "directory", "directory.db"), Path.Combine(to, "directory.db")), stop);

    /// <summary>In a PostgreSQL database, in the schema <c>directory</c>.</summary>
    /// <param name="connection">The application's. It can be the owner's where a small set-up has one role only.</param>
    public static DirectoryPlace InPostgres(string connection) => new DirectoryDatabase(connection);

    /// <summary>Makes the tables in a PostgreSQL database, or brings older ones up to date: the owner's work. Doing it again changes nothing.</summary>
    /// <param name="ownerConnection">Of the role that may CREATE in the database.</param>
    /// <param name="applicationRole">The role the application connects as; null where it connects as the owner.</param>
    public static Task PreparePostgres(string ownerConnection, string? applicationRole, CancellationToken stop) =>
        DirectoryDatabase.Prepare(ownerConnection, applicationRole, stop);

    /// <summary>Makes sure that the tables are there and of this program's version.</summary>
    /// <exception cref="InvalidOperationException">They are of a newer version, or the owner has to bring them up to date.</exception>
    public abstract Task Open(CancellationToken stop);

    /// <summary>Where the seal keys are: beside the rest of the directory.</summary>
    public abstract ISealKeys SealKeys();

    internal abstract void Configure(DbContextOptionsBuilder options);

    private protected static void RefuseNewer(int version, int known)
    {
        if (version > known)
            throw new InvalidOperationException($"The directory's tables are of version {version}; this program knows up to {known}. Use a newer program.");
    }
}

internal sealed class DirectoryFile(string file) : DirectoryPlace
{
    private string Connection => new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;

    public override async Task Open(CancellationToken stop)
    {
        MakeFolder(Path.GetDirectoryName(file)!);
        await using var connection = new SqliteConnection(Connection);
        await connection.OpenAsync(stop);
        await Execute(connection, null, "PRAGMA journal_mode = WAL");
        await using var transaction = connection.BeginTransaction(deferred: false);
        var version = Convert.ToInt32(await Ask(connection, transaction, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        RefuseNewer(version, DirectorySchema.Sqlite.Count);
        for (var step = version; step < DirectorySchema.Sqlite.Count; step++)
            await Execute(connection, transaction, DirectorySchema.Sqlite[step]);
        await Execute(connection, transaction, $"PRAGMA user_version = {DirectorySchema.Sqlite.Count}");
        await transaction.CommitAsync(stop);

        async Task Execute(SqliteConnection on, SqliteTransaction? within, string sql)
        {
            await using var command = on.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, within);
            await command.ExecuteNonQueryAsync(stop);
        }

        async Task<object?> Ask(SqliteConnection on, SqliteTransaction within, string sql)
        {
            await using var command = on.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, within);
            return await command.ExecuteScalarAsync(stop);
        }
    }

    public static bool Copy(string from, string to)
    {
        if (!File.Exists(from))
            return false;
        MakeFolder(Path.GetDirectoryName(to)!);
        using (var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString))
        using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ConnectionString))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);

            // The copy says that it has a write-ahead log, as the original does; this makes it one file.
            using var fold = target.CreateCommand();
            fold.CommandText = "PRAGMA journal_mode = DELETE";
            fold.ExecuteNonQuery();
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var flushed = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        flushed.Flush(flushToDisk: true);
        return true;
    }

    public override ISealKeys SealKeys() => new FolderSealKeys(Path.Combine(Path.GetDirectoryName(file)!, "seal-keys"));

    internal override void Configure(DbContextOptionsBuilder options) => options.UseSqlite(Connection);

    /// <summary>Hashes of passwords are in it: nobody but the program's own user reads it.</summary>
    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

internal sealed class DirectoryDatabase(string connection) : DirectoryPlace
{
    /// <summary>Two preparations of one database go one after the other.</summary>
    private const long PreparationLock = 0x4753_7764_6972_6563;

    public static async Task Prepare(string ownerConnection, string? applicationRole, CancellationToken stop)
    {
        await using var database = NpgsqlDataSource.Create(ownerConnection);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Execute($"SELECT pg_advisory_xact_lock({PreparationLock})");
        await Execute("CREATE SCHEMA IF NOT EXISTS directory");
        await Execute("REVOKE ALL ON SCHEMA directory FROM PUBLIC");
        await Execute("CREATE TABLE IF NOT EXISTS directory.version (one integer PRIMARY KEY CHECK (one = 1), version integer NOT NULL)");
        var version = await VersionOf(connection, stop);
        RefuseNewer(version, DirectorySchema.Postgres.Count);
        for (var step = version; step < DirectorySchema.Postgres.Count; step++)
            await Execute(DirectorySchema.Postgres[step]);
        await Execute($"""
            INSERT INTO directory.version (one, version) VALUES (1, {DirectorySchema.Postgres.Count})
            ON CONFLICT (one) DO UPDATE SET version = excluded.version
            """);
        if (applicationRole is not null)
        {
            var role = $"\"{applicationRole.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            await Execute($"""
                GRANT USAGE ON SCHEMA directory TO {role};
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA directory TO {role};
                REVOKE INSERT, UPDATE, DELETE ON directory.version FROM {role}
                """);
        }

        await transaction.CommitAsync(stop);

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    public override async Task Open(CancellationToken stop)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var opened = await database.OpenConnectionAsync(stop);
        var version = await VersionOf(opened, stop);
        RefuseNewer(version, DirectorySchema.Postgres.Count);
        if (version < DirectorySchema.Postgres.Count)
        {
            throw new InvalidOperationException(version == 0
                ? $"Database {opened.Database} holds no directory, or this role may not see it. Prepare it with the owner's connection."
                : $"The directory's tables are of version {version}; this program writes version {DirectorySchema.Postgres.Count}. Prepare the database with the owner's connection, which brings them up to date.");
        }
    }

    public override ISealKeys SealKeys() => new PostgresSealKeys(connection);

    internal override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(connection);

    private static async Task<int> VersionOf(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var there = new NpgsqlCommand("SELECT 1 FROM pg_tables WHERE schemaname = 'directory' AND tablename = 'version'", connection);
        if (await there.ExecuteScalarAsync(stop) is null)
            return 0;
        await using var select = new NpgsqlCommand("SELECT version FROM directory.version", connection);
        return await select.ExecuteScalarAsync(stop) as int? ?? 0;
    }
}

using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Postgres;
using Groundswell.Record.Stores.Sqlite;

namespace Groundswell.Record;

public sealed partial class Journal
{
    /// <summary>What protects this record less than it could be protected, in words for whoever runs it; empty where nothing does.</summary>
    public IReadOnlyList<string> Warnings => Store switch
    {
        PostgresStore postgres => postgres.Warnings,
        SqliteStore sqlite => sqlite.Warnings,
        _ => [],
    };

    /// <summary>
    /// Makes the record's tables in a PostgreSQL database, or brings older ones up to date, and gives the application's role the few rights
    /// it needs. Run by whoever installs or upgrades; doing it again changes nothing.
    /// </summary>
    /// <param name="ownerConnection">Of the role that owns the tables, or shall own them: it may CREATE in the database.</param>
    /// <param name="applicationRole">
    /// The role the application connects as: no superuser, and neither the owner nor a member of it. Null where the application is to connect
    /// as the owner itself, which a small set-up may do: then nothing in the database keeps the application from switching its guards off.
    /// </param>
    /// <param name="options">Of these only <see cref="JournalOptions.Kind"/> and <see cref="JournalOptions.Time"/> count, and only for a new record.</param>
    /// <exception cref="InvalidOperationException">The server is too old, the database is not in UTF-8, or the role is missing or has rights that no grant limits.</exception>
    /// <exception cref="JournalUnavailableException">The database can't be reached or refused; the message says why.</exception>
    public static Task PreparePostgres(string ownerConnection, string? applicationRole, JournalOptions options, CancellationToken stop) =>
        PostgresSchema.Prepare(
            ownerConnection, applicationRole, new StoreIdentity(Guid.CreateVersion7(options.Time.GetUtcNow()), options.Kind),
            PostgresTables.Steps, stop);

    /// <summary>Opens the record in a prepared PostgreSQL database to write and read it. Other processes may do so at the same time.</summary>
    /// <exception cref="JournalUnavailableException">It can't be used; the message says why.</exception>
    public static async Task<Journal> OpenPostgres(string connection, JournalOptions options, CancellationToken stop) =>
        await Completed(new Journal(await PostgresStore.Open(connection, writing: true, options.Time, stop), options), stop);

    /// <summary>Opens the record in a prepared PostgreSQL database to read it.</summary>
    public static async Task<Journal> OpenPostgresForReading(string connection, CancellationToken stop) =>
        new(await PostgresStore.Open(connection, writing: false, TimeProvider.System, stop), new JournalOptions());
}

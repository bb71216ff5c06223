using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>What a database was found to be when it was opened.</summary>
/// <param name="Warnings">What protects it less than it could be protected.</param>
/// <param name="IsStandby">It follows another server: nothing is written here, and nothing told of what arrives.</param>
internal sealed record PostgresState(StoreIdentity Identity, bool IsStandby, IReadOnlyList<string> Warnings)
{
    /// <exception cref="JournalUnavailableException">It is not prepared for this program, or it would lose acknowledged entries.</exception>
    /// <param name="restoring">Whether it is opened to be filled by a restore.</param>
    public static async Task<PostgresState> Of(NpgsqlConnection connection, bool writing, bool restoring, CancellationToken stop)
    {
        var identity = await PostgresSchema.Expect(connection, stop);
        await PostgresRestore.Expect(connection, restoring, stop);
        var warnings = new List<string>();
        if (writing)
            warnings.AddRange((await PostgresFaults.OfGuards(connection, stop)).Select(fault => fault.What));
        await using var ask = new NpgsqlCommand(
            """
            SELECT current_setting('fsync') = 'on', current_setting('full_page_writes') = 'on', pg_is_in_recovery(),
                   (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                       OR pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'record.entry'::regclass), 'MEMBER')
            """,
            connection);
        await using var row = await ask.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var (fsync, fullPageWrites, standby, owner) = (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3));

        if (writing && standby)
            throw new JournalUnavailableException("This PostgreSQL server is a standby: it can be read, not written.");
        if (!fsync)
            Unsafe("fsync is off: after a power failure, entries that were acknowledged may be gone and the database damaged");
        if (!fullPageWrites)
            Unsafe("full_page_writes is off: a power failure in the middle of writing a page may damage entries that were acknowledged");
        if (owner)
            warnings.Add("The application connects as the tables' owner or as a superuser: it could switch off what protects the record. Prepare the database for a role of its own.");
        return new PostgresState(identity, standby, warnings);

        // A plant's record is not written where it could be lost; a demonstration or a trial may be.
        void Unsafe(string what)
        {
            if (writing && identity.Kind == RecordKind.Plant)
                throw new JournalUnavailableException($"PostgreSQL's {what}. Switch it on; a plant's record is not written without.");
            warnings.Add($"PostgreSQL's {what}.");
        }
    }
}

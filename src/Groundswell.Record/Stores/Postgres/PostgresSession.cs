using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>What every connection of the record is told and asked when it is made.</summary>
internal static class PostgresSession
{
    /// <summary>Tables are small when plans are made and large when they are used; the right plan is always the index in its order.</summary>
    private const string Plans =
        """
        SELECT set_config('enable_seqscan', 'off', false), set_config('enable_bitmapscan', 'off', false),
               set_config('enable_sort', 'off', false), set_config('enable_hashjoin', 'off', false),
               set_config('enable_mergejoin', 'off', false), set_config('jit', 'off', false),
               set_config('statement_timeout', '0', false), set_config('client_min_messages', 'warning', false)
        """;

    /// <summary>
    /// A commit waits for the disk, whatever role or database are set to; a process that hangs or was cut off between lock and commit
    /// lets go of the log after a while.
    /// </summary>
    private const string Writing =
        """
        SELECT set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') = 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
               set_config('lock_timeout', '25s', false),
               set_config('idle_in_transaction_session_timeout', '20s', false)
        """;

    /// <summary>Connections that are told as above when they are made, kept open and given out again.</summary>
    /// <param name="purpose">Seen in <c>pg_stat_activity</c>.</param>
    public static NpgsqlDataSource Connections(string connection, string purpose)
    {
        var builder = new NpgsqlDataSourceBuilder(With(connection, purpose).ConnectionString);
        builder.UsePhysicalConnectionInitializer(Tell, TellAsync);
        return builder.Build();

        static void Tell(NpgsqlConnection made)
        {
            using var settings = new NpgsqlCommand(Plans, made);
            settings.ExecuteNonQuery();
        }

        static async Task TellAsync(NpgsqlConnection made)
        {
            await using var settings = new NpgsqlCommand(Plans, made);
            await settings.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Opens a connection to write by, and makes sure that its commits are durable.</summary>
    /// <exception cref="JournalUnavailableException">They would not be.</exception>
    public static async Task<NpgsqlConnection> OpenWriter(NpgsqlDataSource writers, CancellationToken stop)
    {
        var connection = await writers.OpenConnectionAsync(stop);
        try
        {
            await using var writing = new NpgsqlCommand(Writing, connection);
            if (await writing.ExecuteScalarAsync(stop) is not ("on" or "remote_apply"))
                throw new JournalUnavailableException("PostgreSQL did not take synchronous_commit = on, so a commit would not wait for the disk.");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static NpgsqlConnectionStringBuilder With(string connection, string purpose) => new(connection)
    {
        ApplicationName = $"groundswell {purpose}",
        Multiplexing = false,
        // The settings above hold for as long as the connection lives.
        NoResetOnClose = true,
        MaxAutoPrepare = 64,
        AutoPrepareMinUsages = 2,
        ReadBufferSize = 64 * 1024,
        WriteBufferSize = 64 * 1024,
        // A peer that is gone without a word is noticed within a minute.
        TcpKeepAlive = true,
        TcpKeepAliveTime = 30,
        TcpKeepAliveInterval = 10,
        IncludeErrorDetail = false,
        Enlist = false,
    };
}

using System.Runtime.InteropServices;
using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>What a transaction writes, and its end. One round trip, with the transaction's beginning where it stands on a belief; and one statement for each table, whatever the number of rows.</summary>
/// <remarks>
/// Columns go as arrays: at the sizes a group commit has, that is as fast as binary COPY, which would take two round trips more.
/// </remarks>
internal static class WriteStatements
{
    /// <summary>Bytes of payload.</summary>
    private const long LargestPortion = 32 * 1024 * 1024;

    private const long OpeningLock = 0x4753_7752_6F70_656E;

    private const string Entries =
        """
        INSERT INTO record.entry (
            log, position, stream, version, name, occurred_at, recorded_at, time_zone, actor, station, device, shift, source, command,
            ordinal, corrects, decided_against, command_entries, digest, leaf_hash, payload)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
        """;

    private const string Tiles = "INSERT INTO record.tile (log, level, idx, root, hashes) SELECT * FROM unnest($1, $2, $3, $4, $5)";

    private const string Checkpoints = "INSERT INTO record.checkpoint (log, size, recorded_at, note) SELECT * FROM unnest($1, $2, $3, $4)";

    private const string Head = "UPDATE record.log SET size = $2, frontier = $3, recorded_at = $4 WHERE name = $1 AND size = $5";

    /// <param name="locked">The logs whose rows this transaction has locked, or will have by <paramref name="belief"/>, and their sizes.</param>
    /// <param name="belief">Where no transaction is under way: it begins here, and goes on only if this is so.</param>
    public static async Task Commit(NpgsqlConnection connection, Changes changes, IReadOnlyDictionary<string, long> locked, Belief? belief)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (belief is not null)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(BeginStatements.Begin));
            batch.BatchCommands.Add(belief.Check());
        }

        foreach (var entries in Portions(changes.Entries))
            batch.BatchCommands.Add(Insert(entries));
        if (changes.Tiles.Count > 0)
            batch.BatchCommands.Add(Insert(changes.Tiles));
        if (changes.Checkpoints.Count > 0)
            batch.BatchCommands.Add(Insert(changes.Checkpoints));

        // One by one, in the order of names: replication repeats them in this order, and so meets other transactions' locks in it.
        foreach (var head in changes.Heads.OrderBy(head => head.Name, StringComparer.Ordinal))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Head)
            {
                Parameters =
                {
                    PostgresQueries.Text(head.Name), PostgresQueries.Number(head.Size),
                    new NpgsqlParameter<byte[]> { TypedValue = head.Frontier }, PostgresQueries.Number(head.RecordedAt),
                    PostgresQueries.Number(locked[head.Name]),
                },
            });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await Run(connection, batch);
    }

    /// <summary>
    /// Waits for the standbys that a commit has to reach, up to everything committed before: also what was committed by somebody who stopped waiting
    /// for them. A commit waits only where it has written something; a message in the write-ahead log is the least that counts.
    /// </summary>
    public static async Task Confirm(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    "SELECT pg_logical_emit_message(true, 'groundswell', '') WHERE current_setting('synchronous_standby_names') <> ''"),
            },
        };
        await Run(connection, batch);
    }

    private static async Task Run(NpgsqlConnection connection, NpgsqlBatch batch)
    {
        if (await WarningOf(connection, batch) is { } warning)
            throw new JournalUnavailableException($"PostgreSQL committed with a warning ({warning}). {PostgresFailure.SendAgain}");
    }

    /// <summary>Runs a batch and listens for a warning: by one PostgreSQL tells that it stopped waiting for the standby a commit has to reach.</summary>
    private static async Task<string?> WarningOf(NpgsqlConnection connection, NpgsqlBatch batch)
    {
        string? warning = null;
        connection.Notice += Hear;
        try
        {
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
        finally
        {
            connection.Notice -= Hear;
        }

        return warning;

        void Hear(object sender, NpgsqlNoticeEventArgs heard)
        {
            if (heard.Notice.InvariantSeverity == "WARNING")
                warning = heard.Notice.MessageText;
        }
    }

    /// <summary>Opens a log, or locks the row of one that is open.</summary>
    public static async Task<LogHead> OpenLog(
        NpgsqlConnection connection, string log, string origin, Guid store, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                // Two who open a log at once do it one after the other.
                new NpgsqlBatchCommand($"SELECT pg_advisory_xact_lock({OpeningLock})"),
                new NpgsqlBatchCommand(
                    """
                    INSERT INTO record.log (name, origin, store, size, frontier, recorded_at)
                    SELECT $1, $2, $3, 0, '', 0 WHERE NOT EXISTS (SELECT 1 FROM record.log WHERE name = $1)
                    """)
                {
                    Parameters =
                    {
                        PostgresQueries.Text(log), PostgresQueries.Text(origin), new NpgsqlParameter<Guid> { TypedValue = store },
                    },
                },
                new NpgsqlBatchCommand($"{LogRow.Newest} FOR UPDATE")
                {
                    Parameters = { PostgresQueries.Text(log) },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(stop);
        await row.NextResultAsync(stop);
        await row.ReadAsync(stop);
        return LogRow.Head(row);
    }

    /// <summary>All of them in one statement, but not more than a message to PostgreSQL may hold by far (1 GB).</summary>
    private static IEnumerable<IReadOnlyList<EntryRow>> Portions(IReadOnlyList<EntryRow> rows)
    {
        var (start, bytes) = (0, 0L);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i].Entry.Payload.Length;
            if (i > start && bytes + row > LargestPortion)
            {
                yield return Portion(i);
                (start, bytes) = (i, 0);
            }

            bytes += row;
        }

        if (start < rows.Count)
            yield return Portion(rows.Count);

        IReadOnlyList<EntryRow> Portion(int end) => start == 0 && end == rows.Count ? rows : [.. rows.Skip(start).Take(end - start)];
    }

    private static NpgsqlBatchCommand Insert(IReadOnlyList<EntryRow> rows) => new(Entries)
    {
        Parameters =
        {
            Column(rows, row => row.Entry.Log),
            Column(rows, row => row.Entry.Position),
            Column(rows, row => row.Entry.Stream),
            Column(rows, row => row.Entry.Version),
            Column(rows, row => row.Entry.Name),
            Column(rows, row => Microseconds.Of(row.Entry.OccurredAt)),
            Column(rows, row => Microseconds.Of(row.Entry.RecordedAt)),
            Column(rows, row => row.Entry.TimeZone),
            Column(rows, row => row.Entry.Actor),
            Column(rows, row => row.Entry.Station),
            Column(rows, row => row.Entry.Device),
            Column(rows, row => row.Entry.Shift),
            Column(rows, row => (short)row.Entry.Source),
            Column(rows, row => row.Entry.Command),
            Column(rows, row => row.Entry.Ordinal),
            Column(rows, row => row.Entry.Corrects),
            Column(rows, row => row.DecidedAgainst),
            Column(rows, row => row.CommandEntries),
            Column(rows, row => row.Digest),
            Column(rows, row => Bytes(row.Entry.LeafHash)),
            TextColumn(rows, row => Bytes(row.Entry.Payload)),
        },
    };

    private static NpgsqlBatchCommand Insert(IReadOnlyList<Tile> rows) => new(Tiles)
    {
        Parameters =
        {
            Column(rows, row => row.Log), Column(rows, row => (short)row.Level), Column(rows, row => row.Index),
            Column(rows, row => row.Root), Column(rows, row => row.Hashes),
        },
    };

    private static NpgsqlBatchCommand Insert(IReadOnlyList<CheckpointRow> rows) => new(Checkpoints)
    {
        Parameters =
        {
            Column(rows, row => row.Log), Column(rows, row => row.Size), Column(rows, row => row.RecordedAt), Column(rows, row => row.Note),
        },
    };

    private static NpgsqlParameter<T[]> Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> of) =>
        new() { TypedValue = Values(rows, of) };

    /// <summary>Text that is UTF-8 already goes as it is.</summary>
    private static NpgsqlParameter<byte[][]> TextColumn<TRow>(IReadOnlyList<TRow> rows, Func<TRow, byte[]> of) =>
        new() { TypedValue = Values(rows, of), DataTypeName = "text[]" };

    private static T[] Values<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> of)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = of(rows[i]);
        return values;
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}

using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>What a transaction begins with: its locks, and what a batch has to be checked against. One round trip.</summary>
internal static class BeginStatements
{
    // Every statement sees what was committed before it: also what another process committed while this one waited for the lock.
    public const string Begin = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

    private const string Heads =
        """
        SELECT s.log, s.stream, e.version, e.position
        FROM unnest($1, $2) AS s (log, stream)
        CROSS JOIN LATERAL (
            SELECT version, position FROM record.entry
            WHERE entry.log = s.log AND entry.stream = s.stream ORDER BY version DESC LIMIT 1) e
        """;

    private const string Commands =
        """
        SELECT c.id, e.log, e.position, e.command_entries, e.digest, e.recorded_at
        FROM unnest($1) AS c (id)
        CROSS JOIN LATERAL (
            SELECT log, position, command_entries, digest, recorded_at FROM record.entry
            WHERE entry.command = c.id AND entry.ordinal = 0 ORDER BY log LIMIT 1) e
        """;

    public static async Task<WriteScope> Run(
        NpgsqlConnection connection, WriteRequest request, IReadOnlyList<StreamKey> streams, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin));
        if (request.Commands.Count > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT record.lock_commands($1)") { Parameters = { Array(request.Commands.ToArray()) } });
        var locks = Locks(request);
        foreach (var locking in locks)
            batch.BatchCommands.Add(locking);
        if (request.Commands.Count > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Commands) { Parameters = { Array(request.Commands.ToArray()) } });
        if (streams.Count > 0)
            batch.BatchCommands.Add(HeadsCommand(streams));

        var logs = new Dictionary<string, LogHead>(StringComparer.Ordinal);
        var commands = new Dictionary<Guid, CommandRecord>();
        var heads = new Dictionary<StreamKey, StreamHead>();
        await using var rows = await batch.ExecuteReaderAsync(stop);
        if (request.Commands.Count > 0)
            await rows.NextResultAsync(stop);
        foreach (var _ in locks)
        {
            while (await rows.ReadAsync(stop))
            {
                var head = LogRow.Head(rows);
                logs.Add(head.Name, head);
            }

            await rows.NextResultAsync(stop);
        }

        if (request.Commands.Count > 0)
        {
            while (await rows.ReadAsync(stop))
            {
                var id = rows.GetGuid(0);
                commands[id] = new CommandRecord(
                    id, rows.GetString(1), rows.GetInt64(2), rows.GetInt32(3), rows.GetFieldValue<byte[]>(4), rows.GetInt64(5));
            }

            await rows.NextResultAsync(stop);
        }

        if (streams.Count > 0)
            await ReadHeads(rows, heads, stop);
        return new WriteScope(logs, commands, heads);
    }

    public static async Task<IReadOnlyDictionary<StreamKey, StreamHead>> HeadsOf(
        NpgsqlConnection connection, IReadOnlyList<StreamKey> streams, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { HeadsCommand(streams) } };
        await using var rows = await batch.ExecuteReaderAsync(stop);
        var heads = new Dictionary<StreamKey, StreamHead>();
        await ReadHeads(rows, heads, stop);
        return heads;
    }

    /// <summary>One statement for each log, all in the order of their names, so that no two processes wait for each other.</summary>
    private static List<NpgsqlBatchCommand> Locks(WriteRequest request)
    {
        var written = request.LogsWritten.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from log in written.Union(request.LogsRead).Order(StringComparer.Ordinal)
               select new NpgsqlBatchCommand($"{LogRow.Newest} FOR {(written.Contains(log) ? "UPDATE" : "SHARE")}")
               {
                   Parameters = { PostgresQueries.Text(log) },
               },
        ];
    }

    private static NpgsqlBatchCommand HeadsCommand(IReadOnlyList<StreamKey> streams) => new(Heads)
    {
        Parameters =
        {
            Array(streams.Select(stream => stream.Log).ToArray()),
            Array(streams.Select(stream => stream.Stream).ToArray()),
        },
    };

    private static async Task ReadHeads(NpgsqlDataReader rows, Dictionary<StreamKey, StreamHead> heads, CancellationToken stop)
    {
        while (await rows.ReadAsync(stop))
            heads[new StreamKey(rows.GetString(0), rows.GetString(1))] = new StreamHead(rows.GetInt64(2), rows.GetInt64(3));
    }

    private static NpgsqlParameter<T[]> Array<T>(T[] values) => new() { TypedValue = values };
}

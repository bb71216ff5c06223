using System.Text;
using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>The questions that are put to the tables, over whatever connection: a reader's, or the writer's inside its transaction.</summary>
internal static class PostgresQueries
{
    /// <summary>So many entries are shown under one snapshot: an old snapshot keeps every past version of a log's row from being cleared away.</summary>
    private const int ChunkLength = 16 * 1024;

    public static Task<IReadOnlyList<LogHead>> Logs(NpgsqlConnection connection, CancellationToken stop) =>
        All(Command(connection, $"SELECT {LogRow.Columns} FROM record.log ORDER BY name"), LogRow.Head, stop);

    public static Task<LogHead?> Head(NpgsqlConnection connection, string log, CancellationToken stop) =>
        One(Command(connection, LogRow.Newest, Text(log)), LogRow.Head, stop);

    public static Task<CommandRecord?> FindCommand(NpgsqlConnection connection, Guid command, CancellationToken stop) =>
        One(
            Command(
                connection,
                """
                SELECT log, position, command_entries, digest, recorded_at
                FROM record.entry WHERE command = $1 AND ordinal = 0 ORDER BY log LIMIT 1
                """,
                new NpgsqlParameter<Guid> { TypedValue = command }),
            row => new CommandRecord(
                command, row.GetString(0), row.GetInt64(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4)),
            stop);

    public static Task<IReadOnlyList<CommandRecord>> Commands(
        NpgsqlConnection connection, string log, long from, long to, CancellationToken stop) =>
        All(
            Command(
                connection,
                """
                SELECT command, position, command_entries, digest, recorded_at
                FROM record.entry WHERE log = $1 AND position BETWEEN $2 AND $3 AND ordinal = 0 ORDER BY position
                """,
                Text(log), Number(from), Number(to)),
            row => new CommandRecord(
                row.GetGuid(0), log, row.GetInt64(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4)),
            stop);

    public static Task<StreamHead> HeadOf(NpgsqlConnection connection, StreamKey stream, CancellationToken stop) =>
        One(
            Command(
                connection,
                "SELECT version, position FROM record.entry WHERE log = $1 AND stream = $2 ORDER BY version DESC LIMIT 1",
                Text(stream.Log), Text(stream.Stream)),
            row => new StreamHead(row.GetInt64(0), row.GetInt64(1)),
            stop);

    public static Task<IReadOnlyList<Entry>> ReadStream(
        NpgsqlConnection connection, StreamKey stream, long fromVersion, int limit, CancellationToken stop) =>
        All(
            Command(
                connection,
                $"SELECT {EntryColumns.All} FROM record.entry WHERE log = $1 AND stream = $2 AND version >= $3 ORDER BY version LIMIT $4",
                Text(stream.Log), Text(stream.Stream), Number(fromVersion), Number(limit)),
            row => EntryColumns.Entry(row, stream.Log),
            stop);

    public static Task<IReadOnlyList<Entry>> ReadLog(
        NpgsqlConnection connection, string log, long from, long to, int limit, CancellationToken stop) =>
        All(Range(connection, EntryColumns.All, log, from, to, limit), row => EntryColumns.Entry(row, log), stop);

    /// <summary>Shows the first entries of a range.</summary>
    /// <returns>Whether there may be more.</returns>
    public static async Task<bool> ScanChunk(
        NpgsqlConnection connection, string log, long from, long to, EntryVisitor visit, CancellationToken stop)
    {
        var name = Encoding.UTF8.GetBytes(log);
        var scratch = new EntryColumns.Scratch();
        var shown = 0;
        await using var command = Range(connection, EntryColumns.Shown, log, from, to, ChunkLength);
        await using var rows = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, stop);
        for (; await rows.ReadAsync(stop); shown++)
            EntryColumns.Show(rows, name, scratch, visit);
        return shown == ChunkLength;
    }

    public static Task<byte[]> LeafHashes(NpgsqlConnection connection, string log, long from, long to, CancellationToken stop) =>
        EndToEnd(
            Command(
                connection,
                "SELECT leaf_hash FROM record.entry WHERE log = $1 AND position BETWEEN $2 AND $3 ORDER BY position",
                Text(log), Number(from), Number(to)),
            stop);

    public static Task<Tile?> Tile(NpgsqlConnection connection, string log, int level, long index, CancellationToken stop) =>
        One(
            Command(
                connection, "SELECT hashes, root FROM record.tile WHERE log = $1 AND level = $2 AND idx = $3",
                Text(log), new NpgsqlParameter<short> { TypedValue = (short)level }, Number(index)),
            row => new Tile(log, level, index, row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1)),
            stop);

    public static Task<IReadOnlyList<TileLevel>> TileLevels(NpgsqlConnection connection, string log, CancellationToken stop) =>
        All(
            Command(connection, "SELECT level, min(idx), max(idx) FROM record.tile WHERE log = $1 GROUP BY level", Text(log)),
            row => new TileLevel(row.GetInt16(0), row.GetInt64(1), row.GetInt64(2)),
            stop);

    public static Task<byte[]> TileRoots(NpgsqlConnection connection, string log, int level, long from, long to, CancellationToken stop) =>
        EndToEnd(
            Command(
                connection, "SELECT root FROM record.tile WHERE log = $1 AND level = $2 AND idx BETWEEN $3 AND $4 ORDER BY idx",
                Text(log), new NpgsqlParameter<short> { TypedValue = (short)level }, Number(from), Number(to)),
            stop);

    public static Task<IReadOnlyList<CheckpointRow>> Checkpoints(
        NpgsqlConnection connection, string log, long fromSize, long toSize, CancellationToken stop) =>
        All(
            Command(
                connection,
                """
                SELECT size, recorded_at, note FROM record.checkpoint
                WHERE log = $1 AND size BETWEEN $2 AND $3 ORDER BY size, recorded_at, note
                """,
                Text(log), Number(fromSize), Number(toSize)),
            row => CheckpointIn(row, log),
            stop);

    public static Task<CheckpointRow?> NewestCheckpoint(NpgsqlConnection connection, string log, CancellationToken stop) =>
        One(
            Command(
                connection,
                """
                SELECT size, recorded_at, note FROM record.checkpoint
                WHERE log = $1 ORDER BY size DESC, recorded_at DESC, note DESC LIMIT 1
                """,
                Text(log)),
            row => CheckpointIn(row, log),
            stop);

    public static NpgsqlParameter Text(string value) => new NpgsqlParameter<string> { TypedValue = value };

    public static NpgsqlParameter Number(long value) => new NpgsqlParameter<long> { TypedValue = value };

    private static CheckpointRow CheckpointIn(NpgsqlDataReader row, string log) =>
        new(log, row.GetInt64(0), row.GetInt64(1), row.GetString(2));

    private static NpgsqlCommand Range(NpgsqlConnection connection, string columns, string log, long from, long to, int limit) =>
        Command(
            connection,
            $"SELECT {columns} FROM record.entry WHERE log = $1 AND position BETWEEN $2 AND $3 ORDER BY position LIMIT $4",
            Text(log), Number(from), Number(to), Number(limit));

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static async Task<T?> One<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        await using (command)
        {
            await using var row = await command.ExecuteReaderAsync(stop);
            return await row.ReadAsync(stop) ? read(row) : default;
        }
    }

    private static async Task<IReadOnlyList<T>> All<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        await using (command)
        {
            await using var rows = await command.ExecuteReaderAsync(stop);
            var all = new List<T>();
            while (await rows.ReadAsync(stop))
                all.Add(read(rows));
            return all;
        }
    }

    private static async Task<byte[]> EndToEnd(NpgsqlCommand command, CancellationToken stop)
    {
        await using (command)
        {
            await using var rows = await command.ExecuteReaderAsync(stop);
            using var bytes = new MemoryStream();
            var hash = new byte[64];
            while (await rows.ReadAsync(stop))
                bytes.Write(hash.AsSpan(0, (int)rows.GetBytes(0, 0, hash, 0, hash.Length)));
            return bytes.ToArray();
        }
    }
}

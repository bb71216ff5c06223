using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Groundswell.Benchmarks.Record;

/// <summary>
/// What the machine could do with PostgreSQL: one Npgsql connection that inserts into the same columns and indexes with the same durability,
/// so many rows to a commit. No checks, no hashes, no tree, no callers; every value is made beforehand or is a number counted up.
/// </summary>
/// <remarks>The limit is a loop of prepared statements, all of a commit sent at once. What binary COPY would do is printed beside it.</remarks>
internal sealed class PostgresLimitLoop(NpgsqlConnection connection, int callers)
{
    private const string Columns =
        "log, position, stream, version, name, occurred_at, recorded_at, time_zone, actor, station, shift, source, command, ordinal, "
        + "command_entries, digest, leaf_hash, payload";

    private readonly byte[] _payload = Floor.Append(0, 0).Entries[0].Payload.ToArray();
    private readonly byte[] _hash = new byte[32];
    private int _row;

    /// <returns>Rows a second by prepared statements.</returns>
    public static async Task<double> Run(int rows, int rowsPerCommit, int callers, CancellationToken stop)
    {
        var inserts = await Rows(rows, rowsPerCommit, callers, (loop, count) => loop.Insert(count, stop), stop);
        var copies = await Rows(rows, rowsPerCommit, callers, (loop, count) => loop.Copy(count, stop), stop);
        Figures.Print($"bare loops of {rowsPerCommit} rows to a commit: prepared statements {inserts:N0} rows/s (the limit), binary COPY {copies:N0} rows/s");
        return inserts;
    }

    private static async Task<double> Rows(
        int rows, int rowsPerCommit, int callers, Func<PostgresLimitLoop, int, Task> commit, CancellationToken stop)
    {
        await using var database = await TrialDatabase.Make();
        await database.Prepare(stop);
        var settings = new NpgsqlConnectionStringBuilder(database.Connection)
        {
            MaxAutoPrepare = 8,
            AutoPrepareMinUsages = 2,
            Pooling = false,
            ReadBufferSize = 64 * 1024,
            WriteBufferSize = 64 * 1024,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(stop);
        var loop = new PostgresLimitLoop(connection, callers);
        var since = Stopwatch.GetTimestamp();
        while (loop._row < rows)
            await commit(loop, Math.Min(rowsPerCommit, rows - loop._row));
        return rows / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private async Task Insert(int count, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        for (var i = 0; i < count; i++, _row++)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"INSERT INTO record.entry ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)")
            {
                Parameters =
                {
                    Of(Floor.Log), Of(_row + 1L), Of(Stream), Of(Version), Of("step.measured"), Of(Time), Of(Time), Of("Europe/Berlin"),
                    Of("P-00"), Of("terminal-00"), Of("early"), Of((short)1), Of(Command), Of(0), Of(1), Of(_hash), Of(_hash),
                    new NpgsqlParameter<byte[]> { TypedValue = _payload, NpgsqlDbType = NpgsqlDbType.Text },
                },
            });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync(stop);
    }

    private async Task Copy(int count, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY record.entry ({Columns}) FROM STDIN (FORMAT BINARY)", stop);
        for (var i = 0; i < count; i++, _row++)
        {
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(Floor.Log, stop);
            await copy.WriteAsync(_row + 1L, stop);
            await copy.WriteAsync(Stream, stop);
            await copy.WriteAsync(Version, stop);
            await copy.WriteAsync("step.measured", stop);
            await copy.WriteAsync(Time, stop);
            await copy.WriteAsync(Time, stop);
            await copy.WriteAsync("Europe/Berlin", stop);
            await copy.WriteAsync("P-00", stop);
            await copy.WriteAsync("terminal-00", stop);
            await copy.WriteAsync("early", stop);
            await copy.WriteAsync((short)1, stop);
            await copy.WriteAsync(Command, stop);
            await copy.WriteAsync(0, stop);
            await copy.WriteAsync(1, stop);
            await copy.WriteAsync(_hash, stop);
            await copy.WriteAsync(_hash, stop);
            await copy.WriteAsync(_payload, NpgsqlDbType.Text, stop);
        }

        await copy.CompleteAsync(stop);
    }

    /// <summary>Each caller's stream in turn, as the callers of the journal do it.</summary>
    private string Stream => string.Create(CultureInfo.InvariantCulture, $"job-{_row % callers:D3}-{_row / callers / Floor.EntriesPerStream:D7}");

    private long Version => _row / callers % Floor.EntriesPerStream + 1;

    private long Time => 1_780_000_000_000_000L + _row;

    /// <summary>As a command's id of version 7: it grows with time, and ends as if drawn by lot.</summary>
    private Guid Command
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteInt64BigEndian(bytes, 0x0190_0000_0000_7000 + _row / 16);
            BinaryPrimitives.WriteInt64BigEndian(bytes[8..], _row * -0x61C8_8646_80B5_83EB);
            return new Guid(bytes, bigEndian: true);
        }
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}

using System.Diagnostics;
using System.Text;
using Groundswell.Record;
using Groundswell.Record.Stores;
using Groundswell.Record.Stores.Sqlite;

namespace Groundswell.Benchmarks.Record;

/// <summary>
/// What the machine could do: one prepared INSERT in a loop, by the same calls, into the same columns and indexes, with the same durability,
/// so many rows to a commit. No checks, no hashes, no tree, no callers; every value is made beforehand or is a number counted up.
/// </summary>
internal sealed class LimitLoop : IDisposable
{
    private const string Insert =
        """
        INSERT INTO entry (log, position, stream, version, name, occurred_at, recorded_at, time_zone, actor, station, device, shift,
            source, command, ordinal, corrects, decided_against, command_entries, digest, leaf_hash, payload)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, 1, ?, 0, NULL, NULL, 1, ?, ?, ?)
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-limit-").FullName;
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _insert;

    private LimitLoop()
    {
        var file = Path.Combine(_folder, SqliteStore.FileName);
        _database = Database.OpenForWriting(file);
        SqliteSchema.Ensure(_database, new StoreIdentity(Guid.CreateVersion7(), RecordKind.Trial));
        _database.Execute($"INSERT INTO log (name, origin, size, frontier, recorded_at) VALUES ('{Floor.Log}', 'limit', 0, x'', 0)");
        _begin = _database.Prepare("BEGIN IMMEDIATE");
        _commit = _database.Prepare("COMMIT");
        _insert = _database.Prepare(Insert);
    }

    /// <returns>Rows a second.</returns>
    public static double Run(int rows, int rowsPerCommit, int callers)
    {
        using var loop = new LimitLoop();
        return loop.Rows(rows, rowsPerCommit, callers);
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _insert.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private double Rows(int rows, int rowsPerCommit, int callers)
    {
        var stream = Pinned(Floor.Stream(0, 0));
        var name = Pinned("step.measured");
        var zone = Pinned("Europe/Berlin");
        var actor = Pinned("P-00");
        var station = Pinned("terminal-00");
        var shift = Pinned("early");
        var hash = Pinned(new string('#', 32));
        var command = Pinned(new string('\0', 16));
        var payload = Pinned(Encoding.UTF8.GetString(Floor.Append(0, 0).Entries[0].Payload.Span));
        BindWhatNeverChanges(name, zone, actor, station, shift, hash, payload);

        var since = Stopwatch.GetTimestamp();
        for (var row = 0; row < rows;)
        {
            _begin.Run();
            for (var end = Math.Min(rows, row + rowsPerCommit); row < end; row++)
            {
                // Each caller's stream in turn, as the callers of the journal do it.
                var index = row / callers;
                Digits(stream.AsSpan(4, 3), row % callers);
                Digits(stream.AsSpan(8, 7), index / Floor.EntriesPerStream);
                System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(command, 0x0190_0000_0000_7000 + row / 16);
                System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(command.AsSpan(8), row * -0x61C8_8646_80B5_83EB);
                _insert.Bind(1, row + 1);
                _insert.BindPinnedText(2, stream);
                _insert.Bind(3, index % Floor.EntriesPerStream + 1);
                _insert.Bind(5, 1_780_000_000_000_000L + row);
                _insert.Bind(6, 1_780_000_000_000_000L + row);
                _insert.BindPinnedBlob(11, command);
                _insert.Run();
            }

            _commit.Run();
        }

        return rows / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private void BindWhatNeverChanges(byte[] name, byte[] zone, byte[] actor, byte[] station, byte[] shift, byte[] hash, byte[] payload)
    {
        _insert.BindPinnedText(4, name);
        _insert.BindPinnedText(7, zone);
        _insert.BindPinnedText(8, actor);
        _insert.BindPinnedText(9, station);
        _insert.BindPinnedText(10, shift);
        _insert.BindPinnedBlob(12, hash);
        _insert.BindPinnedBlob(13, hash);
        _insert.BindPinnedText(14, payload);
    }

    private static byte[] Pinned(string text)
    {
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private static void Digits(Span<byte> to, int number)
    {
        for (var i = to.Length - 1; i >= 0; i--, number /= 10)
            to[i] = (byte)('0' + number % 10);
    }
}

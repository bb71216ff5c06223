using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>How an entry lies in the columns of a query that reads it.</summary>
internal static class EntryColumns
{
    /// <summary>In this order, whatever the table's.</summary>
    public const string All =
        "position, stream, version, name, occurred_at, recorded_at, time_zone, actor, station, device, shift, source, command, ordinal, "
        + "corrects, decided_against, leaf_hash, payload";

    /// <summary>With what is not hashed.</summary>
    public const string Shown = All + ", command_entries, digest";

    public static Entry Entry(NpgsqlDataReader row, string log) => new()
    {
        Log = log,
        Position = row.GetInt64(0),
        Stream = row.GetString(1),
        Version = row.GetInt64(2),
        Name = row.GetString(3),
        OccurredAt = Microseconds.ToInstant(row.GetInt64(4)),
        RecordedAt = Microseconds.ToInstant(row.GetInt64(5)),
        TimeZone = row.GetString(6),
        Actor = row.GetString(7),
        Station = Text(row, 8),
        Device = Text(row, 9),
        Shift = Text(row, 10),
        Source = (Source)row.GetInt16(11),
        Command = row.GetGuid(12),
        Ordinal = row.GetInt32(13),
        Corrects = row.IsDBNull(14) ? null : row.GetInt64(14),
        DecidedAgainst = row.IsDBNull(15) ? [] : ForeignReads.Read(row.GetString(15)),
        LeafHash = row.GetFieldValue<byte[]>(16),
        Payload = row.GetFieldValue<byte[]>(17),
    };

    /// <summary>Shows the entry as it lies in the store, of the columns <see cref="Shown"/>. Reads each column once and in order, as sequential access wants it.</summary>
    public static void Show(NpgsqlDataReader row, ReadOnlySpan<byte> log, Scratch scratch, EntryVisitor visit)
    {
        scratch.Clear();
        var position = row.GetInt64(0);
        var stream = scratch.Take(row, 1);
        var version = row.GetInt64(2);
        var name = scratch.Take(row, 3);
        var occurredAt = row.GetInt64(4);
        var recordedAt = row.GetInt64(5);
        var timeZone = scratch.Take(row, 6);
        var actor = scratch.Take(row, 7);
        var station = scratch.Take(row, 8);
        var device = scratch.Take(row, 9);
        var shift = scratch.Take(row, 10);
        var source = row.GetInt16(11);
        var command = row.GetGuid(12);
        var ordinal = row.GetInt32(13);
        long? corrects = row.IsDBNull(14) ? null : row.GetInt64(14);
        var decidedAgainst = scratch.Take(row, 15);
        var leafHash = scratch.Take(row, 16);
        var payload = scratch.Take(row, 17);
        long? commandEntries = row.IsDBNull(18) ? null : row.GetInt32(18);
        var digest = scratch.Take(row, 19);

        // Only now do spans into the scratch bytes hold still: taking may have moved them to a larger array.
        var entry = new CanonicalForm.EntryFields
        {
            Log = log,
            Position = position,
            Stream = scratch.Bytes(stream),
            Version = version,
            Name = scratch.Bytes(name),
            OccurredAt = occurredAt,
            RecordedAt = recordedAt,
            TimeZone = scratch.Bytes(timeZone),
            Actor = scratch.Bytes(actor),
            Station = scratch.Field(station),
            Device = scratch.Field(device),
            Shift = scratch.Field(shift),
            Source = source,
            Command = command,
            Ordinal = ordinal,
            Corrects = corrects,
            DecidedAgainst = scratch.Field(decidedAgainst),
            Payload = scratch.Bytes(payload),
            CommandEntries = commandEntries,
            Digest = scratch.Field(digest),
        };
        visit(entry, scratch.Bytes(leafHash));
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The bytes of one row's texts, end to end, in an array that is used again for the next row.</summary>
    internal sealed class Scratch
    {
        private byte[] _bytes = new byte[4096];
        private int _used;

        public void Clear() => _used = 0;

        /// <summary>Where the column's bytes are now; a length of -1 says that it is absent.</summary>
        public (int Start, int Length) Take(NpgsqlDataReader row, int column)
        {
            if (row.IsDBNull(column))
                return (0, -1);
            var length = (int)row.GetBytes(column, 0, null, 0, 0);
            if (_used + length > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
            row.GetBytes(column, 0, _bytes, _used, length);
            var start = _used;
            _used += length;
            return (start, length);
        }

        public ReadOnlySpan<byte> Bytes((int Start, int Length) at) => at.Length < 0 ? [] : _bytes.AsSpan(at.Start, at.Length);

        public CanonicalForm.Field Field((int Start, int Length) at) =>
            at.Length < 0 ? CanonicalForm.Field.None : _bytes.AsSpan(at.Start, at.Length);
    }
}

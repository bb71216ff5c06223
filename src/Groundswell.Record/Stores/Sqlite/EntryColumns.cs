using System.Text;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>How an entry lies in the columns of a statement that reads it.</summary>
internal static class EntryColumns
{
    public const string All =
        "position, stream, version, name, occurred_at, recorded_at, time_zone, actor, station, device, shift, source, command, ordinal, "
        + "corrects, decided_against, leaf_hash, payload";

    /// <summary>With what is not hashed.</summary>
    public const string Shown = All + ", command_entries, digest";

    private const int LeafHash = 16;
    private const int Payload = 17;

    /// <summary>The entry where it lies, of the columns <see cref="Shown"/>: gone at the next step.</summary>
    public static CanonicalForm.EntryFields Fields(Statement row, ReadOnlySpan<byte> log) => new()
    {
        Log = log,
        Position = row.Number(0),
        Stream = row.Bytes(1),
        Version = row.Number(2),
        Name = row.Bytes(3),
        OccurredAt = row.Number(4),
        RecordedAt = row.Number(5),
        TimeZone = row.Bytes(6),
        Actor = row.Bytes(7),
        Station = Optional(row, 8),
        Device = Optional(row, 9),
        Shift = Optional(row, 10),
        Source = Small(row, 11),
        Command = row.Id(12),
        Ordinal = Small(row, 13),
        Corrects = row.OptionalNumber(14),
        DecidedAgainst = Optional(row, 15),
        Payload = row.Bytes(Payload),
        CommandEntries = row.OptionalNumber(18),
        Digest = Optional(row, 19),
    };

    public static ReadOnlySpan<byte> StoredLeafHash(Statement row) => row.Bytes(LeafHash);

    public static Entry Entry(Statement row, string log, string? stream, TextPool texts, Slab slab) => new()
    {
        Log = log,
        Position = row.Number(0),
        Stream = stream ?? Encoding.UTF8.GetString(row.Bytes(1)),
        Version = row.Number(2),
        Name = texts.Of(row.Bytes(3)),
        OccurredAt = Microseconds.ToInstant(row.Number(4)),
        RecordedAt = Microseconds.ToInstant(row.Number(5)),
        TimeZone = texts.Of(row.Bytes(6)),
        Actor = texts.Of(row.Bytes(7)),
        Station = OptionalText(row, 8, texts),
        Device = OptionalText(row, 9, texts),
        Shift = OptionalText(row, 10, texts),
        Source = (Source)row.Number(11),
        Command = row.Id(12),
        Ordinal = (int)row.Number(13),
        Corrects = row.OptionalNumber(14),
        DecidedAgainst = row.Bytes(15) is { IsEmpty: false } reads ? ForeignReads.Read(Encoding.UTF8.GetString(reads)) : [],
        LeafHash = slab.Copy(row.Bytes(LeafHash)),
        Payload = slab.Copy(row.Bytes(Payload)),
    };

    /// <summary>A number that nobody writes larger than an int. One that is, in a damaged file, becomes another that nobody writes: never a right one.</summary>
    private static int Small(Statement row, int column) => row.Number(column) is var number && number == (int)number ? (int)number : int.MinValue;

    private static CanonicalForm.Field Optional(Statement row, int column)
    {
        var bytes = row.Bytes(column);
        return bytes.IsEmpty && row.IsNull(column) ? CanonicalForm.Field.None : bytes;
    }

    private static string? OptionalText(Statement row, int column, TextPool texts)
    {
        var bytes = row.Bytes(column);
        return bytes.IsEmpty && row.IsNull(column) ? null : texts.Of(bytes);
    }
}

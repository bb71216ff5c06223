using System.Text;
using System.Text.Json;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Moving;

/// <summary>Makes the row of an entry that moves whole from one store to another: nothing of it is decided anew.</summary>
internal static class MovedEntry
{
    /// <param name="canonical">0x00 and the entry's canonical bytes.</param>
    /// <exception cref="FormatException">What it was decided against is no list of streams.</exception>
    public static EntryRow Row(byte[] canonical, byte[] leafHash, int? commandEntries, byte[]? digest)
    {
        var fields = CanonicalForm.Read(canonical);
        var against = Optional(fields.DecidedAgainst);
        var entry = new Entry
        {
            Log = Text(fields.Log),
            Position = fields.Position,
            Stream = Text(fields.Stream),
            Version = fields.Version,
            Name = Text(fields.Name),
            OccurredAt = Microseconds.ToInstant(fields.OccurredAt),
            RecordedAt = Microseconds.ToInstant(fields.RecordedAt),
            TimeZone = Text(fields.TimeZone),
            Actor = Text(fields.Actor),
            Station = Optional(fields.Station),
            Device = Optional(fields.Device),
            Shift = Optional(fields.Shift),
            Source = (Source)fields.Source,
            Command = fields.Command,
            Ordinal = fields.Ordinal,
            Corrects = fields.Corrects,
            DecidedAgainst = Reads(against),
            Payload = canonical.AsMemory(canonical.Length - fields.Payload.Length),
            LeafHash = leafHash,
        };
        return new EntryRow(0, entry, against, commandEntries, digest) { Canonical = canonical };
    }

    private static IReadOnlyList<ForeignRead> Reads(string? text)
    {
        try
        {
            return ForeignReads.Read(text);
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"'decidedAgainst' is no list of streams ({malformed.Message})", malformed);
        }
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static string? Optional(CanonicalForm.Field field) => field.Present ? Text(field.Utf8) : null;
}

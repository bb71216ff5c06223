using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Groundswell.Record.Stores;
using static Groundswell.Record.Moving.ExportFormat;

namespace Groundswell.Record.Moving;

/// <summary>Writes entries as lines of an export, straight from where they lie in the store.</summary>
internal sealed class EntryLineWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _lines = new(1 << 17);
    private readonly Utf8JsonWriter _json;

    public EntryLineWriter() => _json = new Utf8JsonWriter(_lines, WriterOptions);

    /// <summary>The lines since the last <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _lines.WrittenMemory;

    public void Clear() => _lines.ResetWrittenCount();

    /// <param name="command">What is kept of the entry's command, where this is its first entry.</param>
    /// <exception cref="FormatException">A field holds what none can: it was not written by this library.</exception>
    public void Write(in CanonicalForm.EntryFields entry, ReadOnlySpan<byte> leafHash, CommandRecord? command)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber(NameOf(EntryMember.Position), entry.Position);
        Text(EntryMember.Stream, entry.Stream);
        _json.WriteNumber(NameOf(EntryMember.Version), entry.Version);
        Text(EntryMember.Name, entry.Name);
        Instant(EntryMember.OccurredAt, entry.OccurredAt);
        Instant(EntryMember.RecordedAt, entry.RecordedAt);
        Text(EntryMember.TimeZone, entry.TimeZone);
        Text(EntryMember.Actor, entry.Actor);
        Optional(EntryMember.Station, entry.Station);
        Optional(EntryMember.Device, entry.Device);
        Optional(EntryMember.Shift, entry.Shift);
        _json.WriteString(NameOf(EntryMember.Source), NameOf((Source)entry.Source));
        _json.WriteString(NameOf(EntryMember.Command), entry.Command);
        _json.WriteNumber(NameOf(EntryMember.Ordinal), entry.Ordinal);
        if (entry.Corrects is { } corrected)
            _json.WriteNumber(NameOf(EntryMember.Corrects), corrected);
        Optional(EntryMember.DecidedAgainst, entry.DecidedAgainst);
        Text(EntryMember.Payload, entry.Payload);
        if (command is not null)
        {
            _json.WriteNumber(NameOf(EntryMember.CommandEntries), command.Count);
            _json.WriteBase64String(NameOf(EntryMember.Digest), command.Digest);
        }

        _json.WriteBase64String(NameOf(EntryMember.LeafHash), leafHash);
        _json.WriteEndObject();
        _json.Flush();
        _lines.GetSpan(1)[0] = (byte)'\n';
        _lines.Advance(1);
    }

    public void Dispose() => _json.Dispose();

    private void Optional(EntryMember member, CanonicalForm.Field field)
    {
        if (field.Present)
            Text(member, field.Utf8);
    }

    private void Text(EntryMember member, ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            throw new FormatException($"its {NameOf(member)} is not UTF-8");
        _json.WriteString(NameOf(member), utf8);
    }

    private void Instant(EntryMember member, long microseconds)
    {
        Span<byte> text = stackalloc byte[32];
        try
        {
            Microseconds.ToInstant(microseconds).TryFormat(text, out var length, ExportFormat.Instant, CultureInfo.InvariantCulture);
            _json.WriteString(NameOf(member), text[..length]);
        }
        catch (ArgumentOutOfRangeException unheardOf)
        {
            throw new FormatException($"its {NameOf(member)} is no instant: {microseconds} microseconds", unheardOf);
        }
    }
}

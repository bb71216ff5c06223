using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;
using static Groundswell.Record.Moving.EntryMember;
using static Groundswell.Record.Moving.ExportFormat;

namespace Groundswell.Record.Moving;

/// <summary>Reads entries back from lines of an export. What it gives has the leaf hash that the line says, taken anew.</summary>
internal sealed class EntryLineReader(string log)
{
    private const int Members = (int)LeafHash + 1;

    private const int Required =
        1 << (int)Position | 1 << (int)EntryMember.Stream | 1 << (int)EntryMember.Version | 1 << (int)Name | 1 << (int)OccurredAt | 1 << (int)RecordedAt
        | 1 << (int)EntryMember.TimeZone | 1 << (int)Actor | 1 << (int)EntryMember.Source | 1 << (int)Command | 1 << (int)Ordinal | 1 << (int)Payload
        | 1 << (int)LeafHash;

    private readonly byte[] _log = Encoding.UTF8.GetBytes(log);
    private readonly CanonicalForm.CanonicalBuffer _canonical = new();
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];
    private readonly byte[] _leafHash = new byte[MerkleTree.HashLength];

    /// <summary>Texts of the line that is being read, unescaped, one after the other.</summary>
    private byte[] _texts = [];
    private int _textsUsed;

    /// <exception cref="FormatException">It is not an entry's line; the message says what is wrong with it.</exception>
    public EntryRow Read(ReadOnlySpan<byte> line)
    {
        // Unescaped texts are never longer than they stand in the line.
        if (_texts.Length < line.Length)
            _texts = new byte[Math.Max(line.Length, 2 * _texts.Length)];
        _textsUsed = 0;
        var fields = new CanonicalForm.EntryFields { Log = _log };
        var seen = 0;
        var commandEntries = 0;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new FormatException("it is no object");
            for (var expected = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
            {
                var member = MemberAt(reader, expected);
                expected = (int)member + 1;
                if ((seen & (1 << (int)member)) != 0)
                    throw Wrong(member, "stands in it twice");
                seen |= 1 << (int)member;
                reader.Read();
                ReadMember(reader, member, ref fields, ref commandEntries);
            }

            if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
                throw new FormatException("something follows the entry");
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"it is not JSON ({malformed.Message})", malformed);
        }

        if ((Required & ~seen) is var missing && missing != 0)
            throw Wrong((EntryMember)BitOperations.TrailingZeroCount(missing), "is missing");
        var first = fields.Ordinal == 0;
        if (first != ((seen & (1 << (int)Digest)) != 0) || first != ((seen & (1 << (int)CommandEntries)) != 0))
            throw new FormatException("'commandEntries' and 'digest' stand in the first entry of a command, and only there");
        return Row(fields, first ? commandEntries : null, first ? [.. _digest] : null);
    }

    private void ReadMember(scoped in Utf8JsonReader reader, EntryMember member, ref CanonicalForm.EntryFields fields, ref int commandEntries)
    {
        switch (member)
        {
            case Position:
                fields.Position = Number(reader, member);
                break;
            case EntryMember.Stream:
                fields.Stream = Text(reader, member);
                break;
            case EntryMember.Version:
                fields.Version = Number(reader, member);
                break;
            case Name:
                fields.Name = Text(reader, member);
                break;
            case OccurredAt:
                fields.OccurredAt = InstantIn(reader, member);
                break;
            case RecordedAt:
                fields.RecordedAt = InstantIn(reader, member);
                break;
            case EntryMember.TimeZone:
                fields.TimeZone = Text(reader, member);
                break;
            case Actor:
                fields.Actor = Text(reader, member);
                break;
            case Station:
                fields.Station = Text(reader, member);
                break;
            case Device:
                fields.Device = Text(reader, member);
                break;
            case Shift:
                fields.Shift = Text(reader, member);
                break;
            case EntryMember.Source:
                fields.Source = (int)SourceIn(reader);
                break;
            case Command:
                if (reader.TokenType != JsonTokenType.String || !reader.TryGetGuid(out fields.Command))
                    throw Wrong(member, "is no UUID");
                break;
            case Ordinal:
                fields.Ordinal = Small(reader, member);
                break;
            case Corrects:
                fields.Corrects = Number(reader, member);
                break;
            case DecidedAgainst:
                fields.DecidedAgainst = Text(reader, member);
                break;
            case Payload:
                fields.Payload = Text(reader, member);
                break;
            case CommandEntries:
                commandEntries = Small(reader, member);
                break;
            case Digest:
                Bytes(reader, member, _digest);
                break;
            case LeafHash:
                Bytes(reader, member, _leafHash);
                break;
        }
    }

    private EntryRow Row(in CanonicalForm.EntryFields fields, int? commandEntries, byte[]? digest)
    {
        CanonicalForm.Write(fields, _canonical);
        var leafHash = SHA256.HashData(_canonical.Written);
        return leafHash.AsSpan().SequenceEqual(_leafHash)
            ? MovedEntry.Row(_canonical.Written.ToArray(), leafHash, commandEntries, digest)
            : throw Wrong(LeafHash, "is not that of what stands in the line");
    }

    /// <summary>Members stand in the order they are written in, so that the next one is nearly always where it is looked for first.</summary>
    private static EntryMember MemberAt(scoped in Utf8JsonReader reader, int expected)
    {
        for (var i = 0; i < Members; i++)
        {
            var member = (EntryMember)((expected + i) % Members);
            if (reader.ValueTextEquals(NameOf(member).EncodedUtf8Bytes))
                return member;
        }

        throw new FormatException($"an entry has no member '{reader.GetString()}'");
    }

    private ReadOnlySpan<byte> Text(scoped in Utf8JsonReader reader, EntryMember member)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw Wrong(member, "is no text");
        try
        {
            var length = reader.CopyString(_texts.AsSpan(_textsUsed));
            var text = _texts.AsSpan(_textsUsed, length);
            _textsUsed += length;
            return text;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(member, "is not UTF-8");
        }
    }

    private static long Number(scoped in Utf8JsonReader reader, EntryMember member) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : throw Wrong(member, "is no whole number");

    private static int Small(scoped in Utf8JsonReader reader, EntryMember member) =>
        Number(reader, member) is >= 0 and <= int.MaxValue and var number ? (int)number : throw Wrong(member, "is out of range");

    private static long InstantIn(scoped in Utf8JsonReader reader, EntryMember member)
    {
        Span<char> text = stackalloc char[32];
        return reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= text.Length
            && DateTimeOffset.TryParseExact(
                text[..reader.CopyString(text)], Instant, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? Microseconds.Of(instant)
            : throw Wrong(member, "is no instant in UTC with six decimals");
    }

    private static Source SourceIn(scoped in Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var source in Enum.GetValues<Source>())
            {
                if (reader.ValueTextEquals(NameOf(source)))
                    return source;
            }
        }

        throw Wrong(EntryMember.Source, "is none of the five");
    }

    private static void Bytes(scoped in Utf8JsonReader reader, EntryMember member, Span<byte> to)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped
            || Base64.DecodeFromUtf8(reader.ValueSpan, to, out _, out var written) != OperationStatus.Done || written != to.Length)
            throw Wrong(member, $"is not {to.Length} bytes in base64");
    }

    private static FormatException Wrong(EntryMember member, string how) => new($"'{NameOf(member)}' {how}");
}

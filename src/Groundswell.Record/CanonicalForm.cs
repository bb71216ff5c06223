using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Groundswell.Record;

/// <summary>The byte form of an entry that is hashed. docs/record/format.md describes it; the two change together, by a new version line.</summary>
/// <remarks>
/// A version line, then each field in a fixed order: whole numbers as 8 bytes big-endian, texts and bytes as a 4-byte big-endian length and the
/// bytes. An absent field is the length 0xFFFFFFFF (a number is then written as a text field would be: absent, or length 8 and the number).
/// No two different entries have the same form.
/// </remarks>
internal static class CanonicalForm
{
    private const uint Absent = 0xFFFF_FFFF;

    private static ReadOnlySpan<byte> VersionLine => "groundswell entry 1\n"u8;

    /// <summary>The entry's leaf hash by RFC 9162 2.1.1: SHA-256 of 0x00 and the canonical bytes.</summary>
    public static byte[] LeafHash(in EntryFields entry, CanonicalBuffer buffer)
    {
        Write(entry, buffer);
        return SHA256.HashData(buffer.Written);
    }

    /// <summary>Fills the buffer with 0x00 and the canonical bytes: what the leaf hash is taken over.</summary>
    public static void Write(in EntryFields entry, CanonicalBuffer to)
    {
        to.Clear();
        Append(entry, to);
    }

    /// <summary>As <see cref="Write"/>, after what the buffer holds already.</summary>
    public static void Append(in EntryFields entry, CanonicalBuffer to)
    {
        to.Byte(0x00);
        to.Raw(VersionLine);
        to.Text(entry.Log);
        to.Number(entry.Position);
        to.Text(entry.Stream);
        to.Number(entry.Version);
        to.Text(entry.Name);
        to.Number(entry.OccurredAt);
        to.Number(entry.RecordedAt);
        to.Text(entry.TimeZone);
        to.Text(entry.Actor);
        to.Optional(entry.Station);
        to.Optional(entry.Device);
        to.Optional(entry.Shift);
        to.Number(entry.Source);
        to.Command(entry.Command);
        to.Number(entry.Ordinal);
        to.Optional(entry.Corrects);
        to.Optional(entry.DecidedAgainst);
        to.Bytes(entry.Payload);
    }

    /// <summary>The fields of an entry as they lie in its canonical bytes (with the 0x00 before them): what <see cref="Write"/> wrote.</summary>
    public static EntryFields Read(ReadOnlySpan<byte> written)
    {
        var from = new Cursor(written[(1 + VersionLine.Length)..]);
        return new EntryFields
        {
            Log = from.Bytes(),
            Position = from.Number(),
            Stream = from.Bytes(),
            Version = from.Number(),
            Name = from.Bytes(),
            OccurredAt = from.Number(),
            RecordedAt = from.Number(),
            TimeZone = from.Bytes(),
            Actor = from.Bytes(),
            Station = from.Optional(),
            Device = from.Optional(),
            Shift = from.Optional(),
            Source = (int)from.Number(),
            Command = from.Command(),
            Ordinal = (int)from.Number(),
            Corrects = from.OptionalNumber(),
            DecidedAgainst = from.Optional(),
            Payload = from.Bytes(),
        };
    }

    /// <summary>Puts in place what is known last: the only fields that depend on what else is in the log.</summary>
    /// <param name="written">What <see cref="Write"/> wrote for this entry with any values there.</param>
    public static void Place(Span<byte> written, long position, long version, long recordedAt)
    {
        var at = 1 + VersionLine.Length;
        at += 4 + BinaryPrimitives.ReadInt32BigEndian(written[at..]);
        BinaryPrimitives.WriteInt64BigEndian(written[at..], position);
        at += 8;
        at += 4 + BinaryPrimitives.ReadInt32BigEndian(written[at..]);
        BinaryPrimitives.WriteInt64BigEndian(written[at..], version);
        at += 8;
        at += 4 + BinaryPrimitives.ReadInt32BigEndian(written[at..]);
        BinaryPrimitives.WriteInt64BigEndian(written[(at + 8)..], recordedAt);
    }

    private ref struct Cursor(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public long Number() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

        public ReadOnlySpan<byte> Bytes() => Take(BinaryPrimitives.ReadInt32BigEndian(Take(4)));

        public Field Optional()
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(Take(4));
            return length == Absent ? Field.None : Take((int)length);
        }

        public long? OptionalNumber() => Optional() is { Present: true } field ? BinaryPrimitives.ReadInt64BigEndian(field.Utf8) : null;

        public Guid Command() => new(Take(16), bigEndian: true);

        private ReadOnlySpan<byte> Take(int count)
        {
            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }

    /// <summary>A field of the entry as UTF-8, or absent.</summary>
    internal readonly ref struct Field
    {
        private Field(ReadOnlySpan<byte> utf8)
        {
            Utf8 = utf8;
            Present = true;
        }

        public ReadOnlySpan<byte> Utf8 { get; }

        public bool Present { get; }

        public static implicit operator Field(ReadOnlySpan<byte> utf8) => new(utf8);

        public static Field None => default;
    }

    internal sealed class CanonicalBuffer
    {
        private byte[] _bytes = new byte[2048];
        private int _length;

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

        public void Clear() => _length = 0;

        public void Byte(byte value) => Room(1)[0] = value;

        public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

        public void Number(long value) => BinaryPrimitives.WriteInt64BigEndian(Room(8), value);

        public void Text(ReadOnlySpan<byte> utf8) => Bytes(utf8);

        public void Bytes(ReadOnlySpan<byte> bytes)
        {
            var room = Room(4 + bytes.Length);
            BinaryPrimitives.WriteInt32BigEndian(room, bytes.Length);
            bytes.CopyTo(room[4..]);
        }

        public void Optional(Field field)
        {
            if (field.Present)
                Bytes(field.Utf8);
            else
                BinaryPrimitives.WriteUInt32BigEndian(Room(4), Absent);
        }

        public void Optional(long? value)
        {
            if (value is not { } number)
            {
                BinaryPrimitives.WriteUInt32BigEndian(Room(4), Absent);
                return;
            }

            var room = Room(12);
            BinaryPrimitives.WriteInt32BigEndian(room, 8);
            BinaryPrimitives.WriteInt64BigEndian(room[4..], number);
        }

        /// <summary>The id's 16 bytes in the order of its text form (RFC 9562).</summary>
        public void Command(Guid id) => id.TryWriteBytes(Room(16), bigEndian: true, out _);

        private Span<byte> Room(int count)
        {
            if (_length + count > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
            var room = _bytes.AsSpan(_length, count);
            _length += count;
            return room;
        }
    }

    /// <summary>An entry's fields as they lie in a store: spans into its pages, so that hashing copies each byte once.</summary>
    internal ref struct EntryFields
    {
        public ReadOnlySpan<byte> Log;
        public long Position;
        public ReadOnlySpan<byte> Stream;
        public long Version;
        public ReadOnlySpan<byte> Name;

        /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
        public long OccurredAt;

        /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
        public long RecordedAt;

        public ReadOnlySpan<byte> TimeZone;
        public ReadOnlySpan<byte> Actor;
        public Field Station;
        public Field Device;
        public Field Shift;
        public int Source;
        public Guid Command;
        public int Ordinal;
        public long? Corrects;

        /// <summary>JSON text as <see cref="ForeignReads"/> writes it; absent where there is none.</summary>
        public Field DecidedAgainst;

        public ReadOnlySpan<byte> Payload;

        /// <summary>Not hashed: on a command's first entry, how many it has. Set where a store shows the entry.</summary>
        public long? CommandEntries;

        /// <summary>Not hashed: on a command's first entry, what tells its content from another. Set where a store shows the entry.</summary>
        public Field Digest;
    }

    /// <summary>The leaf hash of an entry that is held as an object.</summary>
    public static byte[] LeafHash(Entry entry)
    {
        var fields = new EntryFields
        {
            Log = Utf8(entry.Log),
            Position = entry.Position,
            Stream = Utf8(entry.Stream),
            Version = entry.Version,
            Name = Utf8(entry.Name),
            OccurredAt = Microseconds.Of(entry.OccurredAt),
            RecordedAt = Microseconds.Of(entry.RecordedAt),
            TimeZone = Utf8(entry.TimeZone),
            Actor = Utf8(entry.Actor),
            Station = Present(entry.Station),
            Device = Present(entry.Device),
            Shift = Present(entry.Shift),
            Source = (int)entry.Source,
            Command = entry.Command,
            Ordinal = entry.Ordinal,
            Corrects = entry.Corrects,
            DecidedAgainst = Present(ForeignReads.Write(entry.DecidedAgainst)),
            Payload = entry.Payload.Span,
        };
        return LeafHash(fields, new CanonicalBuffer());

        static ReadOnlySpan<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

        static Field Present(string? text) => text is null ? Field.None : Utf8(text);
    }
}

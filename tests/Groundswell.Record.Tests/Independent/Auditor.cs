using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Groundswell.Record.Tests.Independent;

/// <summary>
/// A second verifier of a record in SQLite, written from docs/record/format.md alone: it uses nothing of the library and does everything the
/// plain way, in memory. Section numbers are those of that page.
/// </summary>
internal sealed class Auditor(string folder, string logName, byte[] publicKey) : IDisposable
{
    private readonly SqliteConnection _database = Open(folder);
    private readonly List<byte[]> _leaves = [];
    private readonly List<(long Position, JsonElement Payload)> _rotations = [];
    private readonly SortedDictionary<long, string> _faults = [];
    private long _log;
    private string _origin = "";
    private long _size;

    /// <summary>What is wrong, by position; of one position the first thing seen.</summary>
    public IReadOnlyDictionary<long, string> Faults => _faults;

    public string Root { get; private set; } = "";

    public long SignedUpTo { get; private set; }

    public void Audit()
    {
        byte[] frontier = [];
        foreach (var row in Rows("SELECT id, origin, size, frontier FROM log WHERE name = $1", logName))
            (_log, _origin, _size, frontier) = ((long)row[0], (string)row[1], (long)row[2], (byte[])row[3]);

        // Where entries are wrong, the tree over them is too: that would be said twice.
        AuditEntries();
        if (_faults.Count > 0)
            return;
        Root = Convert.ToBase64String(RootOf(0, _leaves.Count));
        AuditTiles();
        if (!frontier.AsSpan().SequenceEqual(Frontier()))
            Fault(_size, "frontier");
        AuditCheckpoints();
    }

    public void Dispose() => _database.Dispose();

    private void AuditEntries()
    {
        var versions = new Dictionary<string, long>();
        var (due, recorded) = (1L, long.MinValue);
        foreach (var e in Rows(
            """
            SELECT position, stream, version, name, occurred_at, recorded_at, time_zone, actor, station, device, shift, source, command, ordinal,
                corrects, decided_against, payload, leaf_hash FROM entry WHERE log = $1 ORDER BY position
            """,
            _log))
        {
            var position = (long)e[0];
            if (position != due)
                Fault(due, "missing");
            due = position + 1;

            // Section 2.
            var bytes = new MemoryStream();
            bytes.Write("\0groundswell entry 1\n"u8);
            Text(bytes, logName);
            Number(bytes, position);
            Text(bytes, e[1]);
            Number(bytes, (long)e[2]);
            Text(bytes, e[3]);
            Number(bytes, (long)e[4]);
            Number(bytes, (long)e[5]);
            foreach (var text in e[6..11])
                Text(bytes, text);
            Number(bytes, (long)e[11]);
            bytes.Write((byte[])e[12]);
            Number(bytes, (long)e[13]);
            if (e[14] is long corrects)
            {
                bytes.Write([0, 0, 0, 8]);
                Number(bytes, corrects);
            }
            else
            {
                Text(bytes, DBNull.Value);
            }

            Text(bytes, e[15]);
            Text(bytes, e[16]);
            var leaf = SHA256.HashData(bytes.ToArray());
            if (!leaf.AsSpan().SequenceEqual((byte[])e[17]))
                Fault(position, "hash");
            _leaves.Add(leaf);

            if ((long)e[2] != versions.GetValueOrDefault((string)e[1]) + 1)
                Fault(position, "version");
            versions[(string)e[1]] = (long)e[2];
            if ((long)e[5] < recorded)
                Fault(position, "recorded-at");
            recorded = (long)e[5];
            if ((string)e[1] == "record" && (string)e[3] == "signing-key.rotated")
                _rotations.Add((position, JsonDocument.Parse((string)e[16]).RootElement));
        }

        if (due - 1 != _size)
            Fault(Math.Min(due, _size + 1), "size");
    }

    /// <summary>Section 4.</summary>
    private void AuditTiles()
    {
        var row = _leaves;
        for (var level = 0; row.Count >= 256; level++)
        {
            var above = new List<byte[]>();
            for (var i = 0; i < row.Count / 256; i++)
            {
                byte[] hashes = [.. row.Skip(i * 256).Take(256).SelectMany(hash => hash)];
                var width = 1L << (8 * level);
                var root = RootOf((int)(i * 256 * width), (int)((i + 1) * 256 * width));
                above.Add(root);
                var stored = Rows("SELECT hashes, root FROM tile WHERE log = $1 AND level = $2 AND idx = $3", _log, level, i).ToList();
                if (stored.Count != 1 || !hashes.AsSpan().SequenceEqual((byte[])stored[0][0]) || !root.AsSpan().SequenceEqual((byte[])stored[0][1]))
                    Fault(i * 256 * width + 1, "tile");
            }

            row = above;
        }
    }

    /// <summary>Section 6, with the keys of section 8.</summary>
    private void AuditCheckpoints()
    {
        var key = publicKey;
        var fitting = 0L;
        foreach (var c in Rows("SELECT size, note FROM checkpoint WHERE log = $1 ORDER BY size, rowid", _log))
        {
            var (size, note) = ((long)c[0], (string)c[1]);
            var end = note.LastIndexOf("\n\n", StringComparison.Ordinal) + 1;
            var text = note[..end];
            if (size > _leaves.Count)
            {
                Fault(_leaves.Count + 1, "cut off");
                continue;
            }

            key = Signer(key, size, text, note[(end + 1)..]) ?? key;
            if (Signer(key, size, text, note[(end + 1)..]) is null)
            {
                Fault(size, "signature");
                continue;
            }

            if (text != $"{_origin}\n{size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(RootOf(0, (int)size))}\n")
            {
                Fault(fitting + 1, "checkpoint");
                continue;
            }

            fitting = size;
            SignedUpTo = size;
        }
    }

    /// <summary>The key itself or one it handed over to by this size, whichever signed.</summary>
    private byte[]? Signer(byte[] key, long size, string text, string lines)
    {
        if (Signed(key, text, lines))
            return key;
        foreach (var (position, payload) in _rotations)
        {
            var (old, next) = (payload.GetProperty("oldKey").GetString()!, payload.GetProperty("newKey").GetString()!);
            if (position > size || old != Convert.ToBase64String(key))
                continue;
            var statement = $"groundswell signing key rotation 1\n{_origin}\n{old}\n{next}\n";
            if (Ed25519.Verify(key, Encoding.UTF8.GetBytes(statement), payload.GetProperty("signature").GetBytesFromBase64()))
                return Signer(Convert.FromBase64String(next), size, text, lines);
        }

        return null;
    }

    private bool Signed(byte[] key, string text, string lines)
    {
        var id = SHA256.HashData([.. Encoding.UTF8.GetBytes(_origin), 0x0A, 0x01, .. key])[..4];
        foreach (var line in lines.TrimEnd('\n').Split('\n'))
        {
            if (line.Split(' ') is ["—", var name, var encoded] && name == _origin
                && Convert.FromBase64String(encoded) is var bytes && bytes.AsSpan(0, 4).SequenceEqual(id)
                && Ed25519.Verify(key, Encoding.UTF8.GetBytes(text), bytes[4..]))
                return true;
        }

        return false;
    }

    /// <summary>Section 3: the root over leaves, the last not included.</summary>
    private byte[] RootOf(int from, int to)
    {
        if (from == to)
            return SHA256.HashData([]);
        if (to - from == 1)
            return _leaves[from];
        var k = 1;
        while (k * 2 < to - from)
            k *= 2;
        return SHA256.HashData([0x01, .. RootOf(from, from + k), .. RootOf(from + k, to)]);
    }

    private byte[] Frontier()
    {
        var roots = new List<byte>();
        var from = 0;
        for (var bit = 30; bit >= 0; bit--)
        {
            if ((_leaves.Count & (1 << bit)) == 0)
                continue;
            roots.AddRange(RootOf(from, from + (1 << bit)));
            from += 1 << bit;
        }

        return [.. roots];
    }

    private void Fault(long position, string what) => _faults.TryAdd(position, what);

    private static void Text(MemoryStream to, object value)
    {
        if (value is DBNull)
        {
            to.Write([0xff, 0xff, 0xff, 0xff]);
            return;
        }

        var utf8 = Encoding.UTF8.GetBytes((string)value);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
        to.Write(length);
        to.Write(utf8);
    }

    private static void Number(MemoryStream to, long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        to.Write(bytes);
    }

    private IEnumerable<object[]> Rows(string sql, params object[] values)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }

    private static SqliteConnection Open(string folder)
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(folder, "record.db")};Pooling=False;Mode=ReadOnly");
        database.Open();
        return database;
    }
}

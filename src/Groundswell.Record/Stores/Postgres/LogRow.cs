using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Groundswell.Record.Stores.Postgres;

/// <summary>A log's head as it lies in its row.</summary>
internal static class LogRow
{
    public const string Columns = "name, origin, size, frontier, recorded_at, store <> (SELECT id FROM record.meta)";

    /// <summary>The row of the log $1.</summary>
    public const string Newest = $"SELECT {Columns} FROM record.log WHERE name = $1 ORDER BY size DESC LIMIT 1";

    public static LogHead Head(NpgsqlDataReader row)
    {
        var name = row.GetString(0);
        return new LogHead(IdOf(name), name, row.GetString(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4))
        {
            IsReplica = row.GetBoolean(5),
        };
    }

    /// <summary>A number for a log that is the same in every store. The tables do without: there a log goes by its name.</summary>
    private static long IdOf(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}

using System.Runtime.CompilerServices;
using Groundswell.Record.Stores.Postgres;
using Npgsql;

namespace Groundswell.Record.Attachments;

/// <summary>Contents in tables of the record's PostgreSQL database, in chunks.</summary>
/// <remarks>
/// A content is first taken in to a temporary file of this machine: its hash is known, and no transaction is held open, while a slow sender sends.
/// </remarks>
internal sealed class PostgresContents(NpgsqlDataSource database) : IContentStore
{
    /// <summary>256 KiB: what is in memory at once, on either side.</summary>
    public const int ChunkLength = 256 * 1024;

    private const int ReadAtOnce = 1_000;

    public async Task<StoredContent> Add(Stream content, long limit, CancellationToken stop)
    {
        var path = Path.GetTempFileName();
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var taken = await FolderContents.Copy(content, file, limit, stop);
        file.Position = 0;
        return await Do(connection => Insert(connection, taken, file, stop), stop);
    }

    public Task<StoredContent?> Find(string hash, CancellationToken stop) => Do(
        async connection =>
        {
            await using var select = new NpgsqlCommand(
                "SELECT hash, length, erased_log, erased_position FROM record.attachment WHERE hash = $1", connection);
            select.Parameters.Add(Hash(hash));
            await using var row = await select.ExecuteReaderAsync(stop);
            return await row.ReadAsync(stop) ? Stored(row) : null;
        },
        stop);

    public async Task<Stream?> Open(string hash, CancellationToken stop) =>
        await Find(hash, stop) is { Erased: null } ? new ChunkStream(number => Chunk(hash, number, stop)) : null;

    public Task Erase(string hash, ErasedBy entry, CancellationToken stop) => Do(
        async connection =>
        {
            await using var transaction = await Begin(connection, stop);
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand(
                        """
                        INSERT INTO record.attachment AS a (hash, length, erased_log, erased_position) VALUES ($1, 0, $2, $3)
                        ON CONFLICT (hash) DO UPDATE SET length = 0, erased_log = $2, erased_position = $3 WHERE a.erased_log IS NULL
                        """)
                    {
                        Parameters = { Hash(hash), PostgresQueries.Text(entry.Log), PostgresQueries.Number(entry.Position) },
                    },
                    new NpgsqlBatchCommand("DELETE FROM record.attachment_chunk WHERE hash = $1") { Parameters = { Hash(hash) } },
                },
            };
            await batch.ExecuteNonQueryAsync(stop);
            await transaction.CommitAsync(stop);
            return true;
        },
        stop);

    /// <summary>There are none: a content and its chunks are written in one transaction.</summary>
    public void RemoveLeftovers()
    {
    }

    public async IAsyncEnumerable<StoredContent> All([EnumeratorCancellation] CancellationToken stop)
    {
        var after = "";
        for (var more = true; more;)
        {
            var contents = await Do(connection => After(connection, after, stop), stop);
            foreach (var content in contents)
                yield return content;
            more = contents.Count == ReadAtOnce;
            if (more)
                after = contents[^1].Hash;
        }
    }

    private static async Task<StoredContent> Insert(NpgsqlConnection connection, StoredContent taken, Stream content, CancellationToken stop)
    {
        await using var transaction = await Begin(connection, stop);
        await using var insert = new NpgsqlCommand(
            "INSERT INTO record.attachment (hash, length) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", connection);
        insert.Parameters.Add(Hash(taken.Hash));
        insert.Parameters.Add(PostgresQueries.Number(taken.Length));
        if (await insert.ExecuteNonQueryAsync(stop) == 0)
        {
            await using var select = new NpgsqlCommand(
                "SELECT hash, length, erased_log, erased_position FROM record.attachment WHERE hash = $1", connection);
            select.Parameters.Add(Hash(taken.Hash));
            await using var row = await select.ExecuteReaderAsync(stop);
            await row.ReadAsync(stop);
            return Stored(row);
        }

        var chunk = new byte[ChunkLength];
        for (var number = 0; await content.ReadAtLeastAsync(chunk, ChunkLength, throwOnEndOfStream: false, stop) is var read && read > 0; number++)
        {
            await using var add = new NpgsqlCommand("INSERT INTO record.attachment_chunk (hash, number, data) VALUES ($1, $2, $3)", connection);
            add.Parameters.Add(Hash(taken.Hash));
            add.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
            add.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = chunk.AsMemory(0, read) });
            await add.ExecuteNonQueryAsync(stop);
        }

        await transaction.CommitAsync(stop);
        return taken;
    }

    /// <summary>A transaction whose commit waits for the disk, whatever the role or the database is set to.</summary>
    private static async Task<NpgsqlTransaction> Begin(NpgsqlConnection connection, CancellationToken stop)
    {
        var transaction = await connection.BeginTransactionAsync(stop);
        await using var durable = new NpgsqlCommand("SET LOCAL synchronous_commit = on", connection);
        await durable.ExecuteNonQueryAsync(stop);
        return transaction;
    }

    private async Task<byte[]?> Chunk(string hash, int number, CancellationToken stop) => await Do(
        async connection =>
        {
            await using var select = new NpgsqlCommand(
                "SELECT data FROM record.attachment_chunk WHERE hash = $1 AND number = $2", connection);
            select.Parameters.Add(Hash(hash));
            select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
            return await select.ExecuteScalarAsync(stop) as byte[];
        },
        stop);

    private static async Task<List<StoredContent>> After(NpgsqlConnection connection, string hash, CancellationToken stop)
    {
        await using var select = new NpgsqlCommand(
            "SELECT hash, length, erased_log, erased_position FROM record.attachment WHERE hash > $1 ORDER BY hash LIMIT $2", connection);
        select.Parameters.Add(Hash(hash));
        select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ReadAtOnce });
        await using var rows = await select.ExecuteReaderAsync(stop);
        var contents = new List<StoredContent>();
        while (await rows.ReadAsync(stop))
            contents.Add(Stored(rows));
        return contents;
    }

    private static StoredContent Stored(NpgsqlDataReader row) => new(
        Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)), row.GetInt64(1),
        row.IsDBNull(2) ? null : new ErasedBy(row.GetString(2), row.GetInt64(3)));

    private static NpgsqlParameter<byte[]> Hash(string hash) => new() { TypedValue = Convert.FromHexString(hash) };

    private async Task<T> Do<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken stop)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(stop);
            return await work(connection);
        }
        catch (Exception failure) when (PostgresFailure.Is(failure))
        {
            throw PostgresFailure.Explain(failure);
        }
    }
}

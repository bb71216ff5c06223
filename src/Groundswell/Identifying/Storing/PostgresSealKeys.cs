using System.Security.Cryptography;
using Groundswell.Record.Sealing;
using Npgsql;

namespace Groundswell.Identifying.Storing;

/// <summary>Seal keys in PostgreSQL, in the schema <c>directory</c>: every node of a plant has the same.</summary>
/// <remarks>Destroying empties the row. Old pages and the write-ahead log hold the bytes on for a while: only an encrypted disk answers that.</remarks>
public sealed class PostgresSealKeys(string connection) : ISealKeys, IAsyncDisposable
{
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(connection);

    public async Task<SealKey> For(string person, string purpose, CancellationToken stop)
    {
        ArgumentException.ThrowIfNullOrEmpty(person);
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        await using (var make = _database.CreateCommand("""
            INSERT INTO directory.seal_key (id, person, purpose, secret) VALUES ($1, $2, $3, $4)
            ON CONFLICT (person, purpose) WHERE secret IS NOT NULL DO NOTHING
            """))
        {
            make.Parameters.Add(new() { Value = RandomNumberGenerator.GetHexString(32, lowercase: true) });
            make.Parameters.Add(new() { Value = person });
            make.Parameters.Add(new() { Value = purpose });
            make.Parameters.Add(new() { Value = RandomNumberGenerator.GetBytes(32) });
            await make.ExecuteNonQueryAsync(stop);
        }

        await using var find = _database.CreateCommand(
            "SELECT id, secret FROM directory.seal_key WHERE person = $1 AND purpose = $2 AND secret IS NOT NULL");
        find.Parameters.Add(new() { Value = person });
        find.Parameters.Add(new() { Value = purpose });
        await using var row = await find.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            ? new SealKey(row.GetString(0), row.GetFieldValue<byte[]>(1))
            : throw new InvalidOperationException("The key was destroyed while it was asked for.");
    }

    public async Task<SealKeyState> Find(string key, CancellationToken stop)
    {
        await using var find = _database.CreateCommand("SELECT secret FROM directory.seal_key WHERE id = $1");
        find.Parameters.Add(new() { Value = key });
        await using var row = await find.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop))
            return new SealKeyState.Absent();
        return await row.IsDBNullAsync(0, stop) ? new SealKeyState.Destroyed() : new SealKeyState.Here(new SealKey(key, row.GetFieldValue<byte[]>(0)));
    }

    public async Task<IReadOnlyDictionary<string, string>> Of(string person, CancellationToken stop)
    {
        await using var list = _database.CreateCommand("SELECT purpose, id FROM directory.seal_key WHERE person = $1 AND secret IS NOT NULL");
        list.Parameters.Add(new() { Value = person });
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var row = await list.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            found.Add(row.GetString(0), row.GetString(1));
        return found;
    }

    public async Task Destroy(string key, CancellationToken stop)
    {
        await using var destroy = _database.CreateCommand("""
            INSERT INTO directory.seal_key (id) VALUES ($1)
            ON CONFLICT (id) DO UPDATE SET secret = NULL, person = NULL, purpose = NULL
            """);
        destroy.Parameters.Add(new() { Value = key });
        await destroy.ExecuteNonQueryAsync(stop);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}

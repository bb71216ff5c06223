using System.Data.Common;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Groundswell.Record.Tests.Verifying;

/// <summary>What somebody can do to a record who has its file or its database, all rights, and bad intentions.</summary>
internal static class Tampering
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Runs SQL over a plain connection with every guard taken away. Parameters are <c>@a</c>, <c>@b</c> and so on.</summary>
    public static async Task<int> Tamper(this TestStore store, string sql, params object[] values)
    {
        await using var connection = await Connect(store);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{(char)('a' + i)}";
            parameter.Value = values[i];
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(Stop);
    }

    /// <summary>Does it, and sees that it was done to something.</summary>
    public static async Task TamperOne(this TestStore store, string sql, params object[] values) =>
        Assert.Equal(1, await store.Tamper(sql, values));

    /// <summary>Puts a copy of the log's first entry in another place.</summary>
    /// <param name="guarded">As whoever may only add rows, with the tables' guards in place.</param>
    public static async Task Copy(this TestStore store, string position, string version, bool guarded)
    {
        const string Kept = "log, occurred_at, recorded_at, ordinal, source, stream, name, time_zone, actor, leaf_hash, payload";
        var id = store is DatabaseStore ? "gen_random_uuid()" : "randomblob(16)";
        await using var connection = await Connect(store, guarded);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO entry (position, version, command, {Kept}) SELECT {position}, {version}, {id}, {Kept} FROM entry WHERE position = 1";
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
    }

    /// <summary>Puts another payload in an entry's place, with the leaf hash it would have.</summary>
    public static async Task Replace(this TestStore store, long position)
    {
        Entry entry;
        await using (var journal = await store.OpenToRead())
            entry = Assert.Single(await journal.Store.ReadLog(Sample.Log, position, position, 1, Stop));
        var payload = """{"job":"4711","reason":"forged"}""";
        var forged = entry with { Payload = System.Text.Encoding.UTF8.GetBytes(payload) };
        await store.TamperOne(
            "UPDATE entry SET payload = @a, leaf_hash = @b WHERE position = @c", payload, CanonicalForm.LeafHash(forged), position);
    }

    /// <summary>
    /// Makes everything that can be computed fit the entries as they are: their leaf hashes, every tile, the log's size and frontier. What can't be
    /// computed are signatures.
    /// </summary>
    public static async Task MakeEverythingFit(this TestStore store)
    {
        var leaves = new List<byte[]>();
        LogHead head;
        await using (var journal = await store.OpenToRead())
        {
            head = await journal.Store.Head(Sample.Log, Stop) ?? throw new InvalidOperationException("The log is gone.");
            var buffer = new CanonicalForm.CanonicalBuffer();
            await journal.Store.Scan(
                Sample.Log, 1, long.MaxValue, (in entry, _) => leaves.Add(CanonicalForm.LeafHash(entry, buffer)), Stop);
        }

        var tree = await new GrowingTree(Sample.Log).Add(
            head with { Size = 0, Frontier = [] }, leaves.SelectMany(leaf => leaf).ToArray(), new TreeReads((_, _, _, _) => Nothing(), (_, _, _, _, _) => Nothing()), Stop);
        await using var connection = await Connect(store);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        for (var i = 0; i < leaves.Count; i++)
            await Run(connection, transaction, "UPDATE entry SET leaf_hash = @a WHERE position = @b", leaves[i], (long)i + 1);
        await Run(connection, transaction, "DELETE FROM tile");
        foreach (var tile in tree.Tiles)
        {
            await Run(
                connection, transaction, $"INSERT INTO tile (log, level, idx, root, hashes) VALUES ({LogColumn(store)}, @a, @b, @c, @d)", tile.Level,
                tile.Index, tile.Root, tile.Hashes);
        }

        await Run(connection, transaction, "UPDATE log SET size = @a, frontier = @b, recorded_at = (SELECT max(recorded_at) FROM entry)", tree.Size, tree.Frontier);
        await transaction.CommitAsync(Stop);

        static Task<byte[]> Nothing() => throw new InvalidOperationException("Nothing is older.");
    }

    /// <summary>A journal to look at the store with, which changes nothing.</summary>
    public static Task<Journal> OpenToRead(this TestStore store) => store is FolderStore folder
        ? Journal.OpenFolderForReading(folder.Folder, Stop)
        : Journal.OpenPostgres(((DatabaseStore)store).Database.Application, new JournalOptions(), Stop);

    /// <summary>How a table names the one log there is.</summary>
    public static string LogColumn(TestStore store) => store is FolderStore ? "1" : $"'{Sample.Log}'";

    private static async Task<int> Run(DbConnection connection, DbTransaction transaction, string sql, params object[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{(char)('a' + i)}";
            parameter.Value = values[i];
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task<DbConnection> Connect(TestStore store, bool guarded = false)
    {
        if (store is FolderStore folder)
        {
            var sqlite = new SqliteConnection($"Data Source={Path.Combine(folder.Folder, "record.db")};Pooling=False");
            await sqlite.OpenAsync(Stop);
            if (!guarded)
                await DropTriggers(sqlite);
            return sqlite;
        }

        var database = ((DatabaseStore)store).Database;
        if (guarded)
        {
            var application = new NpgsqlConnection(database.Application + ";Search Path=record;Pooling=false");
            await application.OpenAsync(Stop);
            return application;
        }

        await database.Tamper(
            """
            ALTER TABLE record.entry DROP CONSTRAINT IF EXISTS entry_has_its_place;
            ALTER TABLE record.tile DROP CONSTRAINT IF EXISTS tile_has_its_place;
            ALTER TABLE record.checkpoint DROP CONSTRAINT IF EXISTS checkpoint_covers_something
            """);
        var postgres = new NpgsqlConnection(database.Superuser + ";Search Path=record;Pooling=false");
        await postgres.OpenAsync(Stop);
        return postgres;
    }

    private static async Task DropTriggers(SqliteConnection connection)
    {
        var triggers = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
            await using var rows = await command.ExecuteReaderAsync(Stop);
            while (await rows.ReadAsync(Stop))
                triggers.Add(rows.GetString(0));
        }

        foreach (var trigger in triggers)
        {
            await using var drop = connection.CreateCommand();
            drop.CommandText = $"DROP TRIGGER {trigger}";
            await drop.ExecuteNonQueryAsync(Stop);
        }
    }
}

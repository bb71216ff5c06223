using Npgsql;
using NpgsqlTypes;

namespace Groundswell.Projecting;

/// <summary>Writes a schema of views: a batch is gathered as arrays, a statement per table, and sent at once; the server commits all of it or nothing.</summary>
/// <param name="channel">Where other nodes are told how far it is; null where nobody reads it yet.</param>
internal sealed class PostgresWriter(NpgsqlConnection connection, string? channel, int number, bool ownsConnection) : ViewsWriter
{
    private readonly List<NpgsqlBatchCommand> _commands = [];

    public override RowStore<TRow> Rows<TRow>(RowShape<TRow> shape) => new PostgresRows<TRow>(connection, shape, _commands.Add);

    public override Task Begin(CancellationToken stop)
    {
        _commands.Clear();
        return Task.CompletedTask;
    }

    public override async Task Commit(IReadOnlyList<Bookmark> moved, CancellationToken stop)
    {
        if (channel is not null)
        {
            foreach (var bookmark in moved)
            {
                var notify = new NpgsqlBatchCommand("SELECT pg_notify($1, $2)");
                notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = channel });
                notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresViews.MovedText(number, bookmark) });
                _commands.Add(notify);
            }
        }

        // The statements of a batch are one transaction by themselves.
        await PostgresViews.Guarded(async () =>
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var command in _commands)
                batch.BatchCommands.Add(command);
            return await batch.ExecuteNonQueryAsync(stop);
        });
        _commands.Clear();
    }

    public override Task Rollback()
    {
        _commands.Clear();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ownsConnection ? connection.DisposeAsync() : ValueTask.CompletedTask;
}

/// <summary>One table of a schema of views.</summary>
/// <param name="send">Puts a statement into the batch that is being gathered.</param>
internal sealed class PostgresRows<TRow>(NpgsqlConnection connection, RowShape<TRow> shape, Action<NpgsqlBatchCommand> send) : RowStore<TRow>
    where TRow : class
{
    private readonly RowSql _sql = RowSql.Of(shape);
    private readonly NpgsqlDbType[] _types = [.. shape.Columns.Select(column => PostgresArrays.TypeOf(column.Stored))];
    private NpgsqlCommand? _find;

    public override async ValueTask<TRow?> Find(RowKey key)
    {
        var find = _find ??= FindCommand();
        for (var i = 0; i < shape.KeyCount; i++)
            find.Parameters[i].Value = shape.Columns[i].ToStored(key[i]);
        return await PostgresViews.Guarded(async () =>
        {
            await using var reader = await find.ExecuteReaderAsync();
            return await reader.ReadAsync() ? Read(reader) : null;
        });
    }

    public override async Task<IReadOnlyList<TRow>> All(CancellationToken stop) =>
        await PostgresViews.Ask(connection, _sql.Select, Read, stop);

    public override void Write(IReadOnlyList<RowKey> removed, IReadOnlyList<TRow> put, IReadOnlyList<TRow> added)
    {
        if (removed.Count > 0)
        {
            var names = string.Join(", ", _sql.Key);
            var delete = new NpgsqlBatchCommand($"DELETE FROM {_sql.Table} WHERE ({names}) IN (SELECT * FROM unnest({Arrays(shape.KeyCount)}))");
            for (var i = 0; i < shape.KeyCount; i++)
            {
                var (column, part) = (shape.Columns[i], i);
                delete.Parameters.Add(Array(i, removed, key => column.ToStored(key[part])));
            }

            send(delete);
        }

        if (put.Count > 0)
            send(Insert(put, _sql.OnConflict));
        if (added.Count > 0)
            send(Insert(added, ""));
    }

    private NpgsqlBatchCommand Insert(IReadOnlyList<TRow> rows, string onConflict)
    {
        var insert = new NpgsqlBatchCommand($"INSERT INTO {_sql.Table} ({_sql.Columns}) SELECT * FROM unnest({Arrays(_types.Length)}) {onConflict}");
        for (var i = 0; i < _types.Length; i++)
            insert.Parameters.Add(Array(i, rows, shape.Columns[i].StoredOf));
        return insert;
    }

    private static string Arrays(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));

    private NpgsqlParameter Array<T>(int column, IReadOnlyList<T> of, Func<T, object?> value) => new()
    {
        Value = PostgresArrays.Gather(shape.Columns[column].Stored, of, value),
        NpgsqlDbType = NpgsqlDbType.Array | _types[column],
    };

    private NpgsqlCommand FindCommand()
    {
        var find = new NpgsqlCommand($"{_sql.Select} WHERE {_sql.IsKey(part => $"${part + 1}")}", connection);
        for (var i = 0; i < shape.KeyCount; i++)
            find.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = _types[i] });
        return find;
    }

    private TRow Read(NpgsqlDataReader reader)
    {
        var row = RowShape<TRow>.New();
        for (var i = 0; i < shape.Columns.Count; i++)
            shape.Columns[i].Load(row, reader.IsDBNull(i) ? null : PostgresArrays.Read(reader, i, shape.Columns[i].Stored));
        return row;
    }
}

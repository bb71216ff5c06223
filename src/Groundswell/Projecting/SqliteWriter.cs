namespace Groundswell.Projecting;

/// <summary>Writes a views file: prepared statements in one transaction.</summary>
internal sealed class SqliteWriter(SqliteFile file) : ViewsWriter
{
    private readonly List<IDisposable> _statements = [];

    public override RowStore<TRow> Rows<TRow>(RowShape<TRow> shape)
    {
        var rows = new SqliteRows<TRow>(file, shape);
        _statements.Add(rows);
        return rows;
    }

    public override Task Begin(CancellationToken stop)
    {
        file.Execute("BEGIN IMMEDIATE");
        return Task.CompletedTask;
    }

    public override Task Commit(IReadOnlyList<Bookmark> moved, CancellationToken stop)
    {
        file.Execute("COMMIT");
        return Task.CompletedTask;
    }

    public override Task Rollback()
    {
        if (file.InTransaction)
            file.Execute("ROLLBACK");
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        file.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>One table of a views file.</summary>
internal sealed class SqliteRows<TRow>(SqliteFile file, RowShape<TRow> shape) : RowStore<TRow>, IDisposable
    where TRow : class
{
    private readonly RowSql _sql = RowSql.Of(shape);
    private SqliteStatement? _find;
    private SqliteStatement? _put;
    private SqliteStatement? _add;
    private SqliteStatement? _remove;

    public override ValueTask<TRow?> Find(RowKey key)
    {
        _find ??= file.Prepare($"{_sql.Select} WHERE {_sql.IsKey(part => $"?{part + 1}")}");
        BindKey(_find, key);
        if (!_find.Step())
            return default;
        var row = Read(_find);
        _find.Reset();
        return new ValueTask<TRow?>(row);
    }

    public override Task<IReadOnlyList<TRow>> All(CancellationToken stop)
    {
        var rows = new List<TRow>();
        using var all = file.Prepare(_sql.Select);
        while (all.Step())
            rows.Add(Read(all));
        return Task.FromResult<IReadOnlyList<TRow>>(rows);
    }

    public override void Write(IReadOnlyList<RowKey> removed, IReadOnlyList<TRow> put, IReadOnlyList<TRow> added)
    {
        try
        {
            foreach (var key in removed)
            {
                _remove ??= file.Prepare($"DELETE FROM {_sql.Table} WHERE {_sql.IsKey(part => $"?{part + 1}")}");
                BindKey(_remove, key);
                _remove.Run();
            }

            foreach (var row in put)
                Run(_put ??= file.Prepare($"INSERT INTO {_sql.Table} ({_sql.Columns}) VALUES ({Parameters()}) {_sql.OnConflict}"), row);
            foreach (var row in added)
                Run(_add ??= file.Prepare($"INSERT INTO {_sql.Table} ({_sql.Columns}) VALUES ({Parameters()})"), row);
        }
        catch (RowsRefusedException refused)
        {
            throw new RowsRefusedException(shape.Table, refused.Message, refused);
        }
    }

    public void Dispose()
    {
        _find?.Dispose();
        _put?.Dispose();
        _add?.Dispose();
        _remove?.Dispose();
    }

    private string Parameters() => string.Join(", ", shape.Columns.Select((_, i) => $"?{i + 1}"));

    private void BindKey(SqliteStatement statement, in RowKey key)
    {
        for (var i = 0; i < shape.KeyCount; i++)
            statement.Bind(i + 1, shape.Columns[i].ToStored(key[i]));
    }

    private void Run(SqliteStatement statement, TRow row)
    {
        for (var i = 0; i < shape.Columns.Count; i++)
            statement.Bind(i + 1, shape.Columns[i].StoredOf(row));
        statement.Run();
    }

    private TRow Read(SqliteStatement at)
    {
        var row = RowShape<TRow>.New();
        for (var i = 0; i < shape.Columns.Count; i++)
            shape.Columns[i].Load(row, at.Read(i, shape.Columns[i].Stored));
        return row;
    }
}

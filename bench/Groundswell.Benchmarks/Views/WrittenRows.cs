using Groundswell.Projecting;

namespace Groundswell.Benchmarks.Views;

/// <summary>Rows as one batch wrote them to one table: the values alone.</summary>
/// <param name="Script">The tables' script, of which the limit makes its own.</param>
/// <param name="Sql">The statement, a value for each <c>?</c>.</param>
internal sealed record WrittenRows(int Batch, string Script, string Sql, IReadOnlyList<object?[]> Values)
{
    public int Count => Values.Count;
}

/// <summary>Writes what it is given, and notes it.</summary>
internal sealed class RecordingWriter(ViewsWriter writer, ViewsModel model, List<WrittenRows> written) : ViewsWriter
{
    private int _batch;

    public override RowStore<TRow> Rows<TRow>(RowShape<TRow> shape) => new Recording<TRow>(writer.Rows(shape), shape, (sql, values) =>
    {
        if (values.Count > 0)
            written.Add(new WrittenRows(_batch, model.Script, sql, values));
    });

    public override Task Begin(CancellationToken stop)
    {
        _batch++;
        return writer.Begin(stop);
    }

    public override Task Commit(IReadOnlyList<Bookmark> moved, CancellationToken stop) => writer.Commit(moved, stop);

    public override Task Rollback() => writer.Rollback();

    public override ValueTask DisposeAsync() => writer.DisposeAsync();

    private sealed class Recording<TRow>(RowStore<TRow> rows, RowShape<TRow> shape, Action<string, IReadOnlyList<object?[]>> note) : RowStore<TRow>
        where TRow : class
    {
        private readonly RowSql _sql = RowSql.Of(shape);

        public override ValueTask<TRow?> Find(RowKey key) => rows.Find(key);

        public override Task<IReadOnlyList<TRow>> All(CancellationToken stop) => rows.All(stop);

        public override void Write(IReadOnlyList<RowKey> removed, IReadOnlyList<TRow> put, IReadOnlyList<TRow> added)
        {
            var insert = $"INSERT INTO {_sql.Table} ({_sql.Columns}) VALUES ({string.Join(", ", shape.Columns.Select(_ => "?"))})";
            note($"DELETE FROM {_sql.Table} WHERE {_sql.IsKey(_ => "?")}", [.. removed.Select(key => Enumerable.Range(0, shape.KeyCount).Select(part => (object?)key[part]).ToArray())]);
            note($"{insert} {_sql.OnConflict}", [.. put.Select(Values)]);
            note(insert, [.. added.Select(Values)]);
            rows.Write(removed, put, added);
        }

        private object?[] Values(TRow row) => [.. shape.Columns.Select(column => column.StoredOf(row))];
    }
}

namespace Groundswell.Projecting;

/// <summary>The pieces of SQL that both databases understand alike.</summary>
/// <param name="Table">Quoted, without a schema.</param>
/// <param name="Columns">All of them, those of the key first.</param>
/// <param name="OnConflict">Makes an insert put the row in the place of the one that has its key.</param>
internal sealed record RowSql(string Table, string Columns, string OnConflict, IReadOnlyList<string> Key)
{
    public string Select => $"SELECT {Columns} FROM {Table}";

    public static RowSql Of<TRow>(RowShape<TRow> shape) where TRow : class
    {
        string[] names = [.. shape.Columns.Select(column => Quote(column.Name))];
        var key = names[..shape.KeyCount];
        var others = names[shape.KeyCount..];
        var onConflict = others.Length == 0
            ? $"ON CONFLICT ({string.Join(", ", key)}) DO NOTHING"
            : $"ON CONFLICT ({string.Join(", ", key)}) DO UPDATE SET {string.Join(", ", others.Select(name => $"{name} = excluded.{name}"))}";
        return new RowSql(Quote(shape.Table), string.Join(", ", names), onConflict, key);
    }

    /// <param name="value">The SQL for the value of the key's part, counted from 0.</param>
    public string IsKey(Func<int, string> value) => string.Join(" AND ", Key.Select((name, part) => $"{name} = {value(part)}"));

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

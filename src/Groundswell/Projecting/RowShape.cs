using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Groundswell.Projecting;

/// <summary>The shape of one table, for the code that need not know its rows' type.</summary>
internal abstract class RowShape
{
    protected RowShape(IEntityType table)
    {
        Table = table.GetTableName()!;
        Owner = (string?)table.FindAnnotation(ViewsConventions.OwnerAnnotation)?.Value;
    }

    public string Table { get; }

    /// <summary>The projection that folds into it; null for the projector's own.</summary>
    public string? Owner { get; }

    public abstract Type Row { get; }

    /// <summary>Its columns as other programs are shown them: the SQL for each, with its name. Those that say who are left out.</summary>
    public abstract IEnumerable<string> Readable { get; }

    /// <summary>A table of this shape to be folded into.</summary>
    public abstract IKeptTable Keep(ViewsWriter writer, bool empty);

    /// <exception cref="InvalidOperationException">The table is more than rows under a natural key.</exception>
    public static RowShape Of(IEntityType table)
    {
        var name = table.GetTableName() ?? throw Wrong("has no table");
        if (table.FindPrimaryKey() is not { } key)
            throw Wrong("has no key");
        if (key.GetName() is null || table.GetProperties().Any(property => property.IsShadowProperty()))
            throw Wrong("has columns that are no properties of its row");
        if (table.GetNavigations().Any() || table.GetSkipNavigations().Any() || table.GetComplexProperties().Any() || table.BaseType is not null)
            throw Wrong("holds other rows; a projection puts them side by side, with keys that a query can join");
        if (table.GetIndexes().Any(index => index.IsUnique))
            throw Wrong("has a unique index besides its key; rows of a batch are written in no promised order");
        return (RowShape)Activator.CreateInstance(typeof(RowShape<>).MakeGenericType(table.ClrType), table)!;

        InvalidOperationException Wrong(string what) => new($"The table of {table.ClrType.Name} {what}.");
    }
}

/// <summary>The shape of one table: its columns, those of the key first.</summary>
internal sealed class RowShape<TRow> : RowShape where TRow : class
{
    public RowShape(IEntityType table) : base(table)
    {
        var key = table.FindPrimaryKey()!.Properties;
        Columns = [.. key.Concat(table.GetProperties().Except(key)).Select(property => new Column<TRow>(property))];
        KeyCount = key.Count;
    }

    public override Type Row => typeof(TRow);

    public IReadOnlyList<Column<TRow>> Columns { get; }

    public int KeyCount { get; }

    public override IEnumerable<string> Readable => Columns.Where(column => !column.NamesAPerson).Select(column =>
        $"{StoredForms.ReadableSql(RowSql.Quote(column.Name), column.Value, column.Stored)} AS {RowSql.Quote(column.Name)}");

    /// <param name="parts">Room for the key's values.</param>
    public RowKey KeyOf(TRow row, Span<object> parts)
    {
        for (var i = 0; i < KeyCount; i++)
            parts[i] = Columns[i].ValueOf(row) ?? throw new InvalidOperationException($"A row of {Table} has no {Columns[i].Name}, which is part of its key.");
        return new RowKey(parts[..KeyCount]);
    }

    /// <exception cref="ArgumentException">These are not the key's values.</exception>
    public RowKey KeyOf(ReadOnlySpan<object> parts)
    {
        if (parts.Length != KeyCount)
            throw new ArgumentException($"The key of {Table} has {KeyCount} parts, not {parts.Length}.", nameof(parts));
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i]?.GetType() != Columns[i].Value)
                throw new ArgumentException($"{Columns[i].Name} of {Table} is a {Columns[i].Value.Name}, not a {parts[i]?.GetType().Name}.", nameof(parts));
        }

        return new RowKey(parts);
    }

    public static TRow New() => Activator.CreateInstance<TRow>();

    public override IKeptTable Keep(ViewsWriter writer, bool empty) => new KeptTable<TRow>(this, writer.Rows(this), empty);
}

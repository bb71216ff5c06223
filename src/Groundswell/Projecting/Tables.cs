namespace Groundswell.Projecting;

/// <summary>The rows a batch of entries is folded into: found once, changed in memory, each written once when the batch ends.</summary>
public abstract class Tables
{
    public abstract Table<TRow> Of<TRow>() where TRow : class;
}

/// <summary>One table during a batch. Rows are plain classes that EF Core maps; the one that is found is the one that is written.</summary>
public abstract class Table<TRow> where TRow : class
{
    /// <summary>The row of this key as the batch has it so far, or null. Completes at once where the row is in memory.</summary>
    public abstract ValueTask<TRow?> Find(params ReadOnlySpan<object> key);

    /// <summary>Writes the row when the batch ends: a new row, or one that was found and changed.</summary>
    public abstract void Put(TRow row);

    /// <summary>A row that no later entry will look for or change (a line of history); its key must be new. A table that is added to can't be searched.</summary>
    public abstract void Add(TRow row);

    public abstract void Remove(TRow row);
}

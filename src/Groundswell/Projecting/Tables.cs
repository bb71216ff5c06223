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

    /// <summary>Changes the row of this key, which an earlier entry has put.</summary>
    /// <exception cref="InvalidOperationException">There is none: the entry tells of a thing that the record has not begun.</exception>
    public ValueTask Change(Fact fact, Action<TRow> change, params ReadOnlySpan<object> key)
    {
        var found = Find(key);
        if (!found.IsCompletedSuccessfully)
            return Later(found);
        Apply(found.Result);
        return ValueTask.CompletedTask;

        async ValueTask Later(ValueTask<TRow?> row) => Apply(await row);

        void Apply(TRow? row)
        {
            change(row ?? throw new InvalidOperationException(
                $"{fact.Entry.Stream} has no {typeof(TRow).Name} yet (entry {fact.Entry.Position} of {fact.Entry.Log})."));
            Put(row);
        }
    }

    /// <summary>A row that no later entry will look for or change (a line of history); its key must be new. A table that is added to can't be searched.</summary>
    public abstract void Add(TRow row);

    public abstract void Remove(TRow row);
}

namespace Groundswell.Projecting;

/// <summary>The one way rows get into a set of views: a transaction after the other, by one caller.</summary>
internal abstract class ViewsWriter : IAsyncDisposable
{
    public abstract RowStore<TRow> Rows<TRow>(RowShape<TRow> shape) where TRow : class;

    public abstract Task Begin(CancellationToken stop);

    /// <summary>Makes what was written visible, all at once, and tells other nodes how far each log is now.</summary>
    /// <exception cref="RowsRefusedException">A row is not what its table allows; nothing was written.</exception>
    /// <exception cref="ViewsUnavailableException">Nothing is known to be written.</exception>
    public abstract Task Commit(IReadOnlyList<Bookmark> moved, CancellationToken stop);

    /// <summary>Undoes what was written since <see cref="Begin"/>. Does nothing where no transaction is open.</summary>
    public abstract Task Rollback();

    public abstract ValueTask DisposeAsync();
}

/// <summary>One table of the views as the database has it.</summary>
internal abstract class RowStore<TRow> where TRow : class
{
    public abstract ValueTask<TRow?> Find(RowKey key);

    /// <summary>Every row; for small tables.</summary>
    public abstract Task<IReadOnlyList<TRow>> All(CancellationToken stop);

    /// <summary>Within the transaction: takes rows out, puts rows in or in the place of those with their key, adds rows whose keys are new.</summary>
    public abstract void Write(IReadOnlyList<RowKey> removed, IReadOnlyList<TRow> put, IReadOnlyList<TRow> added);
}

/// <summary>A row that its table does not allow (a key twice, a null where there must be a value): its projection is wrong.</summary>
internal sealed class RowsRefusedException(string table, string why, Exception? inner = null) : Exception($"The table {table} refused a row: {why}", inner)
{
    public string Table { get; } = table;
}

/// <summary>The views could not be read or written: a full disk, a lost connection. Trying again later is right; nothing is lost, the record has it.</summary>
public sealed class ViewsUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The views themselves are damaged or not views: they are folded anew.</summary>
    internal bool Damaged { get; init; }
}

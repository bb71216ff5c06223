namespace Groundswell.Projecting;

/// <summary>All tables of one set of views while entries are folded into them.</summary>
internal sealed class TableSet
{
    private readonly ViewsWriter _writer;
    private readonly Dictionary<Type, IKeptTable> _byRow;
    private readonly RowStore<Bookmark> _bookmarks;
    private readonly int _keep;

    /// <param name="empty">The tables hold nothing yet.</param>
    /// <param name="keep">About how many rows stay in memory between batches, all tables together.</param>
    public TableSet(ViewsModel model, ViewsWriter writer, bool empty, int keep)
    {
        _writer = writer;
        _keep = keep;
        _byRow = model.Shapes.Where(shape => shape.Owner is not null).ToDictionary(shape => shape.Row, shape => shape.Keep(writer, empty));
        _bookmarks = writer.Rows((RowShape<Bookmark>)model.Shapes.Single(shape => shape.Row == typeof(Bookmark)));
    }

    /// <summary>What one projection may see and change: its own tables.</summary>
    public Tables Of(IProjection projection) => new Own(
        projection.Name,
        _byRow.Where(table => table.Value.Shape.Owner == projection.Name).ToDictionary(table => table.Key, table => table.Value));

    public Task<IReadOnlyList<Bookmark>> Bookmarks(CancellationToken stop) => _bookmarks.All(stop);

    /// <summary>The projection that folds into a table.</summary>
    public string? OwnerOf(string table) => _byRow.Values.FirstOrDefault(kept => kept.Shape.Table == table)?.Shape.Owner;

    /// <summary>Writes every changed row once, and the bookmarks with them.</summary>
    public async Task Write(IReadOnlyList<Bookmark> moved, CancellationToken stop)
    {
        await _writer.Begin(stop);
        foreach (var table in _byRow.Values)
            table.Write();
        _bookmarks.Write([], moved, []);
        await _writer.Commit(moved, stop);
        LetGo();
    }

    /// <summary>Undoes a batch that failed, in the database and in memory.</summary>
    public async Task Undo()
    {
        foreach (var table in _byRow.Values)
            table.Forget();
        await _writer.Rollback();
    }

    private void LetGo()
    {
        var kept = _byRow.Values.Sum(table => table.Kept);
        if (kept <= _keep)
            return;
        // The largest first: the small tables (sites, work centers) stay in memory whole.
        foreach (var table in _byRow.Values.OrderByDescending(table => table.Kept))
        {
            kept -= table.Kept;
            table.TurnOver();
            if (kept <= _keep / 2)
                return;
        }
    }

    private sealed class Own(string projection, Dictionary<Type, IKeptTable> tables) : Tables
    {
        public override Table<TRow> Of<TRow>() => tables.TryGetValue(typeof(TRow), out var table)
            ? (Table<TRow>)table
            : throw new InvalidOperationException($"{typeof(TRow).Name} is no table of the projection {projection}.");
    }
}

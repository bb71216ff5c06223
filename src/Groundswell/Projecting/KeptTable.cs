namespace Groundswell.Projecting;

/// <summary>A table being folded into, for the code that need not know its rows' type.</summary>
internal interface IKeptTable
{
    RowShape Shape { get; }

    /// <summary>How many rows are in memory and in use.</summary>
    int Kept { get; }

    /// <summary>Hands what changed to the writer's transaction.</summary>
    void Write();

    /// <summary>Lets go of the rows that nobody has asked for since the last time.</summary>
    void TurnOver();

    /// <summary>Drops everything in memory: a batch failed, and what is here may be half of it.</summary>
    void Forget();
}

/// <summary>One table's rows in memory: each found once, changed in place, and written once at the end of a batch.</summary>
/// <remarks>
/// Rows stay for later batches, in two generations: what was used lately, and what was used before that and is let go next. As long as a table
/// that began empty has let nothing go, a row that is not in memory is nowhere, and the database need not be asked.
/// </remarks>
internal sealed class KeptTable<TRow>(RowShape<TRow> shape, RowStore<TRow> stored, bool empty) : Table<TRow>, IKeptTable
    where TRow : class
{
    private readonly object[] _parts = new object[shape.KeyCount];
    private readonly List<Slot> _changed = [];
    private readonly List<RowKey> _removed = [];
    private readonly List<TRow> _put = [];
    private readonly List<TRow> _added = [];
    private Dictionary<RowKey, Slot> _young = [];
    private Dictionary<RowKey, Slot> _old = [];
    private bool _whole = empty;

    /// <summary>Holds rows that are not kept in memory, so what is not found there may be in the database or on its way to it.</summary>
    private bool _addedTo;

    private enum Fate
    {
        None,
        Put,
        Removed,
    }

    public RowShape Shape => shape;

    public int Kept => _young.Count;

    public override ValueTask<TRow?> Find(params ReadOnlySpan<object> key)
    {
        var wanted = shape.KeyOf(key);
        if (InMemory(wanted) is { } slot)
            return new ValueTask<TRow?>(slot.Row);
        if (_addedTo)
            throw new InvalidOperationException($"Rows are added to {shape.Table} for good, so none can be looked for: put them instead.");
        if (_whole)
            return default;

        var found = stored.Find(wanted);
        return found.IsCompletedSuccessfully ? new ValueTask<TRow?>(Keep(wanted, found.Result)) : Await(wanted, found);
    }

    public override void Put(TRow row)
    {
        var slot = SlotOf(row);
        slot.Row = row;
        Mark(slot, Fate.Put);
    }

    public override void Add(TRow row)
    {
        _addedTo = true;
        _added.Add(row);
    }

    public override void Remove(TRow row)
    {
        var slot = SlotOf(row);
        slot.Row = null;
        Mark(slot, Fate.Removed);
    }

    public void Write()
    {
        if (_changed.Count == 0 && _added.Count == 0)
            return;

        foreach (var slot in _changed)
        {
            if (slot.Fate == Fate.Removed)
                _removed.Add(slot.Key);
            else
                _put.Add(slot.Row!);
            slot.Fate = Fate.None;
        }

        stored.Write(_removed, _put, _added);
        if (_whole)
        {
            // In a table that is whole in memory a row that is gone is known by not being there.
            foreach (var key in _removed)
                _young.Remove(key);
        }

        Clear();
    }

    public void TurnOver()
    {
        _whole &= _old.Count == 0;
        _old = _young;
        _young = [];
    }

    public void Forget()
    {
        Clear();
        _old = [];
        _young = [];
        _whole = false;
    }

    private void Clear()
    {
        _changed.Clear();
        _removed.Clear();
        _put.Clear();
        _added.Clear();
    }

    private async ValueTask<TRow?> Await(RowKey key, ValueTask<TRow?> found) => Keep(key, await found);

    private Slot? InMemory(in RowKey key)
    {
        if (_young.TryGetValue(key, out var slot))
            return slot;
        if (!_old.Remove(key, out slot))
            return null;
        _young.Add(key, slot);
        return slot;
    }

    /// <summary>Keeps what the database answered, also that there is no such row.</summary>
    private TRow? Keep(in RowKey key, TRow? row)
    {
        _young.Add(key, new Slot(key) { Row = row });
        return row;
    }

    private Slot SlotOf(TRow row)
    {
        var key = shape.KeyOf(row, _parts);
        if (InMemory(key) is { } known)
            return known;
        var slot = new Slot(key);
        _young.Add(key, slot);
        return slot;
    }

    private void Mark(Slot slot, Fate fate)
    {
        if (slot.Fate == Fate.None)
            _changed.Add(slot);
        slot.Fate = fate;
    }

    private sealed class Slot(in RowKey key)
    {
        public RowKey Key { get; } = key;

        /// <summary>Null where there is no such row.</summary>
        public TRow? Row { get; set; }

        public Fate Fate { get; set; }
    }
}

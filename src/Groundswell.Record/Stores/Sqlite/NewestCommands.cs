namespace Groundswell.Record.Stores.Sqlite;

/// <summary>
/// The newest command ids there are. Ids sort by age (UUIDv7), so nearly every command sent is newer than all of these or is one of them,
/// and whether it was recorded before is known without looking it up. An id that sorts among older ones is looked up.
/// </summary>
internal sealed class NewestCommands
{
    /// <summary>So many are remembered at least, where there are so many; twice as many at most.</summary>
    public const int Kept = 8192;

    private readonly HashSet<Guid> _newest = new(2 * Kept);

    /// <summary>Every recorded id above this one is among the newest.</summary>
    private Guid _floor;

    /// <param name="newest">The newest ids there are, newest first: <see cref="Kept"/> of them, or all.</param>
    public NewestCommands(IReadOnlyList<Guid> newest)
    {
        _newest.UnionWith(newest);
        if (newest.Count >= Kept)
            _floor = newest[^1];
    }

    /// <summary>False where the id was certainly never recorded.</summary>
    public bool MayHave(Guid command) => command <= _floor || _newest.Contains(command);

    public void Add(Guid command)
    {
        if (command <= _floor || !_newest.Add(command) || _newest.Count < 2 * Kept)
            return;
        var sorted = _newest.ToArray();
        Array.Sort(sorted);
        _floor = sorted[Kept - 1];
        for (var i = 0; i < Kept; i++)
            _newest.Remove(sorted[i]);
    }
}

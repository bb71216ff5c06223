namespace Groundswell.Record.Verifying;

/// <summary>Gathers findings from all threads; of too many it keeps those with the lowest positions.</summary>
internal sealed class Findings(int most)
{
    private readonly Lock _lock = new();
    private readonly List<Finding> _found = [];

    public long Count { get; private set; }

    public void Damage(string code, long position, string what) => Add(new Finding(Weight.Damage, code, position, what));

    public void Lost(string code, long position, string what) => Add(new Finding(Weight.Lost, code, position, what));

    public void Note(string code, long position, string what) => Add(new Finding(Weight.Note, code, position, what));

    /// <summary>By position; of one position, as they were found.</summary>
    public IReadOnlyList<Finding> InOrder()
    {
        lock (_lock)
        {
            Trim();
            return [.. _found];
        }
    }

    private void Add(Finding finding)
    {
        lock (_lock)
        {
            Count++;
            _found.Add(finding);
            if (_found.Count >= 2 * most)
                Trim();
        }
    }

    private void Trim()
    {
        var kept = _found.OrderBy(finding => finding.Position).Take(most).ToList();
        _found.Clear();
        _found.AddRange(kept);
    }
}

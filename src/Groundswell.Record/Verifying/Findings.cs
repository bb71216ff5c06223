namespace Groundswell.Record.Verifying;

/// <summary>Gathers findings from all threads; of too many it keeps those with the lowest positions, damage apart from what is none.</summary>
internal sealed class Findings(int most)
{
    private readonly Lock _lock = new();
    private readonly List<Finding> _damage = [];
    private readonly List<Finding> _others = [];

    public long Count { get; private set; }

    public bool AnyDamage
    {
        get
        {
            lock (_lock)
                return _damage.Count > 0;
        }
    }

    public void Damage(string code, long position, string what) => Add(_damage, new Finding(Weight.Damage, code, position, what));

    public void Lost(string code, long position, string what) => Add(_others, new Finding(Weight.Lost, code, position, what));

    public void Note(string code, long position, string what) => Add(_others, new Finding(Weight.Note, code, position, what));

    /// <summary>By position; of one position, damage first, then as they were found.</summary>
    public IReadOnlyList<Finding> InOrder()
    {
        lock (_lock)
        {
            Trim(_damage);
            Trim(_others);
            return [.. _damage.Concat(_others).OrderBy(finding => finding.Position)];
        }
    }

    private void Add(List<Finding> to, Finding finding)
    {
        lock (_lock)
        {
            Count++;
            to.Add(finding);
            if (to.Count >= 2 * most)
                Trim(to);
        }
    }

    private void Trim(List<Finding> findings)
    {
        if (findings.Count <= most)
            return;
        var kept = findings.OrderBy(finding => finding.Position).Take(most).ToList();
        findings.Clear();
        findings.AddRange(kept);
    }
}

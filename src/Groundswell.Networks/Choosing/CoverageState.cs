namespace Groundswell.Networks.Choosing;

/// <summary>A group that grows and shrinks, and what it is worth.</summary>
internal sealed class CoverageState
{
    private readonly Coverage _coverage;
    private readonly Network _ties;
    private readonly int[] _contacts;
    private readonly bool[] _member;
    private readonly Rows? _sets;
    private readonly int[] _met;
    private readonly double _setWorth;

    public CoverageState(Coverage coverage, Network ties)
    {
        (_coverage, _ties) = (coverage, ties);
        _contacts = new int[ties.Nodes];
        _member = new bool[ties.Nodes];
        if (coverage.Spread is { } spread && coverage.SpreadWorth != 0)
            (_sets, _setWorth) = (spread.Index(), coverage.SpreadWorth / spread.Count);
        _met = new int[_sets is null ? 0 : coverage.Spread!.Count];
    }

    /// <summary>What grows with the group and never shrinks.</summary>
    public double Monotone { get; private set; }

    public double Value { get; private set; }

    public bool Has(int person) => _member[person];

    /// <summary>What somebody would add to what grows.</summary>
    public double Gain(int person)
    {
        var gain = _coverage.WorthOf(person) * Missing(person);
        foreach (var other in _ties.Successors(person))
            gain += Missing(other) > 0 ? _coverage.WorthOf(other) : 0;
        if (_sets is not null)
        {
            foreach (var set in _sets.EndsOf(person))
                gain += _met[set] == 0 ? _setWorth : 0;
        }

        return gain;
    }

    public void Add(int person)
    {
        var gain = Gain(person);
        Monotone += gain;
        Value += gain + _coverage.OwnWorth(person);
        Change(person, 1);
    }

    public void Remove(int person)
    {
        Change(person, -1);
        var gain = Gain(person);
        Monotone -= gain;
        Value -= gain + _coverage.OwnWorth(person);
    }

    public Reached Reached()
    {
        int[] concerned = [.. Enumerable.Range(0, _ties.Nodes).Where(person => _coverage.WorthOf(person) > 0)];
        return new Reached(
            Value,
            concerned.Length,
            concerned.Count(person => _member[person] || _contacts[person] > 0),
            concerned.Count(person => Missing(person) == 0),
            [.. concerned.Where(person => !_member[person] && _contacts[person] == 0)]);
    }

    private int Missing(int person) => _member[person] ? 0 : Math.Max(0, _coverage.Contacts - _contacts[person]);

    private void Change(int person, int by)
    {
        _member[person] = by > 0;
        foreach (var other in _ties.Successors(person))
            _contacts[other] += by;
        if (_sets is null)
            return;
        foreach (var set in _sets.EndsOf(person))
            _met[set] += by;
    }
}

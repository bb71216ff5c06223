namespace Groundswell.Networks.Choosing;

/// <summary>
/// Whether somebody may still be taken so that every quota can be kept with the places that remain. People who are in the same quotas are alike to it, so that it tries
/// kinds of people and not people.
/// </summary>
internal sealed class QuotaRoom
{
    private const int Effort = 200_000;

    private readonly Quota[] _quotas;
    private readonly Dictionary<ulong, int> _available = [];
    private readonly Dictionary<ulong, bool> _answers = [];
    private readonly int[] _needs;
    private readonly int[] _room;
    private int _places;
    private int _tried;

    public QuotaRoom(IReadOnlyList<Quota> quotas, IEnumerable<int> eligible, int nodes, int places)
    {
        if (quotas.Count > 64)
            throw new ArgumentException("More than 64 quotas.", nameof(quotas));
        _quotas = [.. quotas];
        Kinds = new ulong[nodes];
        foreach (var (bit, quota) in _quotas.Index())
        {
            foreach (var person in quota.People)
                Kinds[person] |= 1UL << bit;
        }

        foreach (var person in eligible)
            _available[Kinds[person]] = _available.GetValueOrDefault(Kinds[person]) + 1;
        _needs = [.. _quotas.Select(quota => quota.AtLeast)];
        _room = [.. _quotas.Select(quota => quota.AtMost)];
        _places = places;
    }

    public ulong[] Kinds { get; }

    /// <summary>Nothing is needed any more.</summary>
    public bool IsMet => Array.TrueForAll(_needs, need => need <= 0);

    public bool CanBeKept() => Search();

    public bool Allows(int person)
    {
        var kind = Kinds[person];
        if (!_answers.TryGetValue(kind, out var allowed))
        {
            _tried = 0;
            _answers[kind] = allowed = _places > 0 && Fits(kind) && _available.GetValueOrDefault(kind) > 0 && With(kind, Search);
        }

        return allowed;
    }

    public void Take(int person) => Change(Kinds[person], 1);

    public void GiveBack(int person) => Change(Kinds[person], -1);

    private bool With(ulong kind, Func<bool> ask)
    {
        Move(kind, 1);
        var answer = ask();
        Move(kind, -1);
        return answer;
    }

    private bool Search()
    {
        if (++_tried > Effort)
            return false;
        var (urgent, kinds) = (-1, int.MaxValue);
        for (var bit = 0; bit < _quotas.Length; bit++)
        {
            if (_needs[bit] <= 0)
                continue;
            if (_needs[bit] > _places)
                return false;
            var able = _available.Count(kind => (kind.Key >> bit & 1) == 1 && kind.Value > 0 && Fits(kind.Key));
            if (able == 0)
                return false;
            if (able < kinds)
                (urgent, kinds) = (bit, able);
        }

        if (urgent < 0)
            return true;
        // Those first who serve most of what is needed.
        var tries = _available.Where(kind => (kind.Key >> urgent & 1) == 1 && kind.Value > 0 && Fits(kind.Key))
            .Select(kind => kind.Key).OrderByDescending(Served).ThenBy(kind => kind).ToArray();
        return Array.Exists(tries, kind => With(kind, Search));
    }

    private int Served(ulong kind)
    {
        var count = 0;
        for (var bit = 0; bit < _quotas.Length; bit++)
            count += (kind >> bit & 1) == 1 && _needs[bit] > 0 ? 1 : 0;
        return count;
    }

    private bool Fits(ulong kind)
    {
        for (var bit = 0; bit < _quotas.Length; bit++)
        {
            if ((kind >> bit & 1) == 1 && _room[bit] <= 0)
                return false;
        }

        return true;
    }

    private void Change(ulong kind, int people)
    {
        Move(kind, people);
        _answers.Clear();
    }

    private void Move(ulong kind, int people)
    {
        _available[kind] -= people;
        _places -= people;
        for (var bit = 0; bit < _quotas.Length; bit++)
        {
            if ((kind >> bit & 1) == 0)
                continue;
            _needs[bit] -= people;
            _room[bit] -= people;
        }
    }
}

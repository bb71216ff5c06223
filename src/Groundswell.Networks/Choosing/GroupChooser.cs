namespace Groundswell.Networks.Choosing;

/// <summary>
/// Chooses a group by what each adds, then swaps members for others as long as that helps. Quotas are kept: nobody is taken with whom the rest could not be kept.
/// </summary>
public static class GroupChooser
{
    private const int Orders = 200;

    public static GroupChoice Choose(Coverage coverage, int size, ulong seed, Effort? effort = null)
    {
        var candidates = coverage.Candidates();
        size = Math.Min(size, candidates.Length);
        var (quotas, notKept) = Kept(coverage, candidates, size);
        var room = new QuotaRoom(quotas, candidates, coverage.Influence.Nodes, size);
        var ties = coverage.Influence.AtLeast(coverage.Tie);
        var state = coverage.Begin(ties);
        var members = new List<int>();
        var bound = BoundOf(coverage, state, candidates, size);
        var stop = Effort.Or(effort).Stop;
        while (members.Count < size)
        {
            stop.ThrowIfCancellationRequested();
            var (best, gain) = Best(coverage, state, candidates, room);
            // Who adds nothing is taken only where a quota asks for somebody.
            if (best < 0 || (gain <= 0 && room.IsMet))
                break;
            state.Add(best);
            room.Take(best);
            members.Add(best);
            bound = Math.Min(bound, BoundOf(coverage, state, candidates, size));
            Effort.Or(effort).Progress?.Report((double)members.Count / size);
        }

        var swaps = Improve(coverage, state, candidates, room, members, stop);
        return new GroupChoice
        {
            Members = members,
            Reached = state.Reached(),
            Bound = Math.Max(bound, state.Value),
            Guarantee = Known(coverage),
            NotKept = notKept,
            Swaps = swaps,
            Random = RandomGroups.Reaching(
                state.Value,
                members.Count,
                candidates,
                seed,
                Orders,
                () => coverage.Begin(ties),
                (group, person) =>
                {
                    group.Add(person);
                    return group.Value;
                },
                stop),
        };
    }

    /// <summary>Quotas in their order, as long as they can be kept together.</summary>
    private static (List<Quota> Kept, List<Quota> NotKept) Kept(Coverage coverage, int[] candidates, int size)
    {
        var (kept, not) = (new List<Quota>(), new List<Quota>());
        foreach (var quota in coverage.Quotas)
        {
            kept.Add(quota);
            if (new QuotaRoom(kept, candidates, coverage.Influence.Nodes, size).CanBeKept())
                continue;
            kept.RemoveAt(kept.Count - 1);
            not.Add(quota);
        }

        return (kept, not);
    }

    private static (int Person, double Gain) Best(Coverage coverage, CoverageState state, int[] candidates, QuotaRoom room)
    {
        var (best, most) = (-1, double.NegativeInfinity);
        foreach (var person in candidates)
        {
            if (state.Has(person) || !room.Allows(person))
                continue;
            var gain = state.Gain(person) + coverage.OwnWorth(person);
            if (gain > most + 1e-12)
                (best, most) = (person, gain);
        }

        return (best, most);
    }

    /// <summary>
    /// What grows is submodular, and each one's own worth adds up: the best group is worth no more than what this one's growing part is, and for each place the most that
    /// anybody would add to it.
    /// </summary>
    private static double BoundOf(Coverage coverage, CoverageState state, int[] candidates, int size) =>
        state.Monotone + candidates.Select(person => Math.Max(0, (state.Has(person) ? 0 : state.Gain(person)) + coverage.OwnWorth(person))).OrderDescending().Take(size).Sum();

    private static List<Swap> Improve(Coverage coverage, CoverageState state, int[] candidates, QuotaRoom room, List<int> members, CancellationToken stop)
    {
        for (var round = 0; ; round++)
        {
            var swaps = new List<Swap>();
            foreach (var member in members)
            {
                stop.ThrowIfCancellationRequested();
                var value = state.Value;
                state.Remove(member);
                room.GiveBack(member);
                var (best, most) = (-1, double.NegativeInfinity);
                foreach (var person in candidates)
                {
                    if (state.Has(person) || person == member || !room.Allows(person))
                        continue;
                    var gain = state.Gain(person) + coverage.OwnWorth(person);
                    if (gain > most + 1e-12)
                        (best, most) = (person, gain);
                }

                swaps.Add(best < 0 ? new Swap(member, null, value - state.Value) : new Swap(member, best, value - state.Value - most));
                state.Add(member);
                room.Take(member);
            }

            var better = swaps.Where(swap => swap.Instead is not null).MinBy(swap => swap.Cost);
            if (better is null || better.Cost >= -1e-9 || round == 1000)
                return swaps;
            state.Remove(better.Member);
            room.GiveBack(better.Member);
            state.Add(better.Instead!.Value);
            room.Take(better.Instead.Value);
            members[members.IndexOf(better.Member)] = better.Instead.Value;
        }
    }

    private static double? Known(Coverage coverage)
    {
        var growsAlone = coverage.LoadWorth == 0 || coverage.Load is null;
        growsAlone &= coverage.MemberWorth is null || coverage.MemberWorth.All(worth => worth >= 0);
        if (!growsAlone)
            return null;
        if (coverage.Quotas.Count == 0)
            return 1 - (1 / Math.E);
        var overlap = coverage.Quotas.SelectMany(quota => quota.People.Distinct()).GroupBy(person => person).Any(person => person.Count() > 1);
        return overlap || coverage.Quotas.Any(quota => quota.AtLeast > 0) ? null : 0.5;
    }
}

namespace Groundswell.Networks.Choosing;

/// <summary>What groups chosen at random would have done: the measure of what choosing is worth (Akbarpour, Malladi and Saberi: a few more at random may do the same).</summary>
/// <param name="SameSize">The mean of groups of the same size.</param>
/// <param name="AsMany">So many at random do the same in the mean; null where not even all would.</param>
public sealed record RandomGroups(double SameSize, int? AsMany)
{
    /// <summary>
    /// Adds people in so many random orders until the mean over the orders reaches the wanted value. What a group is worth is told by a counter of its own, of which there
    /// is one at a time: it may be large. Orders are gone through again, four times as far, where they have not been followed far enough.
    /// </summary>
    internal static RandomGroups Reaching<TGroup>(
        double wanted, int size, IReadOnlyList<int> eligible, ulong seed, int orders, Func<TGroup> begin, Func<TGroup, int, double> add, CancellationToken stop)
    {
        for (var reach = Math.Min(eligible.Count, Math.Max(4, 4 * size)); ; reach = (int)Math.Min(eligible.Count, 4L * reach))
        {
            var sums = new double[reach];
            for (var order = 0; order < orders; order++)
            {
                stop.ThrowIfCancellationRequested();
                var (group, draws) = (begin(), new RandomOrder(eligible, new Chance(seed, (ulong)order)));
                for (var people = 0; people < reach; people++)
                    sums[people] += add(group, draws.Next());
            }

            // A sum of means of what was chosen itself may miss it by a rounding.
            var enough = Array.FindIndex(sums, sum => sum / orders >= wanted - (1e-9 * Math.Abs(wanted)));
            if (enough < 0 && reach < eligible.Count)
                continue;
            return new RandomGroups(size == 0 || reach == 0 ? 0 : sums[Math.Min(size, reach) - 1] / orders, enough < 0 ? null : enough + 1);
        }
    }

    /// <summary>How many at random would spread it as far as these, told by the same sample.</summary>
    public static RandomGroups LikeSpread(InfluenceChoice choice, ulong seed, IReadOnlyList<int>? eligible = null, int orders = 40, Effort? effort = null)
    {
        var sets = choice.Validation;
        var index = sets.Index();
        var scale = (double)sets.Audience / sets.Count;
        return Reaching(
            choice.Spread.Mean,
            choice.Chosen.Length,
            eligible ?? [.. Enumerable.Range(0, sets.Nodes)],
            seed,
            orders,
            () => new Cover(new bool[sets.Count]),
            (cover, person) => scale * cover.Add(index.EndsOf(person)),
            Effort.Or(effort).Stop);
    }

    private sealed class Cover(bool[] met)
    {
        private int _count;

        public int Add(ReadOnlySpan<int> sets)
        {
            foreach (var set in sets)
            {
                _count += met[set] ? 0 : 1;
                met[set] = true;
            }

            return _count;
        }
    }

    /// <summary>A random order that is made only as far as it is read.</summary>
    private sealed class RandomOrder(IReadOnlyList<int> people, Chance chance)
    {
        private readonly Dictionary<int, int> _moved = [];
        private Chance _chance = chance;
        private int _read;

        public int Next()
        {
            var place = _read + _chance.Below(people.Count - _read);
            var drawn = _moved.GetValueOrDefault(place, place);
            _moved[place] = _moved.GetValueOrDefault(_read, _read);
            _read++;
            return people[drawn];
        }
    }
}

using System.Runtime.CompilerServices;
using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Choosing;

/// <summary>
/// Draws sets of those who could have passed something on to one person (Borgs, Brautbar, Chayes and Lucier 2014): from that person against the arcs, each arc kept with
/// its probability. Where a person's arcs have one probability, the next that is kept is found by one draw from the geometric distribution (Guo, Wang, Wei and Chen 2020).
/// </summary>
internal sealed class ReverseSampler(Cascade cascade, int[]? audience)
{
    /// <summary>Up to this many arcs a draw for each costs less than a logarithm.</summary>
    private const int Few = 6;

    private readonly Rows _rows = cascade.Network.Incoming;
    private readonly int[] _seen = new int[cascade.Network.Nodes];
    private int[] _members = new int[4096];
    private int _round;
    private int _count;

    /// <summary>Draws sets one after another; what comes back is good until the next call.</summary>
    public ReadOnlySpan<int> Draw(ref Chance chance, Span<int> ends)
    {
        _count = 0;
        for (var set = 0; set < ends.Length; set++)
        {
            if (++_round == int.MaxValue)
            {
                Array.Clear(_seen);
                _round = 1;
            }

            var root = audience is null ? chance.Below(_rows.Count) : audience[chance.Below(audience.Length)];
            Reserve(1);
            var from = _count;
            _members[_count++] = root;
            _seen[root] = _round;
            switch (cascade.Kind)
            {
                case CascadeKind.SamePerReceiver:
                    Spread(from, ref chance);
                    break;
                case CascadeKind.ByArc:
                    SpreadByArc(from, ref chance);
                    break;
                default:
                    Walk(root, ref chance);
                    break;
            }

            ends[set] = _count;
        }

        return _members.AsSpan(0, _count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(int at, ref Chance given)
    {
        var chance = given;
        var (starts, all, seen, round) = (_rows.Starts, _rows.Ends, _seen, _round);
        for (; at < _count; at++)
        {
            var node = _members[at];
            var (start, degree) = (starts[node], starts[node + 1] - starts[node]);
            if (degree == 0)
                continue;
            Reserve(degree);
            var members = _members;
            var count = _count;
            var ends = all.AsSpan(start, degree);
            var threshold = cascade.Thresholds[node];
            if (threshold == ulong.MaxValue)
            {
                foreach (var end in ends)
                    Take(end);
            }
            else if (degree <= Few)
            {
                foreach (var end in ends)
                {
                    if (chance.Next() < threshold)
                        Take(end);
                }
            }
            else
            {
                // The same draw tells whether any arc passes, and if so which is the first.
                var draw = 1 - chance.Unit();
                if (draw > cascade.None[node])
                {
                    var inverse = cascade.InverseLog[node];
                    var place = Math.Log(draw) * inverse;
                    var next = place < degree ? (int)place : degree;
                    while (next < degree)
                    {
                        Take(ends[next]);
                        place = Math.Log(1 - chance.Unit()) * inverse;
                        next = place < degree ? next + 1 + (int)place : degree;
                    }
                }
            }

            _count = count;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            void Take(int end)
            {
                if (seen[end] == round)
                    return;
                seen[end] = round;
                members[count++] = end;
            }
        }

        given = chance;
    }

    /// <summary>Arcs are visited as if all had the largest probability, and then kept with what theirs is of it.</summary>
    private void SpreadByArc(int at, ref Chance chance)
    {
        for (; at < _count; at++)
        {
            var node = _members[at];
            var ends = _rows.EndsOf(node);
            var weights = _rows.WeightsOf(node);
            Reserve(ends.Length);
            var largest = cascade.Passing[node];
            if (largest >= 0.5 || ends.Length <= Few)
            {
                for (var place = 0; place < ends.Length; place++)
                {
                    if (chance.With(weights.IsEmpty ? 1 : weights[place]))
                        Take(ends[place]);
                }

                continue;
            }

            for (var place = Skip(node, ref chance); place < ends.Length; place += 1 + Skip(node, ref chance))
            {
                if (chance.With(weights[(int)place] / largest))
                    Take(ends[(int)place]);
            }
        }
    }

    /// <summary>At most one arc leads back from each person: the one whose weight the threshold falls on.</summary>
    private void Walk(int node, ref Chance chance)
    {
        while (true)
        {
            var (start, degree) = (_rows.Starts[node], _rows.Degree(node));
            if (degree == 0)
                return;
            var place = cascade.Cumulated is { } cumulated ? Find(cumulated.AsSpan(start, degree), chance.Unit()) : chance.Below(degree);
            node = _rows.Ends[start + place];
            if (_seen[node] == _round)
                return;
            Reserve(1);
            Take(node);
        }
    }

    private static int Find(ReadOnlySpan<double> cumulated, double draw)
    {
        var place = cumulated.BinarySearch(draw);
        return Math.Min(place < 0 ? ~place : place + 1, cumulated.Length - 1);
    }

    private long Skip(int node, ref Chance chance)
    {
        var skip = Math.Log(1 - chance.Unit()) * cascade.InverseLog[node];
        return skip < int.MaxValue ? (long)skip : int.MaxValue;
    }

    private void Take(int end)
    {
        if (_seen[end] == _round)
            return;
        _seen[end] = _round;
        _members[_count++] = end;
    }

    private void Reserve(int more)
    {
        if (_count + more > _members.Length)
            Array.Resize(ref _members, Math.Max(_count + more, 2 * _members.Length));
    }
}

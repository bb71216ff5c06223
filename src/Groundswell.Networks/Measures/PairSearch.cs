using System.Runtime.CompilerServices;

namespace Groundswell.Networks.Measures;

/// <summary>
/// Finds all shortest paths between two nodes by searching from both, always further where there is less to do, until the two searches meet; and says of each node on them what share of the paths goes
/// through it.
/// </summary>
internal sealed class PairSearch(Rows forward, Rows backward)
{
    private readonly Side _from = new(forward, backward);
    private readonly Side _to = new(backward, forward);
    private readonly double[] _share = new double[forward.Count];
    private readonly List<int> _met = [], _on = [], _level = [], _next = [];

    /// <summary>Adds to each node between the two its share of the shortest paths, and the share's square.</summary>
    public void Between(int source, int target, double[] sums, double[] squares)
    {
        _from.Begin(source);
        _to.Begin(target);
        _met.Clear();
        while (_met.Count == 0 && !_from.IsAtEnd && !_to.IsAtEnd)
        {
            var (one, other) = _from.Work <= _to.Work ? (_from, _to) : (_to, _from);
            one.Expand(other, _met);
        }

        if (_met.Count > 0)
        {
            var paths = 0.0;
            foreach (var node in _met)
                paths += _from.PathsTo(node) * _to.PathsTo(node);
            foreach (var node in _met)
            {
                _share[node] = _from.PathsTo(node) * _to.PathsTo(node) / paths;
                _on.Add(node);
            }

            Follow(_from);
            Follow(_to);
            foreach (var node in _on)
            {
                if (node != source && node != target)
                {
                    sums[node] += _share[node];
                    squares[node] += _share[node] * _share[node];
                }

                _share[node] = 0;
            }

            _on.Clear();
        }

        _from.End();
        _to.End();
    }

    /// <summary>Shares go from where the searches met back to where one began, level by level.</summary>
    private void Follow(Side side)
    {
        _level.Clear();
        _level.AddRange(_met);
        while (_level.Count > 0 && side.DistanceTo(_level[0]) > 0)
        {
            _next.Clear();
            foreach (var node in _level)
            {
                var (before, each) = (side.DistanceTo(node) - 1, _share[node] / side.PathsTo(node));
                foreach (var other in side.Back.EndsOf(node))
                {
                    if (side.DistanceTo(other) != before)
                        continue;
                    if (_share[other] == 0)
                    {
                        _on.Add(other);
                        _next.Add(other);
                    }

                    _share[other] += each * side.PathsTo(other);
                }
            }

            _level.Clear();
            _level.AddRange(_next);
        }
    }

    /// <summary>One of the two searches: whole levels at a time, so that the number of paths to each node is known when they meet.</summary>
    private sealed class Side
    {
        private readonly Rows _rows;
        private readonly int[] _distance;
        private readonly double[] _paths;
        private readonly int[] _order;
        private int _level;
        private int _tail;
        private int _depth;

        public Side(Rows rows, Rows back)
        {
            (_rows, Back) = (rows, back);
            (_distance, _paths, _order) = (new int[rows.Count], new double[rows.Count], new int[rows.Count]);
            _distance.AsSpan().Fill(-1);
        }

        /// <summary>The same arcs the other way.</summary>
        public Rows Back { get; }

        /// <summary>How many arcs the next level has.</summary>
        public long Work { get; private set; }

        public bool IsAtEnd => _level == _tail;

        public int DistanceTo(int node) => _distance[node];

        public double PathsTo(int node) => _paths[node];

        public void Begin(int node)
        {
            (_order[0], _level, _tail, _depth) = (node, 0, 1, 0);
            (_distance[node], _paths[node], Work) = (0, 1, _rows.Degree(node));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Expand(Side other, List<int> met)
        {
            var (distance, paths, order) = (_distance, _paths, _order);
            var (end, next) = (_tail, ++_depth);
            Work = 0;
            for (; _level < end; _level++)
            {
                var node = order[_level];
                var ways = paths[node];
                foreach (var to in _rows.EndsOf(node))
                {
                    if (distance[to] < 0)
                    {
                        distance[to] = next;
                        order[_tail++] = to;
                        Work += _rows.Degree(to);
                        // Had the other search been there before its last level, they would have met before.
                        if (other._distance[to] >= 0)
                            met.Add(to);
                    }

                    if (distance[to] == next)
                        paths[to] += ways;
                }
            }
        }

        public void End()
        {
            foreach (var node in _order.AsSpan(0, _tail))
                (_distance[node], _paths[node]) = (-1, 0);
        }
    }
}

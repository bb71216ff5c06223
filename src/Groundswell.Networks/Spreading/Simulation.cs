namespace Groundswell.Networks.Spreading;

/// <summary>Plays a cascade forward again and again: slower than reverse-reachable sets, and independent of them.</summary>
public static class Simulation
{
    private const int Block = 256;

    /// <summary>How many have taken it up in the end, those who began among them: the mean over so many runs.</summary>
    public static SimulatedSpread Spread(Cascade cascade, IReadOnlyList<int> beginners, int runs, ulong seed, Effort? effort = null)
    {
        var (blocks, range) = Effort.Cut(runs, Block);
        var parts = new (long Sum, long Squares)[blocks];
        Effort.Or(effort).InBlocks(
            blocks,
            () => new Run(cascade),
            (block, run) =>
            {
                var chance = new Chance(seed, (ulong)block);
                var (from, to) = range(block);
                for (var at = from; at < to; at++)
                {
                    long reached = run.From(beginners, ref chance);
                    parts[block].Sum += reached;
                    parts[block].Squares += reached * reached;
                }
            });

        var (sum, squares) = (parts.Sum(part => part.Sum), parts.Sum(part => part.Squares));
        var mean = (double)sum / runs;
        var variance = runs < 2 ? 0 : Math.Max(0, (squares - (sum * mean)) / (runs - 1));
        return new SimulatedSpread(mean, Math.Sqrt(variance / runs), runs);
    }

    private sealed class Run(Cascade cascade)
    {
        private readonly int[] _reached = new int[cascade.Network.Nodes];
        private readonly int[] _order = new int[cascade.Network.Nodes];
        private readonly double[] _pressure = new double[cascade.Network.Nodes];
        private readonly double[] _threshold = new double[cascade.Network.Nodes];
        private int _round;

        public int From(IReadOnlyList<int> beginners, ref Chance chance)
        {
            _round++;
            var count = 0;
            foreach (var person in beginners)
            {
                if (_reached[person] == _round)
                    continue;
                _reached[person] = _round;
                _order[count++] = person;
            }

            if (cascade.Kind == CascadeKind.Threshold)
            {
                Array.Clear(_pressure);
                foreach (ref var threshold in _threshold.AsSpan())
                    threshold = chance.Unit();
            }

            for (var at = 0; at < count; at++)
            {
                var node = _order[at];
                var successors = cascade.Network.Successors(node);
                var weights = cascade.Network.WeightsToSuccessors(node);
                for (var place = 0; place < successors.Length; place++)
                {
                    var other = successors[place];
                    if (_reached[other] == _round || !Passes(other, weights.IsEmpty ? 1 : weights[place], ref chance))
                        continue;
                    _reached[other] = _round;
                    _order[count++] = other;
                }
            }

            return count;
        }

        private bool Passes(int to, double weight, ref Chance chance)
        {
            if (cascade.Kind == CascadeKind.SamePerReceiver)
                return chance.With(cascade.Passing[to]);
            if (cascade.Kind == CascadeKind.ByArc)
                return chance.With(weight);
            _pressure[to] += weight / cascade.Strengths[to];
            return _pressure[to] > _threshold[to];
        }
    }
}

/// <summary>The mean of what was simulated, and how far the mean may be off.</summary>
public sealed record SimulatedSpread(double Mean, double StandardError, int Runs);

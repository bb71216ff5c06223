using System.Runtime.CompilerServices;

namespace Groundswell.Networks.Choosing;

/// <summary>
/// Those who together meet most sets of a sample, chosen one after another by what each adds. Every prefix gives an upper bound on what the best group of that size
/// could meet: what the prefix meets and the most that so many people could add to it.
/// </summary>
internal sealed class GreedyCover
{
    private readonly int[] _gains;

    /// <summary>How many people have each gain.</summary>
    private readonly int[] _of;

    private GreedyCover(int[] gains, int largest) => (_gains, _of) = (gains, new int[largest + 1]);

    public int[] Chosen { get; private set; } = [];

    /// <summary>Sets met by those chosen.</summary>
    public int Met { get; private set; }

    /// <summary>No group of this size meets more sets of the sample.</summary>
    public double Bound { get; private set; }

    public static GreedyCover Of(ReverseSets sets, int size, bool[]? eligible)
    {
        var index = sets.Index();
        var gains = new int[sets.Nodes];
        var largest = 0;
        var candidates = 0;
        for (var node = 0; node < gains.Length; node++)
        {
            if (eligible is not null && !eligible[node])
                continue;
            gains[node] = index.Degree(node);
            largest = Math.Max(largest, gains[node]);
            candidates++;
        }

        var cover = new GreedyCover(gains, largest);
        cover.Choose(sets, index, Math.Min(size, candidates), largest, eligible);
        return cover;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Choose(ReverseSets sets, Rows index, int size, int largest, bool[]? eligible)
    {
        var (gains, of) = (_gains, _of);
        // Lists of people by what they added when they were last looked at; nobody's gain ever grows.
        var (first, next) = (new int[largest + 1], new int[gains.Length]);
        first.AsSpan().Fill(-1);
        for (var node = gains.Length - 1; node >= 0; node--)
        {
            if (eligible is not null && !eligible[node])
                continue;
            of[gains[node]]++;
            (next[node], first[gains[node]]) = (first[gains[node]], node);
        }

        var chosen = new int[size];
        var met = new bool[sets.Count];
        var most = largest;
        Bound = TopGains(most, size);
        for (var place = 0; place < size; place++)
        {
            var node = Best(ref most, first, next);
            chosen[place] = node;
            foreach (var set in index.EndsOf(node))
            {
                if (met[set])
                    continue;
                met[set] = true;
                Met++;
                foreach (var member in sets.MembersOf(set))
                {
                    ref var gain = ref gains[member];
                    if (eligible is not null && !eligible[member])
                        continue;
                    of[gain]--;
                    of[--gain]++;
                }
            }

            Bound = Math.Min(Bound, Met + TopGains(most, size));
        }

        Chosen = chosen;
    }

    /// <summary>Takes who adds most. Chosen people stay out: they are in no list any more.</summary>
    private int Best(ref int most, int[] first, int[] next)
    {
        while (true)
        {
            var node = first[most];
            if (node < 0)
            {
                most--;
                continue;
            }

            first[most] = next[node];
            var gain = _gains[node];
            if (gain == most)
                return node;
            (next[node], first[gain]) = (first[gain], node);
        }
    }

    private double TopGains(int most, int size)
    {
        var (sum, left) = (0.0, size);
        for (var gain = most; gain > 0 && left > 0; gain--)
        {
            var taken = Math.Min(left, _of[gain]);
            sum += (double)taken * gain;
            left -= taken;
        }

        return sum;
    }
}

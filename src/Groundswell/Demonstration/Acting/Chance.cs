using System.Security.Cryptography;
using System.Text;

namespace Groundswell.Demonstration.Acting;

/// <summary>Chance that is the same every time: SplitMix64 from a seed and a name, so that one person's luck does not hang on another's.</summary>
internal sealed class Chance
{
    private ulong _state;

    public Chance(ulong seed, string of) =>
        _state = seed ^ BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(of)));

    /// <summary>From 0, below 1.</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public bool Is(double probability) => Next() < probability;

    public double Between(double low, double high) => low + (high - low) * Next();

    /// <summary>From low to high, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Next() * (high - low + 1));

    /// <summary>About normal, by the sum of twelve.</summary>
    public double Around(double mean, double deviation)
    {
        var sum = 0.0;
        for (var i = 0; i < 12; i++)
            sum += Next();
        return mean + (sum - 6) * deviation;
    }

    public T Of<T>(IReadOnlyList<T> all) => all[(int)(Next() * all.Count)];

    /// <summary>One of them, by their weights; the default where there is none.</summary>
    public T? ByWeight<T>(IReadOnlyList<T> all, Func<T, double> weight)
    {
        var left = Next() * all.Sum(weight);
        foreach (var one in all)
        {
            left -= weight(one);
            if (left < 0)
                return one;
        }

        return all.Count == 0 ? default : all[^1];
    }

    private ulong Bits()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Groundswell.Networks;

/// <summary>
/// Chance that repeats: the same seed and stream give the same draws on every machine and runtime. The generator is xoshiro256++ (Blackman and Vigna 2019); its
/// state is filled by SplitMix64 from the seed and the number of the stream, so that blocks of work have draws of their own, whichever thread does them.
/// </summary>
public struct Chance
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Chance(ulong seed, ulong stream = 0)
    {
        var state = Mix(seed + 0x9E3779B97F4A7C15) ^ Mix(Mix(stream + 0xD1B54A32D192ED03));
        _a = Mix(state += 0x9E3779B97F4A7C15);
        _b = Mix(state += 0x9E3779B97F4A7C15);
        _c = Mix(state += 0x9E3779B97F4A7C15);
        _d = Mix(state + 0x9E3779B97F4A7C15);
    }

    /// <summary>A seed for a part of the work that has streams of its own.</summary>
    public static ulong SeedOf(ulong seed, ulong part) => new Chance(seed, part).Next();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_a + _d, 23) + _a;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>0 ≤ value &lt; 1, one of 2^53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 ≤ value &lt; limit. By multiplication (Lemire 2019), without the rejection: its bias is below limit / 2^64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool With(double probability) => Unit() < probability;

    /// <summary>Puts the values into a random order, each order equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

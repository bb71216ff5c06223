namespace Groundswell.Expressions.Tests;

/// <summary>A small generator that gives the same numbers for the same seed on every machine.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }

    public bool OneIn(int count) => Below(count) == 0;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>Random numbers that are the same at every run (Steele, Lea, Flood 2014).</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public int Next(int below)
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var mixed = (_state ^ _state >> 30) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D0_49BB_1331_11EB;
        return (int)((mixed ^ mixed >> 31) % (ulong)below);
    }
}

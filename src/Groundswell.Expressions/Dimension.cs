namespace Groundswell.Expressions;

/// <summary>What a unit measures: the exponents of the base units in it. Units of one dimension can be converted into each other.</summary>
internal readonly struct Dimension : IEquatable<Dimension>
{
    private const int Bases = 11;

    private readonly int[]? _exponents;

    private Dimension(int[] exponents) => _exponents = exponents;

    public static Dimension None => default;

    private ReadOnlySpan<int> Exponents => _exponents ?? new int[Bases];

    public static bool operator ==(Dimension left, Dimension right) => left.Equals(right);

    public static bool operator !=(Dimension left, Dimension right) => !left.Equals(right);

    public static Dimension OfBase(int index)
    {
        var exponents = new int[Bases];
        exponents[index] = 1;
        return new(exponents);
    }

    public Dimension Times(Dimension other, int power)
    {
        var exponents = Exponents.ToArray();
        for (var index = 0; index < Bases; index++)
            exponents[index] += other.Exponents[index] * power;
        return new(exponents);
    }

    public bool Equals(Dimension other) => Exponents.SequenceEqual(other.Exponents);

    public override bool Equals(object? obj) => obj is Dimension other && Equals(other);

    public override int GetHashCode() => Exponents.ToArray().Sum();
}

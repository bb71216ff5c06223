using System.Collections.Concurrent;
using System.Text;

namespace Groundswell.Expressions;

/// <summary>A unit of measure by its UCUM code (ucum.org, case sensitive): g, mg/mL, kg/m2/s, Cel, %, {piece}.</summary>
/// <remarks>
/// The known units are those of docs/expressions.md, their products, quotients and whole powers. Cel and [degF] are temperatures, points on a
/// scale, and stand alone; a difference of temperatures is in K. °C, °F and µ are read as Cel, [degF] and u.
/// </remarks>
public sealed class Unit : IEquatable<Unit>
{
    private const int MaxParts = 8;
    private const int MaxExponent = 9;
    private const int MostKept = 1000;

    private static readonly ConcurrentDictionary<string, Unit> Kept = new();

    private readonly (UnitAtom Atom, int Exponent)[] _parts;

    private Unit((UnitAtom Atom, int Exponent)[] parts)
    {
        _parts = parts;
        Code = parts.Length == 0 ? "1" : Write(atom => atom.Code);
        Factor = parts.Aggregate(Rational.One, (factor, part) => factor * part.Atom.Factor.Power(part.Exponent));
        Dimension = parts.Aggregate(Dimension.None, (dimension, part) => dimension.Times(part.Atom.Dimension, part.Exponent));
        Offset = parts.Length == 1 ? parts[0].Atom.Offset : Rational.Zero;
    }

    /// <summary>The unit of bare numbers.</summary>
    public static Unit One { get; } = new([]);

    public string Code { get; }

    /// <summary>How the unit is shown to people: °C for Cel, µg for ug, piece for {piece}, nothing for 1.</summary>
    public string Symbol => _parts.Length == 0 ? "" : Write(atom => atom.Symbol);

    /// <summary>Whether it is a temperature scale, whose zero is not absolute zero.</summary>
    public bool IsScale => Offset != Rational.Zero;

    /// <summary>Whether it measures nothing but a number: 1, %, {piece}.</summary>
    public bool IsBare => Dimension == Dimension.None;

    internal Rational Factor { get; }

    internal Dimension Dimension { get; }

    internal Rational Offset { get; }

    public static bool operator ==(Unit? left, Unit? right) => Equals(left, right);

    public static bool operator !=(Unit? left, Unit? right) => !Equals(left, right);

    /// <summary>The unit of a code that is known; anything else is the caller's mistake.</summary>
    public static Unit Of(string code) => TryParse(code, out var unit) ? unit : throw new ArgumentException($"{code} is not a known unit.", nameof(code));

    public static bool TryParse(string code, out Unit unit)
    {
        if (Kept.TryGetValue(code, out unit!))
            return true;

        var known = TryRead(code, out unit);
        if (known && Kept.Count < MostKept)
            Kept.TryAdd(code, unit);
        return known;
    }

    /// <summary>Whether a value in one can be told in the other: g and kg can; g and mL can't; nor can Cel and K, temperature and difference.</summary>
    public bool Fits(Unit other) => Dimension == other.Dimension && IsScale == other.IsScale;

    /// <summary>The value in another unit, rounded once if it has to be; false when the units don't fit or the result is out of range.</summary>
    public bool TryConvert(Number value, Unit to, out Number converted)
    {
        converted = value;
        return this == to || (Fits(to) && Conversion.Between(this, to).TryApply(value, out converted));
    }

    public bool Equals(Unit? other) => ReferenceEquals(this, other) || (other is not null && Code == other.Code);

    public override bool Equals(object? obj) => Equals(obj as Unit);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Code;

    /// <summary>The product with a power of the other; false when it is too complex: more than 8 names, or a power above 9.</summary>
    internal bool TryMultiply(Unit other, int power, out Unit product) =>
        TryMake([.. _parts, .. other._parts.Select(part => (part.Atom, part.Exponent * power))], out product);

    private static bool TryRead(string code, out Unit unit)
    {
        unit = One;
        if (UnitCode.Read(code) is not { } names)
            return false;

        var parts = new List<(UnitAtom, int)>();
        foreach (var (name, exponent) in names)
        {
            if (UnitTable.Find(name) is not { } atom)
                return false;
            parts.Add((atom, exponent));
        }

        return TryMake(parts, out unit);
    }

    private static bool TryMake(IEnumerable<(UnitAtom Atom, int Exponent)> parts, out Unit unit)
    {
        (UnitAtom Atom, int Exponent)[] gathered =
        [
            .. parts
                .GroupBy(part => part.Atom.Code)
                .Select(same => (same.First().Atom, Exponent: same.Sum(part => part.Exponent)))
                .Where(part => part.Exponent != 0)
                .OrderBy(part => part.Exponent < 0),
        ];
        var simple = gathered.Length <= MaxParts && gathered.All(part => Math.Abs(part.Exponent) <= MaxExponent);
        var scaled = gathered.Any(part => part.Atom.Offset != Rational.Zero);
        unit = One;
        if (!simple || (scaled && gathered is not [(_, 1)]))
            return false;

        if (gathered.Length > 0)
            unit = new Unit(gathered);
        return true;
    }

    private string Write(Func<UnitAtom, string> name)
    {
        var code = new StringBuilder();
        foreach (var (atom, exponent) in _parts)
        {
            if (exponent < 0)
                code.Append(code.Length == 0 ? "1/" : "/");
            else if (code.Length > 0)
                code.Append('.');
            code.Append(name(atom));
            if (exponent is not (1 or -1))
                code.Append(Math.Abs(exponent));
        }

        return code.ToString();
    }
}

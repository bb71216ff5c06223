using System.Collections.Concurrent;
using System.Numerics;

namespace Groundswell.Expressions;

/// <summary>How a value in one unit is told in another: (scale x value + shift) x 10^power / divisor, all whole numbers, rounded once.</summary>
internal sealed class Conversion
{
    private const int MostKept = 1000;

    private static readonly ConcurrentDictionary<(Unit From, Unit To), Conversion> Kept = new();

    private readonly BigInteger _scale;
    private readonly BigInteger _shift;
    private readonly BigInteger _divisor;
    private readonly int _power;

    private Conversion(Rational factor, Rational shift)
    {
        _divisor = factor.Denominator * shift.Denominator / BigInteger.GreatestCommonDivisor(factor.Denominator, shift.Denominator);
        _scale = factor.Numerator * (_divisor / factor.Denominator);
        _shift = shift.Numerator * (_divisor / shift.Denominator);

        // Dividing by 2 or 5 is multiplying by 5 or 2 and moving the point: what then is left to divide by makes endless decimals.
        while (_divisor.IsEven)
            (_divisor, _scale, _shift, _power) = (_divisor / 2, _scale * 5, _shift * 5, _power - 1);
        while ((_divisor % 5).IsZero)
            (_divisor, _scale, _shift, _power) = (_divisor / 5, _scale * 2, _shift * 2, _power - 1);
        while ((_scale % 10).IsZero && (_shift % 10).IsZero)
            (_scale, _shift, _power) = (_scale / 10, _shift / 10, _power + 1);
    }

    /// <summary>Whether every value can be told exactly (as far as it has no more digits than fit).</summary>
    public bool IsExact => _divisor.IsOne;

    public bool IsIdentity => _scale.IsOne && _divisor.IsOne && _shift.IsZero && _power == 0;

    /// <summary>Between units of one dimension; temperatures by their scales' zeros.</summary>
    public static Conversion Between(Unit from, Unit to)
    {
        if (Kept.TryGetValue((from, to), out var known))
            return known;

        var factor = from.Factor / to.Factor;
        var conversion = new Conversion(factor, (from.Offset * factor) - to.Offset);
        if (Kept.Count < MostKept)
            Kept.TryAdd((from, to), conversion);
        return conversion;
    }

    /// <summary>Between the sizes of units of one dimension: a degree of Cel is 1 K, wherever the scale's zero is.</summary>
    public static Conversion OfDifferences(Unit from, Unit to) => new(from.Factor / to.Factor, Rational.Zero);

    /// <summary>False when the result is out of range.</summary>
    public bool TryApply(Number value, out Number converted)
    {
        var (coefficient, exponent) = (value.Coefficient * _scale, value.Exponent);
        if (!_shift.IsZero)
        {
            var common = Math.Min(exponent, 0);
            coefficient = (coefficient * Number.PowerOfTen(exponent - common)) + (_shift * Number.PowerOfTen(-common));
            exponent = common;
        }

        return _divisor.IsOne
            ? Number.TryMake(coefficient, exponent + _power, out converted)
            : Number.TryMakeQuotient(coefficient, _divisor, exponent + _power, out converted);
    }
}

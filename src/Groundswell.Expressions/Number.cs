using System.Globalization;
using System.Numerics;

namespace Groundswell.Expressions;

/// <summary>An exact decimal number: at most 34 significant digits, at most 100 places after the point, smaller than 10^100.</summary>
/// <remarks>
/// The precision is IEEE 754 decimal128's. An exact result is kept exactly when it fits; otherwise it is rounded once, to the nearest number that
/// fits, ties to the even digit. A result of 10^100 or more does not exist: the operation answers false. Two numbers are equal when their values
/// are: 2.50 is 2.5.
/// </remarks>
public readonly struct Number : IEquatable<Number>, IComparable<Number>
{
    public const int MaxDigits = 34;
    public const int MaxPlaces = 100;
    public const int MaxRoundingPlaces = 30;

    // The value is below 10^100, so its coefficient and exponent satisfy digits + exponent <= 100.
    private const int MaxMagnitude = 100;

    private Number(BigInteger coefficient, int exponent)
    {
        Coefficient = coefficient;
        Exponent = exponent;
    }

    public static Number Zero => default;

    public bool IsZero => Coefficient.IsZero;

    public bool IsWhole => Exponent >= 0 || (Coefficient % PowerOfTen(-Exponent)).IsZero;

    public int Sign => Coefficient.Sign;

    /// <summary>Trailing zeros are kept as they fall: one value has several coefficients.</summary>
    internal BigInteger Coefficient { get; }

    internal int Exponent { get; }

    public static implicit operator Number(long value) => new(value, 0);

    public static implicit operator Number(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var coefficient = ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
        return new Number(parts[3] < 0 ? -coefficient : coefficient, -((parts[3] >> 16) & 0xFF));
    }

    public static Number operator -(Number value) => new(-value.Coefficient, value.Exponent);

    public static bool operator ==(Number left, Number right) => left.CompareTo(right) == 0;

    public static bool operator !=(Number left, Number right) => left.CompareTo(right) != 0;

    public static bool operator <(Number left, Number right) => left.CompareTo(right) < 0;

    public static bool operator >(Number left, Number right) => left.CompareTo(right) > 0;

    public static bool operator <=(Number left, Number right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Number left, Number right) => left.CompareTo(right) >= 0;

    public static bool TryAdd(Number left, Number right, out Number sum)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return TryMake(left.At(exponent) + right.At(exponent), exponent, out sum);
    }

    public static bool TrySubtract(Number left, Number right, out Number difference) => TryAdd(left, -right, out difference);

    public static bool TryMultiply(Number left, Number right, out Number product) =>
        TryMake(left.Coefficient * right.Coefficient, left.Exponent + right.Exponent, out product);

    /// <summary>False when the quotient is out of range; the divisor must not be zero.</summary>
    public static bool TryDivide(Number dividend, Number divisor, out Number quotient) =>
        TryMakeQuotient(dividend.Coefficient, divisor.Coefficient, dividend.Exponent - divisor.Exponent, out quotient);

    /// <summary>The neighbor with so many places after the point, from 30 down to -30 (before the point, when negative).</summary>
    public Number Round(int places, Rounding way)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(places), MaxRoundingPlaces);
        var excess = -places - Exponent;
        return excess <= 0 ? this : new Number(Quotient(Coefficient, PowerOfTen(excess), way), -places);
    }

    public Number Absolute() => Sign < 0 ? -this : this;

    public int CompareTo(Number other)
    {
        var exponent = Math.Min(Exponent, other.Exponent);
        return At(exponent).CompareTo(other.At(exponent));
    }

    public bool Equals(Number other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    public override int GetHashCode()
    {
        var (coefficient, exponent) = WithoutTrailingZeros(Coefficient, Exponent);
        return HashCode.Combine(coefficient, exponent);
    }

    /// <summary>Reads digits, optionally a minus before them and a point with digits after it.</summary>
    /// <returns>False when it is not that, or not a number that fits exactly.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Number number)
    {
        number = default;
        var digits = text.StartsWith("-") ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var places = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && places.IsEmpty) || whole.ContainsAnyExceptInRange('0', '9') || places.ContainsAnyExceptInRange('0', '9'))
            return false;

        whole = whole.TrimStart('0');
        places = places.TrimEnd('0');
        if (whole.Length > MaxMagnitude || places.Length > MaxPlaces)
            return false;

        var (coefficient, exponent) = WithoutTrailingZeros(
            BigInteger.Parse($"0{whole}{places}", NumberStyles.None, CultureInfo.InvariantCulture), -places.Length);
        if (DigitsOf(coefficient) > MaxDigits)
            return false;

        number = new Number(text.StartsWith("-") ? -coefficient : coefficient, exponent);
        return true;
    }

    /// <summary>The same value as a <see cref="decimal"/>; false when that can't hold it exactly.</summary>
    public bool TryToDecimal(out decimal value)
    {
        var (coefficient, exponent) = WithoutTrailingZeros(Coefficient, Exponent);
        if (exponent > 0)
            (coefficient, exponent) = (coefficient * PowerOfTen(exponent), 0);
        var fits = exponent >= -28 && BigInteger.Abs(coefficient) <= (BigInteger)decimal.MaxValue;
        value = fits ? (decimal)coefficient * new decimal(1, 0, 0, false, (byte)-exponent) : 0;
        return fits;
    }

    /// <summary>Plain notation with a point and without needless zeros: 0.5, -20, 1000000.</summary>
    public override string ToString()
    {
        var (coefficient, exponent) = WithoutTrailingZeros(Coefficient, Exponent);
        var digits = BigInteger.Abs(coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = coefficient.Sign < 0 ? "-" : "";
        if (exponent >= 0)
            return coefficient.IsZero ? "0" : sign + digits + new string('0', exponent);

        digits = digits.PadLeft(1 - exponent, '0');
        return sign + digits.Insert(digits.Length + exponent, ".");
    }

    internal static Number OfMicroseconds(long microseconds) => new(microseconds, -6);

    /// <summary>How many 10^exponent the value is, the rest cut off.</summary>
    internal BigInteger WholeAt(int exponent) =>
        exponent <= Exponent ? At(exponent) : Coefficient / PowerOfTen(exponent - Exponent);

    /// <summary>coefficient x 10^exponent, rounded once if it has to be; false when it is out of range.</summary>
    internal static bool TryMake(BigInteger coefficient, int exponent, out Number number)
    {
        // 2^112 has 34 digits: nearly every number of a plant passes here without its digits being counted.
        if (exponent is >= -MaxPlaces and <= MaxMagnitude - MaxDigits && coefficient.GetBitLength() <= 112)
        {
            number = new Number(coefficient, exponent);
            return true;
        }

        var excess = Math.Max(DigitsOf(coefficient) - MaxDigits, -MaxPlaces - exponent);
        if (excess > 0)
            (coefficient, exponent) = (Quotient(coefficient, PowerOfTen(excess), Rounding.HalfEven), exponent + excess);

        var fits = coefficient.IsZero || DigitsOf(coefficient) + exponent <= MaxMagnitude;
        number = fits && !coefficient.IsZero ? new Number(coefficient, exponent) : default;
        return fits;
    }

    /// <summary>dividend / divisor x 10^exponent, rounded once if it has to be; false when it is out of range.</summary>
    internal static bool TryMakeQuotient(BigInteger dividend, BigInteger divisor, int exponent, out Number number)
    {
        if (divisor.Sign < 0)
            (dividend, divisor) = (-dividend, -divisor);

        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        if (rest.IsZero)
            return TryMake(quotient, exponent, out number);

        // Two digits more than fit, the last of them 1 in place of all that follow: enough to round as the endless quotient would.
        var more = Math.Max(0, MaxDigits + 1 - DigitsOf(dividend) + DigitsOf(divisor));
        quotient = BigInteger.DivRem(dividend * PowerOfTen(more), divisor, out rest);
        if (!rest.IsZero)
            return TryMake((quotient * 10) + dividend.Sign, exponent - more - 1, out number);

        (quotient, exponent) = WithoutTrailingZeros(quotient, exponent - more);
        return TryMake(quotient, exponent, out number);
    }

    private static BigInteger Quotient(BigInteger dividend, BigInteger divisor, Rounding way)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        if (rest.IsZero)
            return quotient;

        var half = (BigInteger.Abs(rest) * 2).CompareTo(divisor);
        var outward = way switch
        {
            Rounding.HalfEven => half > 0 || (half == 0 && !quotient.IsEven),
            Rounding.HalfAwayFromZero => half >= 0,
            Rounding.AwayFromZero => true,
            _ => false,
        };
        return outward ? quotient + dividend.Sign : quotient;
    }

    private static (BigInteger Coefficient, int Exponent) WithoutTrailingZeros(BigInteger coefficient, int exponent)
    {
        if (coefficient.IsZero)
            return (coefficient, 0);

        for (var zeros = 32; zeros > 0; zeros /= 2)
        {
            // As a multiple of 10^n is one of 2^n, most coefficients are done with at once.
            while (coefficient.IsEven && BigInteger.DivRem(coefficient, PowerOfTen(zeros), out var rest) is var quotient && rest.IsZero)
                (coefficient, exponent) = (quotient, exponent + zeros);
        }

        return (coefficient, exponent);
    }

    private static int DigitsOf(BigInteger coefficient)
    {
        var size = BigInteger.Abs(coefficient);
        var digits = (int)(size.GetBitLength() * 30103 / 100000);
        while (size >= PowerOfTen(digits))
            digits++;
        return digits;
    }

    private static readonly BigInteger[] Powers = [.. Enumerable.Range(0, 400).Select(power => BigInteger.Pow(10, power))];

    internal static BigInteger PowerOfTen(int power) => power < Powers.Length ? Powers[power] : BigInteger.Pow(10, power);

    private BigInteger At(int exponent) => exponent == Exponent ? Coefficient : Coefficient * PowerOfTen(Exponent - exponent);
}

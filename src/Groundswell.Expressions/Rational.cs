using System.Numerics;

namespace Groundswell.Expressions;

/// <summary>An exact fraction in lowest terms, the denominator above zero: what units are converted with.</summary>
internal readonly record struct Rational
{
    private Rational(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / common;
        Denominator = denominator / common;
    }

    public static Rational Zero { get; } = new(0, 1);

    public static Rational One { get; } = new(1, 1);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static Rational operator *(Rational left, Rational right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static Rational operator -(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) - (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public Rational Power(int exponent) =>
        exponent < 0 ? One / Power(-exponent) : new(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent));

    /// <summary>A plain decimal, or two with a slash between them.</summary>
    public static Rational Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 ? Parse(parts[0]) / Parse(parts[1]) : Of(parts[0]);

        static Rational Of(string text)
        {
            if (!Number.TryParse(text, out var number))
                throw new FormatException($"{text} is not a number.");
            return number.Exponent < 0
                ? new(number.Coefficient, Number.PowerOfTen(-number.Exponent))
                : new(number.Coefficient * Number.PowerOfTen(number.Exponent), 1);
        }
    }
}

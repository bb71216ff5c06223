namespace Groundswell.Expressions;

/// <summary>Which neighbor a number goes to when it is rounded.</summary>
public enum Rounding
{
    /// <summary>The nearest; from the middle to the even digit (IEEE 754). How results that don't fit are rounded.</summary>
    HalfEven,

    /// <summary>The nearest; from the middle away from zero (pharmacopoeias; ISO 80000-1 B.3 rule B). What <c>round</c> does.</summary>
    HalfAwayFromZero,

    /// <summary>Never nearer to zero. What <c>roundup</c> does.</summary>
    AwayFromZero,

    /// <summary>Never farther from zero. What <c>rounddown</c> does.</summary>
    TowardZero,
}

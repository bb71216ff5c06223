namespace Groundswell.Expressions;

/// <summary>Why a value could not be worked out. An error goes through every operation into the result.</summary>
public enum ErrorCode
{
    /// <summary>The divisor was zero.</summary>
    DivisionByZero = 1,

    /// <summary>A number of 10^100 or more, or a date or time outside the years 1 to 9999.</summary>
    OutOfRange = 2,

    /// <summary>A date and a duration that is not a whole number of days.</summary>
    NotWholeDays = 3,

    /// <summary>A value was given that is not of the kind its name was declared with.</summary>
    UnfitInput = 4,

    /// <summary>A low limit above the high limit.</summary>
    LimitsCrossed = 5,
}

/// <summary>The codes as they are written: error division-by-zero.</summary>
internal static class ErrorCodes
{
    private static readonly string[] Texts = ["", "division-by-zero", "out-of-range", "not-whole-days", "unfit-input", "limits-crossed"];

    public static string TextOf(ErrorCode code) => Texts[(int)code];

    public static bool TryParse(string text, out ErrorCode code)
    {
        code = (ErrorCode)Math.Max(0, Array.IndexOf(Texts, text));
        return code != 0;
    }
}

using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Groundswell.Expressions;

/// <summary>What is said about a fault, in English. The codes and their facts are those of docs/expressions.md.</summary>
public static class FaultMessages
{
    private static readonly FrozenDictionary<string, CompositeFormat> Texts = new Dictionary<string, string>
    {
        ["empty"] = "There is nothing here yet.",
        ["too-long"] = "An expression has at most {0} characters.",
        ["too-deep"] = "This is nested more than {0} levels deep. Split it, or use sum, min, max or oneof.",
        ["unexpected-character"] = "“{0}” means nothing here.",
        ["foreign-operator"] = "Write {1} for {0}.",
        ["bad-number"] = "“{0}” is not a number. A number begins with a digit, and has digits after its point.",
        ["number-too-long"] = "This number has more than 34 significant digits, 100 places, or 100 digits before the point.",
        ["bad-time"] = "“{0}” is not a date or a time. Write @2026-11-30, @2026-11-30T14:30Z or @2026-11-30T14:30:15+01:00.",
        ["unclosed-text"] = "The text that begins here has no closing quotation mark.",
        ["unknown-unit"] = "“{0}” is not a known unit. Units are UCUM codes. To divide by a name, write spaces around the /.",
        ["expected-value"] = "A value is missing here: a number, a text, a name or a function.",
        ["expected-unit"] = "A unit is missing after “in”.",
        ["unexpected"] = "“{0}” does not fit here: an operator is missing, or this is too much.",
        ["unclosed-parenthesis"] = "This parenthesis is never closed.",
        ["unopened-parenthesis"] = "This parenthesis was never opened.",
        ["chained-comparison"] = "Compare two values at a time: between(x, low, high), or a < x and x < b.",
        ["comma"] = "A comma only stands between the arguments of a function. A number has a point: 1.5.",
        ["unknown-name"] = "“{0}” is not known here.",
        ["unknown-function"] = "There is no function “{0}”.",
        ["wrong-argument-count"] = "“{0}” takes {1} to {2} arguments, not {3}.",
        ["wrong-kind"] = "A value of the kind “{0}” is needed here; this is “{1}”.",
        ["units-differ"] = "“{0}” and “{1}” don't measure the same.",
        ["difference-or-temperature"] =
            "Of “{0}” and “{1}” one is a temperature, the other a difference. "
            + "Write differences in K; to tell an absolute temperature otherwise, write “in”.",
        ["point-arithmetic"] =
            "“{0}” does not go with “{1}”. Two dates, times or temperatures can be subtracted; only a difference can be added to one.",
        ["not-comparable"] = "“{0}” can't be compared with “{1}”.",
        ["not-ordered"] = "“{0}” has no order: ask = or <>.",
        ["not-an-option"] = "“{0}” is not one of the options: {1}.",
        ["not-whole-places"] = "The places must be a whole number from -30 to 30, written out.",
        ["unit-too-complex"] = "A unit of more than 8 parts, or with a power above 9, comes out here.",
        ["wrong-result"] = "The result must be of the kind “{0}”; this is “{1}”.",
        ["limits-crossed"] = "The low limit {0} is above the high limit {1}.",
        ["target-outside-limits"] = "The target {0} is outside the limits.",
    }.ToFrozenDictionary(pair => pair.Key, pair => CompositeFormat.Parse(pair.Value));

    /// <summary>The code of every fault that there is.</summary>
    public static IReadOnlyCollection<string> Codes => Texts.Keys;

    public static string Of(Fault fault) => string.Format(CultureInfo.InvariantCulture, Texts[fault.Code], [.. fault.Facts]);
}

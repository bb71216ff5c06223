using System.Buffers;

namespace Groundswell.Expressions;

/// <summary>The grammar of a unit's code: names with powers, joined by points and slashes, read from left to right as UCUM does.</summary>
internal static class UnitCode
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%");

    /// <summary>The names in "kg.m/s2" are kg, m and s with the exponents 1, 1 and -2; "1" has none. Null where the code is none.</summary>
    public static List<(string Name, int Exponent)>? Read(string code)
    {
        var parts = new List<(string, int)>();
        if (code == "1")
            return parts;

        var rest = code.Replace("°C", "Cel").Replace("°F", "[degF]").Replace('µ', 'u').Replace('μ', 'u').AsSpan();
        var sign = rest.StartsWith("/") || rest.StartsWith("1/") ? -1 : 1;
        if (sign < 0)
            rest = rest[(rest.IndexOf('/') + 1)..];

        while (true)
        {
            var name = rest[..LengthOfName(rest)];
            if (name.IsEmpty)
                return null;

            rest = rest[name.Length..];
            if (rest is ['-', ..])
            {
                sign = -sign;
                rest = rest[1..];
                if (rest is not [>= '1' and <= '9', ..])
                    return null;
            }

            var exponent = 1;
            if (rest is [>= '1' and <= '9', ..])
            {
                exponent = rest[0] - '0';
                rest = rest[1..];
            }

            parts.Add((name.ToString(), sign * exponent));
            if (rest.IsEmpty)
                return parts;
            if (rest[0] is not ('.' or '/'))
                return null;

            sign = rest[0] == '/' ? -1 : 1;
            rest = rest[1..];
        }
    }

    private static int LengthOfName(ReadOnlySpan<char> text)
    {
        if (text is ['{', ..])
            return text.IndexOf('}') + 1;

        var end = text.IndexOfAnyExcept(Letters);
        if (end < 0)
            return text.Length;
        return text[end] == '[' ? text.IndexOf(']') + 1 : end;
    }
}

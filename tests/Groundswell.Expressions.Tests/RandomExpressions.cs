using System.Text.Json.Nodes;

namespace Groundswell.Expressions.Tests;

/// <summary>Expressions, mostly well made and sometimes not, and values for the names in them.</summary>
internal sealed class RandomExpressions(ulong seed)
{
    private static readonly Dictionary<string, string[]> NamesByKind = new()
    {
        ["mass"] = ["m", "lot.m"],
        ["volume"] = ["v"],
        ["time span"] = ["h"],
        ["temperature"] = ["t", "f"],
        ["difference"] = ["k"],
        ["bare"] = ["n", "p"],
        ["yes/no"] = ["b", "c"],
        ["text"] = ["s", "o"],
        ["date"] = ["d", "e"],
        ["time"] = ["i", "j"],
    };

    private static readonly Dictionary<string, string[]> UnitsByKind = new()
    {
        ["mass"] = ["g", "kg", "mg", "µg", "[lb_av]", "t"],
        ["volume"] = ["mL", "L", "dm3", "[gal_us]"],
        ["time span"] = ["h", "min", "s", "d", "wk", "us"],
        ["temperature"] = ["Cel", "[degF]", "°C"],
        ["difference"] = ["K", "mK"],
        ["bare"] = ["", "", "%", "[ppm]", "{piece}"],
    };

    private readonly SplitMix64 _random = new(seed);

    /// <summary>The names that the expressions use, each with its kind.</summary>
    public static JsonObject Kinds() => new()
    {
        ["m"] = "number g",
        ["lot.m"] = "number kg",
        ["v"] = "number mL",
        ["h"] = "number h",
        ["t"] = "number Cel",
        ["f"] = "number [degF]",
        ["k"] = "number K",
        ["n"] = "number",
        ["p"] = "number %",
        ["b"] = "yes/no",
        ["c"] = "yes/no",
        ["s"] = "text",
        ["o"] = "choice \"red\", \"green\"",
        ["d"] = "date",
        ["e"] = "date",
        ["i"] = "time",
        ["j"] = "time",
    };

    public string Any() => Of(_random.Of([.. NamesByKind.Keys]), _random.Below(6));

    /// <summary>A row of tokens that hardly ever is an expression.</summary>
    public string Soup()
    {
        var tokens = Enumerable.Range(0, _random.Below(12)).Select(_ => _random.Of(
            "a", "m", "t", "5", "2.50", "1/min", "g", "kg", "Cel", "mg/mL", "%", "{x}", "[", "]", "(", ")", ",", ".", "_", "0",
            "+", "-", "*", "/", "=", "<", "<=", "<>", ">", "==", "and", "or", "not", "in", "true", "min", "if", "round",
            "\"", "\"red\"", "@2026-11-30", "@2026-11-30T10:00Z", "@", "'", "!", "µ", "é", "😀", "\n"));
        return string.Join(_random.Of("", " ", " "), tokens);
    }

    public JsonObject Inputs()
    {
        var given = new JsonObject();
        foreach (var (kind, names) in NamesByKind)
        {
            foreach (var name in names)
            {
                if (!_random.OneIn(5))
                    given[name] = _random.OneIn(20) ? _random.Of("missing", "error division-by-zero", "7 mol", "true", "\"x\"") : Literal(kind).Trim();
            }
        }

        return given;
    }

    private string Of(string kind, int depth)
    {
        // Now and then what does not belong there.
        if (_random.OneIn(60))
            kind = _random.Of([.. NamesByKind.Keys]);
        var text = depth == 0 ? Leaf(kind) : Branch(kind, depth - 1);
        return _random.OneIn(4) ? $"({text})" : text;
    }

    private string Leaf(string kind) => _random.OneIn(2) ? _random.Of(NamesByKind[kind]) : Literal(kind);

    private string Branch(string kind, int depth)
    {
        if (_random.OneIn(8))
            return $"if({Of("yes/no", depth)}, {Of(kind, depth)}, {Of(kind, depth)})";
        if (_random.OneIn(12))
            return $"default({Of(kind, depth)}, {Of(kind, depth)})";

        return kind switch
        {
            "yes/no" => YesNo(depth),
            "date" => $"{Of("date", depth)} {_random.Of("+", "-")} {_random.Of("7 d", "48 h", "1 wk", Of("time span", depth))}",
            "time" => $"{Of("time", depth)} {_random.Of("+", "-")} {Of("time span", depth)}",
            "text" => Leaf(kind),
            "temperature" => _random.Below(4) switch
            {
                0 => $"{Of(kind, depth)} {_random.Of("+", "-")} {Of("difference", depth)}",
                1 => $"mean({Of(kind, depth)}, {Of(kind, depth)})",
                _ => Shared(kind, depth),
            },
            "difference" when _random.OneIn(2) => $"({Of("temperature", depth)} - {Of("temperature", depth)})",
            "time span" when _random.OneIn(3) => $"({Of("time", depth)} - {Of("time", depth)})",
            "time span" when _random.OneIn(3) => $"({Of("date", depth)} - {Of("date", depth)})",
            "bare" when _random.OneIn(3) => Ratio(depth),
            _ => Quantity(kind, depth),
        };
    }

    private string YesNo(int depth)
    {
        var kind = _random.Of([.. NamesByKind.Keys]);
        var comparison = kind is "yes/no" or "text" ? _random.Of("=", "<>") : _random.Of("=", "<>", "<", "<=", ">", ">=");
        return _random.Below(6) switch
        {
            0 => $"not {Of("yes/no", depth)}",
            1 => $"{Of("yes/no", depth)} and {Of("yes/no", depth)}",
            2 => $"{Of("yes/no", depth)} or {Of("yes/no", depth)}",
            3 => $"given({Of(kind, depth)})",
            4 when kind is not ("yes/no" or "text") => $"between({Of(kind, depth)}, {Of(kind, depth)}, {Of(kind, depth)})",
            4 => $"oneof({Of(kind, depth)}, {Of(kind, depth)}, {Of(kind, depth)})",
            _ => $"{Of(kind, depth)} {comparison} {Of(kind, depth)}",
        };
    }

    private string Ratio(int depth)
    {
        var kind = _random.Of("mass", "volume", "time span", "bare");
        return $"{Of(kind, depth)} / {Of(kind, depth)}";
    }

    private string Quantity(string kind, int depth) => _random.Below(7) switch
    {
        0 => $"{Of(kind, depth)} + {Of(kind, depth)}",
        1 => $"{Of(kind, depth)} - {Of(kind, depth)}",
        2 => $"{Of(kind, depth)} * {Of("bare", depth)}",
        3 => $"{Of(kind, depth)} / {Of("bare", depth)}",
        4 => $"{_random.Of("-", "abs")}({Of(kind, depth)})",
        5 => $"{_random.Of("sum", "mean")}({Of(kind, depth)}, {Of(kind, depth)})",
        _ => Shared(kind, depth),
    };

    private string Shared(string kind, int depth) => _random.Below(3) switch
    {
        0 => $"{_random.Of("min", "max")}({Of(kind, depth)}, {Of(kind, depth)})",
        1 => $"{_random.Of("round", "roundup", "rounddown")}({Of(kind, depth)}, {_random.Below(8) - 2})",
        _ => $"({Of(kind, depth)} in {(_random.Of(UnitsByKind[kind]) is { Length: > 0 } unit ? unit : "%")})",
    };

    private string Literal(string kind) => kind switch
    {
        "yes/no" => _random.Of("true", "false"),
        "text" => _random.Of("\"red\"", "\"green\"", "\"\"", "\"say \"\"go\"\"\""),
        "date" => $"@{_random.Below(9999) + 1:0000}-{_random.Below(12) + 1:00}-{_random.Below(28) + 1:00}",
        "time" => $"@{_random.Of(1, 1969, 1970, 2024, 2026, 9999):0000}-{_random.Below(12) + 1:00}-{_random.Below(28) + 1:00}"
            + $"T{_random.Below(24):00}:{_random.Below(60):00}:{_random.Below(60):00}.{_random.Below(1000000):000000}Z",
        _ => $"{Number()} {_random.Of(UnitsByKind[kind])}".TrimEnd(),
    };

    private string Number() => _random.Below(12) switch
    {
        0 => "0",
        1 => $"-{_random.Below(1000)}.{_random.Below(100):00}",
        2 => $"{_random.Below(1000000000)}{_random.Below(1000000000):000000000}{_random.Below(1000000000):000000000}.{_random.Below(1000000):000000}",
        3 => $"1{new string('0', _random.Below(100))}",
        4 => $"0.{new string('0', _random.Below(99))}{_random.Below(9) + 1}",
        5 => new string('9', 34),
        6 or 7 => $"{_random.Below(20)}",
        _ => $"{_random.Below(300)}.{_random.Below(1000)}",
    };
}

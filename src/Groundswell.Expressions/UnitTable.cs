namespace Groundswell.Expressions;

/// <summary>One name in a unit's code: g, mL, [lb_av].</summary>
/// <param name="Factor">How many of the base units it is.</param>
/// <param name="Offset">How many degrees its zero is above absolute zero; zero but for temperature scales.</param>
internal sealed record UnitAtom(string Code, string Symbol, Rational Factor, Dimension Dimension, Rational Offset);

/// <summary>The units that are known: a subset of UCUM 2.1, and rpm.</summary>
internal static class UnitTable
{
    private static readonly string[] Bases = ["m", "g", "s", "K", "A", "mol", "cd", "deg", "[pH]", "[iU]", "[CFU]"];

    private static readonly (string Code, string Factor)[] Prefixes =
    [
        ("p", "0.000000000001"), ("n", "0.000000001"), ("u", "0.000001"), ("m", "0.001"), ("c", "0.01"), ("d", "0.1"),
        ("h", "100"), ("k", "1000"), ("M", "1000000"), ("G", "1000000000"),
    ];

    // What a prefix may stand before.
    private static readonly HashSet<string> Metric =
        ["m", "g", "s", "K", "A", "mol", "cd", "L", "l", "t", "Hz", "N", "Pa", "bar", "J", "W", "C", "V", "Ohm", "S", "F", "lx", "U", "[iU]", "[CFU]"];

    // A unit, how many, of what. Each is exact; a unit that is not (rad, m[Hg]) has no place here.
    private static readonly (string Code, string Factor, string Of)[] Derived =
    [
        ("L", "0.001", "m3"), ("l", "1", "L"), ("t", "1000", "kg"),
        ("min", "60", "s"), ("h", "60", "min"), ("d", "24", "h"), ("wk", "7", "d"), ("Hz", "1", "1/s"), ("rpm", "1", "1/min"),
        ("N", "1", "kg.m/s2"), ("Pa", "1", "N/m2"), ("bar", "100000", "Pa"), ("J", "1", "N.m"), ("W", "1", "J/s"),
        ("C", "1", "A.s"), ("V", "1", "J/C"), ("Ohm", "1", "V/A"), ("S", "1", "A/V"), ("F", "1", "C/V"), ("lx", "1", "cd/m2"),
        ("U", "1", "umol/min"), ("[g]", "9.80665", "m/s2"),
        ("%", "0.01", "1"), ("[ppth]", "0.001", "1"), ("[ppm]", "0.000001", "1"), ("[ppb]", "0.000000001", "1"),
        ("[in_i]", "0.0254", "m"), ("[ft_i]", "12", "[in_i]"), ("[lb_av]", "453.59237", "g"), ("[oz_av]", "1/16", "[lb_av]"),
        ("[psi]", "1", "[lb_av].[g]/[in_i]2"), ("[gal_us]", "231", "[in_i]3"), ("[foz_us]", "1/128", "[gal_us]"),
    ];

    // A scale, how many kelvin its degree is, how many degrees its zero is above absolute zero.
    private static readonly (string Code, string Degree, string Zero)[] Scales = [("Cel", "1", "273.15"), ("[degF]", "5/9", "459.67")];

    // How a unit is shown, where not as its code.
    private static readonly (string Code, string Symbol)[] Symbols =
    [
        ("Cel", "°C"), ("[degF]", "°F"), ("deg", "°"), ("Ohm", "Ω"), ("[pH]", "pH"), ("[iU]", "IU"), ("[CFU]", "CFU"), ("[g]", "g"),
        ("[ppth]", "‰"), ("[ppm]", "ppm"), ("[ppb]", "ppb"), ("[in_i]", "in"), ("[ft_i]", "ft"), ("[lb_av]", "lb"), ("[oz_av]", "oz"),
        ("[psi]", "psi"), ("[gal_us]", "gal"), ("[foz_us]", "fl oz"),
    ];

    private static readonly Dictionary<string, UnitAtom> Atoms = Build();

    /// <summary>The names of the units that are so many of others.</summary>
    public static IEnumerable<string> Names => Derived.Select(unit => unit.Code);

    /// <summary>The unit of one name, its prefix included. An annotation in braces is known as it stands, and is 1.</summary>
    public static UnitAtom? Find(string name)
    {
        if (name is not ['{', .. var annotation, '}'])
            return Atoms.GetValueOrDefault(name);

        var wellFormed = annotation.Length > 0 && annotation.All(letter => letter is > ' ' and not '{');
        return wellFormed ? new UnitAtom(name, annotation, Rational.One, Dimension.None, Rational.Zero) : null;
    }

    private static Dictionary<string, UnitAtom> Build()
    {
        var atoms = new Dictionary<string, UnitAtom>();
        var symbols = Symbols.ToDictionary(unit => unit.Code, unit => unit.Symbol);
        for (var index = 0; index < Bases.Length; index++)
            Add(Bases[index], Rational.One, Dimension.OfBase(index), Rational.Zero);
        foreach (var (code, factor, of) in Derived)
        {
            var parts = UnitCode.Read(of)!;
            Add(
                code,
                parts.Aggregate(Rational.Parse(factor), (product, part) => product * atoms[part.Name].Factor.Power(part.Exponent)),
                parts.Aggregate(Dimension.None, (product, part) => product.Times(atoms[part.Name].Dimension, part.Exponent)),
                Rational.Zero);
        }

        foreach (var (code, degree, zero) in Scales)
            Add(code, Rational.Parse(degree), atoms["K"].Dimension, Rational.Parse(zero));
        return atoms;

        void Add(string code, Rational factor, Dimension dimension, Rational offset)
        {
            var symbol = symbols.GetValueOrDefault(code, code);
            atoms.Add(code, new UnitAtom(code, symbol, factor, dimension, offset));
            if (!Metric.Contains(code))
                return;
            foreach (var (prefix, size) in Prefixes)
                atoms.Add(prefix + code, new UnitAtom(prefix + code, (prefix == "u" ? "µ" : prefix) + symbol, Rational.Parse(size) * factor, dimension, offset));
        }
    }
}

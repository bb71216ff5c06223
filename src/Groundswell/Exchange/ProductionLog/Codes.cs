using System.Security.Cryptography;
using System.Text;

namespace Groundswell.Exchange.ProductionLog;

/// <summary>Codes for a file's names: letters and digits, hyphens between words, which is what ids may hold everywhere. No two names have the same.</summary>
/// <remarks>
/// The first name of a file that comes to a code has it; any other that would come to the same, or that nothing is left of, is told apart by a digest of
/// itself. So a file that grows at its end keeps its codes.
/// </remarks>
internal sealed class Codes
{
    private const int Longest = 40;
    private const int DigestBytes = 4;

    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    /// <param name="names">In the file's order.</param>
    public Codes(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Select(Spaced).Distinct())
        {
            var code = Plain(name);
            if (code.Length == 0 || !taken.Add(code))
                code = $"{(code.Length == 0 ? "x" : code)}-{Digest(name)}";
            _codes[name] = code;
        }
    }

    /// <summary>Double spaces are a slip of the pen: the name without them is the same name.</summary>
    public string this[string name] => _codes[Spaced(name)];

    public static string Spaced(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Plain(string name)
    {
        var code = new StringBuilder(name.Length);
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                code.Append(letter);
            else if (code.Length > 0 && code[^1] != '-')
                code.Append('-');
        }

        return code.Length <= Longest ? code.ToString().TrimEnd('-') : $"{code.ToString(0, Longest).TrimEnd('-')}-{Digest(name)}";
    }

    private static string Digest(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, DigestBytes));
}

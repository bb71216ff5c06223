using System.Text;
using System.Text.RegularExpressions;

namespace Groundswell.Work.Terminal;

/// <summary>
/// A script and the modules that it imports as one file: a slow tablet takes longer to fetch fifty modules, even from its own disk, than to run them. Each module stays in a
/// function of its own and gives out what it exports; those it needs stand before it.
/// </summary>
/// <remarks>
/// It knows the forms that the terminal's modules are written in: one import or export a line, nothing exported that changes later, no circles. Anything else is refused here, and so
/// in the tests.
/// </remarks>
internal sealed partial class LinkedScript(Func<string, string> read)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly StringBuilder _linked = new();

    /// <summary>Links the script at this path.</summary>
    /// <param name="read">The text of a file by its path, <c>/js/floor/start.js</c>.</param>
    /// <exception cref="InvalidOperationException">A module is written in a form that can't be linked.</exception>
    public static string Of(string path, Func<string, string> read)
    {
        var linking = new LinkedScript(read);
        var (body, _) = linking.Parts(path);
        return linking._linked.Append(body).ToString();
    }

    /// <summary>The name under which the module's exports are known.</summary>
    private string Module(string path)
    {
        if (_names.TryGetValue(path, out var known))
            return known;
        if (!_underWay.Add(path))
            throw new InvalidOperationException($"{path} is imported in a circle.");
        var (body, exports) = Parts(path);
        var name = _names[path] = FormattableString.Invariant($"module{_names.Count}");
        _linked.Append(System.Globalization.CultureInfo.InvariantCulture, $"// {path}\nconst {name} = (() => {{\n{body}return {{ {string.Join(", ", exports)} }};\n}})();\n");
        return name;
    }

    private (string Body, List<string> Exports) Parts(string path)
    {
        var (body, exports) = (new StringBuilder(), new List<string>());
        foreach (var line in read(path).Split('\n'))
        {
            if (Import().Match(line) is { Success: true } import)
            {
                var module = Module(Resolved(path, import.Groups["from"].Value));
                var what = import.Groups["what"].Value;
                body.Append(what switch
                {
                    ['{', ..] => $"const {Renamed().Replace(what, "${name}: ${as}")} = {module};",
                    ['*', ..] => $"const {what["* as ".Length..]} = {module};",
                    _ => $"const {what} = {module}.default;",
                });
            }
            else if (Passed().Match(line) is { Success: true } passed)
            {
                var module = Module(Resolved(path, passed.Groups["from"].Value));
                exports.AddRange(passed.Groups["what"].Value.Split(',', StringSplitOptions.TrimEntries).Select(name => $"{name}: {module}.{name}"));
            }
            else if (Export().Match(line) is { Success: true } export)
            {
                exports.Add(export.Groups["name"].Value);
                body.Append(line["export ".Length..]);
            }
            else if (line.StartsWith("export default ", StringComparison.Ordinal))
            {
                exports.Add("default: exported");
                body.Append("const exported = ").Append(line["export default ".Length..]);
            }
            else if (line.StartsWith("import ", StringComparison.Ordinal) || line.StartsWith("export ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{path} can't be linked for: {line}");
            }
            else
            {
                body.Append(Later().Replace(line, found => found.Groups["before"].Value + Resolved(path, found.Groups["from"].Value)));
            }

            body.Append('\n');
        }

        return (body.ToString(), exports);
    }

    private static string Resolved(string path, string from) => new Uri(new Uri("http://files" + path), from).AbsolutePath.Replace("%7B", "{", StringComparison.Ordinal).Replace("%7D", "}", StringComparison.Ordinal);

    [GeneratedRegex("""^import (?<what>\{.*\}|\* as \w+|\w+) from "(?<from>[^"]+)";$""")]
    private static partial Regex Import();

    [GeneratedRegex("""^export \{(?<what>[^}]*)\} from "(?<from>[^"]+)";$""")]
    private static partial Regex Passed();

    [GeneratedRegex(@"^export (async )?(function\*?|const|class) (?<name>\w+)")]
    private static partial Regex Export();

    [GeneratedRegex(@"(?<name>\w+) as (?<as>\w+)")]
    private static partial Regex Renamed();

    /// <summary>What is fetched when it is wanted stays a file of its own.</summary>
    [GeneratedRegex("""(?<before>\bimport\(["`])(?<from>\.[^"`]+)""")]
    private static partial Regex Later();
}

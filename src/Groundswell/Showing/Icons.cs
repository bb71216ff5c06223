using System.Collections.Frozen;
using System.Reflection;
using System.Xml.Linq;

namespace Groundswell.Showing;

/// <summary>The drawings of <c>wwwroot/icons.svg</c> by name, as they are placed in a page.</summary>
public static class Icons
{
    private static readonly FrozenDictionary<string, string> All = Read();

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>What is inside the drawing.</summary>
    /// <exception cref="ArgumentException">There is no drawing of this name.</exception>
    public static string Drawing(string name) =>
        All.TryGetValue(name, out var drawing) ? drawing : throw new ArgumentException($"There is no icon '{name}' in icons.svg.", nameof(name));

    private static FrozenDictionary<string, string> Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("icons.svg")!;
        return XDocument.Load(file).Root!.Elements().ToFrozenDictionary(
            symbol => symbol.Attribute("id")!.Value["i-".Length..],
            symbol => string.Concat(symbol.Elements().Select(part => Bare(part).ToString(SaveOptions.DisableFormatting))));
    }

    /// <summary>Without the namespace: HTML has none.</summary>
    private static XElement Bare(XElement part) => new(part.Name.LocalName, part.Attributes(), part.Elements().Select(Bare));
}

using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Groundswell.Serving;

namespace Groundswell.Showing;

/// <summary>Every text of every page in every language: each room has its own in files of its own, <c>Work.texts.de.json</c>.</summary>
public sealed class Texts
{
    /// <summary>The languages of the product, as BCP 47 tags. The first is the one that always has a text.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "de", "es", "pt", "zh"];

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _byLanguage;
    private readonly FrozenDictionary<string, RefusalTexts> _refusals;

    private Texts(FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage)
    {
        _byLanguage = byLanguage;
        _refusals = Languages.ToFrozenDictionary(language => language, RefusalTexts.Embedded, StringComparer.Ordinal);
    }

    /// <summary>The texts embedded in the program.</summary>
    /// <exception cref="InvalidOperationException">Two files of one language give one key a text.</exception>
    public static Texts Embedded() => new(Languages.ToFrozenDictionary(language => language, Read, StringComparer.Ordinal));

    /// <summary>All texts of one language by their keys.</summary>
    public IReadOnlyDictionary<string, string> In(string language) => _byLanguage[language];

    /// <summary>What is said in this language where something is refused.</summary>
    public RefusalTexts RefusalsIn(string language) => _refusals[language];

    /// <summary>The first of these languages that there is; null where there is none of them. <c>pt-BR</c> is read by who reads <c>pt</c>.</summary>
    public static string? FirstKnown(IEnumerable<string> tags) => tags
        .Select(tag => Languages.FirstOrDefault(language => string.Equals(language, tag.Split('-')[0], StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(language => language is not null);

    private static FrozenDictionary<string, string> Read(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith($".texts.{language}.json", StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(file)!)
            {
                if (!texts.TryAdd(key, text))
                    throw new InvalidOperationException($"{name} gives '{key}' a second text.");
            }
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

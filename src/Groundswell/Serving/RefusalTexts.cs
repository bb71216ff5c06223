using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Groundswell.Deciding;

namespace Groundswell.Serving;

/// <summary>What a person reads for a refusal: found by its code, with the refusal's own values in the braces.</summary>
/// <remarks>Each room has its texts in a file of its own, embedded in the program: <c>Work.refusals.en.json</c>.</remarks>
public sealed partial class RefusalTexts
{
    private readonly FrozenDictionary<string, string> _texts;

    private RefusalTexts(FrozenDictionary<string, string> texts) => _texts = texts;

    /// <summary>Every code that has a text.</summary>
    public IReadOnlyCollection<string> Codes => _texts.Keys;

    /// <summary>Reads the texts embedded in the program.</summary>
    /// <exception cref="InvalidOperationException">Two files give one code a text.</exception>
    public static RefusalTexts Embedded(string language)
    {
        var assembly = typeof(RefusalTexts).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith($".refusals.{language}.json", StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            foreach (var (code, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(file)!)
            {
                if (!texts.TryAdd(code, text))
                    throw new InvalidOperationException($"{name} gives '{code}' a second text.");
            }
        }

        return new RefusalTexts(texts.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The text, or the code where it has none: a test sees to it that each has.</summary>
    /// <param name="show">How the refusal's own values are told.</param>
    /// <param name="nameOf">The printed name of a person; without it persons are told by their codes.</param>
    public string Of(Refusal refusal, Func<object?, string>? show = null, Func<string, string?>? nameOf = null)
    {
        if (!_texts.TryGetValue(refusal.Code, out var text))
            return refusal.Code;
        return Brace().Replace(text, found =>
        {
            var (name, value) = (found.Groups[1].Value, ValueOf(refusal, found.Groups[1].Value));
            return nameOf is not null && RefusalPeople.IsCalled(name)
                ? string.Join(", ", RefusalPeople.Of(value).Select(person => nameOf(person) ?? person).DefaultIfEmpty((show ?? Plain)(null)))
                : (show ?? Plain)(value);
        });
    }

    /// <summary>Whether there is a text for this code.</summary>
    public bool Has(string code) => _texts.ContainsKey(code);

    /// <summary>The names in a text's braces.</summary>
    public static IEnumerable<string> NamesIn(string text) => Brace().Matches(text).Select(found => found.Groups[1].Value);

    public string this[string code] => _texts[code];

    private static object? ValueOf(Refusal refusal, string name) =>
        refusal.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)?.GetValue(refusal);

    private static string Plain(object? value) => value switch
    {
        null => "–",
        string text => text,
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Brace();
}

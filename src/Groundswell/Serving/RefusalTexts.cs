using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Groundswell.Deciding;

namespace Groundswell.Serving;

/// <summary>What a person reads for a refusal: found by its code, with the refusal's own values in the braces.</summary>
/// <remarks>Each room has its texts in a file of its own, embedded in the program: <c>Work.refusals.en.json</c>.</remarks>
public sealed partial class RefusalTexts
{
    private static readonly Lazy<RefusalTexts> EnglishTexts = new(() => Embedded("en"));

    private readonly FrozenDictionary<string, string> _texts;

    private RefusalTexts(FrozenDictionary<string, string> texts) => _texts = texts;

    /// <summary>The texts that are always there.</summary>
    public static RefusalTexts English => EnglishTexts.Value;

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
    /// <param name="nameOf">What a person or a thing is called, by the name of the value and the id in it; without it they are told by their ids.</param>
    public string Of(Refusal refusal, Func<object?, string>? show = null, Func<string, string, object?>? nameOf = null)
    {
        if (!_texts.TryGetValue(refusal.Code, out var text))
            return refusal.Code;
        show ??= Plain;
        return Brace().Replace(text, found =>
        {
            var (name, value) = (found.Groups[1].Value, ValueOf(refusal, found.Groups[1].Value));
            return nameOf is null || IsOfId(refusal.Code, name) || IdsIn(value) is not { } ids
                ? show(value)
                : string.Join(", ", ids.Select(id => show(nameOf(name, id) ?? id)).DefaultIfEmpty(show(null)));
        });
    }

    /// <summary>The text of a refusal that is known by its code and its facts, as they were sent or kept.</summary>
    public string Of(string code, JsonObject facts, Func<object?, string> show, Func<string, string, object?>? nameOf = null)
    {
        return _texts.TryGetValue(code, out var text) ? Brace().Replace(text, found => Told(found.Groups[1].Value)) : code;

        string Told(string name) => facts[JsonNamingPolicy.CamelCase.ConvertName(name)] switch
        {
            JsonObject told when told.ContainsKey("code") => show(told.Deserialize<Saying>(JsonSerializerOptions.Web)),
            JsonArray many => string.Join(", ", many.Select(one => Named(name, one?.ToString()))),
            var value => Named(name, value?.ToString()),
        };

        string Named(string name, string? value) => show(
            value is null || IsOfId(code, name) ? value : RefusalShapes.EnumIn(code, name, value) ?? nameOf?.Invoke(name, value) ?? value);
    }

    public string Of(Saying told) => Of(told, Plain);

    /// <param name="show">How its values are told.</param>
    public string Of(Saying told, Func<object?, string> show) => _texts.TryGetValue(told.Code, out var text)
        ? Brace().Replace(text, found => found.Groups[1].Value == "parts"
            ? string.Join(", ", (told.Parts ?? []).Select(part => Of(part, show)))
            : show(told.Values.GetValueOrDefault(found.Groups[1].Value)))
        : told.Code;

    /// <summary>Whether there is a text for this code.</summary>
    public bool Has(string code) => _texts.ContainsKey(code);

    /// <summary>The names in a text's braces.</summary>
    public static IEnumerable<string> NamesIn(string text) => Brace().Matches(text).Select(found => found.Groups[1].Value);

    public string this[string code] => _texts[code];

    /// <summary>Whether the id itself is what is wrong: it is taken.</summary>
    private static bool IsOfId(string code, string name) => code == $"{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}.already-there";

    /// <summary>The ids in a value that is one or several; null where it is something else.</summary>
    private static IEnumerable<string>? IdsIn(object? value) => value switch
    {
        string text => [text],
        IEnumerable<string> texts => texts,
        not null when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Id<>) => [value.ToString() ?? ""],
        _ => null,
    };

    private static object? ValueOf(Refusal refusal, string name) =>
        refusal.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)?.GetValue(refusal);

    private string Plain(object? value) => value switch
    {
        null => "–",
        string text => text,
        Saying told => Of(told, Plain),
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Brace();
}

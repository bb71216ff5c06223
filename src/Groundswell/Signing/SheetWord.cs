using System.Globalization;
using System.Text.RegularExpressions;
using Groundswell.Deciding;
using Groundswell.Showing;

namespace Groundswell.Signing;

/// <summary>
/// What a sheet says: words of the product, which every language has, or what people wrote and things are called, which stands as it is. The English words
/// are written where the sheet is made; those of the other languages are found by them (<c>sheet.last-day-of-use</c>).
/// </summary>
public sealed partial class SheetWord
{
    /// <summary>A long text is known by how it begins.</summary>
    private const int WordsInKey = 12;

    private readonly string _text;
    private readonly string? _key;
    private readonly (string Name, object? Value)[] _values;
    private readonly Saying? _told;

    private SheetWord(string text, string? key, (string Name, object? Value)[] values, Saying? told = null) =>
        (_text, _key, _values, _told) = (text, key, values, told);

    /// <summary>In English: what the content's hash is made of.</summary>
    public string English => Filled(_text, word => word.English);

    /// <summary>What has no translation: an id, a name, what somebody entered.</summary>
    public static SheetWord AsIs(string text) => new(text, null, []);

    /// <summary>Words with values in their braces. A value that is a word itself is told in the same language.</summary>
    public static SheetWord Of(string english, params (string Name, object? Value)[] values) => new(english, KeyOf(english), values);

    /// <summary>A value of an enumeration: its name in English, its word in the other languages.</summary>
    public static SheetWord Of(Enum value) => new(value.ToString(), Words.KeyOf(value), []);

    /// <summary>What is told of something that was not as asked, as it is recorded in English.</summary>
    public static SheetWord Of(Saying told, string recorded) => new(recorded, null, [], told);

    /// <summary>Several words, one after the other.</summary>
    public static SheetWord List(IEnumerable<SheetWord> words)
    {
        var all = words.ToList();
        return new SheetWord(string.Join(", ", all.Select((_, at) => $"{{w{at}}}")), null, [.. all.Select((word, at) => ($"w{at}", (object?)word))]);
    }

    /// <summary>Words that stand for themselves: <c>Last day of use</c>.</summary>
    public static implicit operator SheetWord(string english) => Of(english);

    /// <summary>Where the words of another language are found.</summary>
    public static string KeyOf(string english) =>
        $"sheet.{string.Join('-', NoLetters().Replace(english.ToLowerInvariant(), "-").Trim('-').Split('-').Take(WordsInKey))}";

    internal string In(string language, Texts texts) => _told is { } told
        ? texts.RefusalsIn(language).Of(told)
        : Filled(_key is not null && texts.In(language).TryGetValue(_key, out var text) ? text : _text, word => word.In(language, texts));

    public override string ToString() => English;

    private string Filled(string text, Func<SheetWord, string> said) => _values.Length == 0
        ? text
        : Words.Brace().Replace(text, found => Array.Find(_values, value => value.Name == found.Groups["name"].Value).Value switch
        {
            SheetWord word => said(word),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        });

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoLetters();
}

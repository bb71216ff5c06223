using System.Globalization;
using Groundswell.Deciding;

namespace Groundswell.Masters.Authoring;

/// <summary>What someone entered in the form of an element, field by field. What is blank is not there.</summary>
internal readonly record struct FormEntered(IFormCollection Form)
{
    /// <summary>Times are planned in minutes.</summary>
    private const long TicksPerMinute = TimeSpan.TicksPerMinute;

    public string? Text(string field) => Form[field].ToString().Trim() is { Length: > 0 } text ? text.ReplaceLineEndings("\n") : null;

    public bool Is(string field) => Form[field].Contains("true");

    /// <exception cref="BadHttpRequestException">It is no number: no browser sends that.</exception>
    public decimal? Number(string field) => Showing.Words.NumberIn(Form[field].ToString());

    public int? Whole(string field) => (int?)Number(field);

    public TimeSpan? Minutes(string field) => Number(field) is { } minutes ? TimeSpan.FromTicks((long)(minutes * TicksPerMinute)) : null;

    /// <summary>What was chosen of several; null where nothing was.</summary>
    public IReadOnlyList<string>? Chosen(string field)
    {
        string[] chosen = [.. Form[field].OfType<string>().Where(one => one.Length > 0)];
        return chosen.Length == 0 ? null : chosen;
    }

    public IReadOnlyList<TEnum>? Chosen<TEnum>(string field) where TEnum : struct, Enum =>
        Chosen(field) is { } names ? [.. names.Where(name => Enum.TryParse<TEnum>(name, out _)).Select(Enum.Parse<TEnum>)] : null;

    /// <summary>Codes with commas between them.</summary>
    public IReadOnlyList<string>? Codes(string field) =>
        Text(field)?.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } codes ? codes : null;

    public IReadOnlyList<Id<T>>? Ids<T>(string field) where T : IState<T> => Codes(field) is { } codes
        ? [.. codes.Where(code => Id<T>.TryParse(code, null, out _)).Select(code => new Id<T>(code))]
        : null;

    /// <summary>A text by language, <c>instruction.de</c>; languages that the form does not show stay as they were.</summary>
    public IReadOnlyDictionary<string, string>? Texts(string field, IReadOnlyDictionary<string, string>? before)
    {
        // In the order that they were in: the same texts are no change.
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, was) in before ?? new Dictionary<string, string>())
        {
            if ((Form.ContainsKey($"{field}.{language}") ? Text($"{field}.{language}") : was) is { } text)
                texts[language] = text;
        }

        foreach (var name in Form.Keys.Where(name => name.StartsWith($"{field}.", StringComparison.Ordinal)))
        {
            if (Text(name) is { } text)
                texts[name[(field.Length + 1)..]] = text;
        }

        return texts.Count == 0 ? null : texts;
    }

    /// <summary>Minutes as a field shows them.</summary>
    public static string? Shown(TimeSpan? time) => time is { } length ? Shown((decimal)length.Ticks / TicksPerMinute) : null;

    /// <summary>A number as a field shows it.</summary>
    public static string? Shown(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture);
}

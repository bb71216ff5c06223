using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Groundswell.Serving;

namespace Groundswell.Showing;

/// <summary>What a page says, in the language of who looks and by the clock of the site that is looked at.</summary>
/// <remarks>
/// A text has its values in braces by name: <c>{count} of {total}</c>. Where a number decides about the words:
/// <c>{count, plural, one {# job} other {# jobs}}</c>.
/// </remarks>
public sealed partial class Words(Texts texts, RefusalNames? names = null)
{
    /// <summary>Between the figures of a long number: narrow, and nothing is wrapped there.</summary>
    private const string BetweenThousands = "\u202f";

    /// <summary>Made once: to make one takes longer than to write a page.</summary>
    private static readonly FrozenDictionary<string, CultureInfo> Cultures = Texts.Languages.ToFrozenDictionary(language => language, MakeCulture, StringComparer.Ordinal);

    private IReadOnlyDictionary<string, string> _texts = texts.In(Texts.Languages[0]);

    /// <summary>One of <see cref="Texts.Languages"/>.</summary>
    public string Language { get; private set; } = Texts.Languages[0];

    public CultureInfo Culture { get; private set; } = Cultures[Texts.Languages[0]];

    /// <summary>The clock that times are told by: the site's, where a site is looked at.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Speaks another language from now on.</summary>
    public void Speak(string language)
    {
        _texts = texts.In(language);
        (Language, Culture) = (language, Cultures[language]);
    }

    /// <summary>A text without values.</summary>
    public string this[string key] => _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"There is no text '{key}'.");

    /// <summary>A text with its values.</summary>
    public string Say(string key, params (string Name, object? Value)[] values)
    {
        object? Find(string name) => Array.Find(values, value => value.Name == name).Value;
        var chosen = Plural().Replace(this[key], found =>
        {
            var count = Convert.ToDecimal(Find(found.Groups["name"].Value), CultureInfo.InvariantCulture);
            return found.Groups[count == 1 ? "one" : "other"].Value.Replace("#", Number(count), StringComparison.Ordinal);
        });
        return Brace().Replace(chosen, found => Show(Find(found.Groups["name"].Value)));
    }

    /// <summary>Why something was refused, and what to do.</summary>
    public string Of(Deciding.Refusal refusal)
    {
        var own = texts.RefusalsIn(Language);
        return (own.Has(refusal.Code) ? own : texts.RefusalsIn(Texts.Languages[0])).Of(refusal, Show, Called);
    }

    /// <summary>The same, of a refusal that was kept by its code and its facts, as JSON.</summary>
    public string Of(string code, string facts)
    {
        var own = texts.RefusalsIn(Language);
        return (own.Has(code) ? own : texts.RefusalsIn(Texts.Languages[0])).Of(code, System.Text.Json.Nodes.JsonNode.Parse(facts)!.AsObject(), Show, Called);
    }

    /// <summary>What a refusal tells of, as people call it: kinds of places by their word, and what the rooms have names for.</summary>
    private object? Called(string called, string id) =>
        called == "Kind" && _texts.TryGetValue($"place-kind.{id}", out var kind) ? kind : names?.Told(called, id);

    /// <summary>What is told inside of it, or of an exception.</summary>
    public string Of(Deciding.Saying told)
    {
        var own = texts.RefusalsIn(Language);
        return (own.Has(told.Code) ? own : texts.RefusalsIn(Texts.Languages[0])).Of(
            told, value => value is string text && text.Contains(' ', StringComparison.Ordinal) && Measured(text) is { } amount ? amount : Show(value));
    }

    /// <summary>The word for a value of an enumeration: <c>JobStatus.Held</c> is the text <c>job-status.held</c>.</summary>
    public string Of<TEnum>(TEnum value) where TEnum : struct, Enum => this[KeyOf(value)];

    internal static string KeyOf(Enum value) =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName(value.GetType().Name)}.{JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())}";

    public string Number(decimal number) => number.ToString("#,0.############", Culture);

    /// <summary>An amount with its unit.</summary>
    public string Amount(decimal number, string? unit) => WithUnit(Number(number), unit);

    /// <summary>A recorded amount, <c>20.0 Cel</c>, with as many decimals as it was recorded with and the unit as it is written; null where the text is none.</summary>
    public string? Measured(string literal)
    {
        var parts = literal.Split(' ', 2);
        return decimal.TryParse(parts[0], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? WithUnit(number.ToString(number.Scale == 0 ? "#,0" : "#,0." + new string('0', number.Scale), Culture), parts.Length > 1 ? parts[1] : null)
            : null;
    }

    /// <summary>People read °C; the record says Cel. Of pieces, whose unit is 1, nothing is said.</summary>
    public static string Unit(string? unit) => unit is { Length: > 0 } && Expressions.Unit.TryParse(unit, out var known) ? known.Symbol : unit ?? "";

    private static string WithUnit(string number, string? unit) => Unit(unit) is { Length: > 0 } symbol ? $"{number}\u00a0{symbol}" : number;

    /// <summary>23 Nov 2026</summary>
    public string Day(DateTimeOffset instant) => At(instant).ToString(Language == "zh" ? "yyyy年M月d日" : "d MMM yyyy", Culture);

    /// <summary>A date of the calendar: 23 Nov 2026</summary>
    public string Date(DateOnly date) => date.ToString(Language == "zh" ? "yyyy年M月d日" : "d MMM yyyy", Culture);

    /// <summary>The day it is by the site's clock.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    public string Weekday(DateTimeOffset instant) => At(instant).ToString("dddd", Culture);

    /// <summary>A share of one.</summary>
    public string Percent(decimal share) => $"{Number(Math.Round(100 * share))}\u00a0%";

    /// <summary>A reason or a kind of help by its code: its word, where the product has one; what the plant has made up is told as it is.</summary>
    public string Reason(string code) => _texts.TryGetValue($"reason.{code}", out var text) ? text : code;

    /// <summary>What a signature means, by its recorded word.</summary>
    public string Meaning(string meaning) => _texts.TryGetValue($"meaning.{meaning}", out var text) ? text : meaning;

    /// <summary>What happened, by its recorded name: its words, where the product has some.</summary>
    public string Recorded(string name) => _texts.TryGetValue($"recorded.{name}", out var text) ? text : name;

    /// <summary>What a field of an act is called, <c>quantity</c>; its own name where there is no word for it.</summary>
    public string Field(string name) => _texts.TryGetValue($"sheet.{name}", out var text) ? text : name;

    /// <summary>14:05, by 24 hours in every language.</summary>
    public string Time(DateTimeOffset instant) => At(instant).ToString("HH':'mm", Culture);

    /// <summary>23 Nov 2026, 14:05</summary>
    public string Moment(DateTimeOffset instant) => $"{Day(instant)}, {Time(instant)}";

    /// <summary>To the second, as a record tells it.</summary>
    public string Exact(DateTimeOffset instant) => $"{Day(instant)}, {At(instant).ToString("HH':'mm':'ss", Culture)}";

    /// <summary>How long: 17 min, 3 h 20 min, 5 d.</summary>
    public string Long(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => Say("time.minutes", ("minutes", 0)),
        { TotalHours: < 1 } => Say("time.minutes", ("minutes", (int)time.TotalMinutes)),
        { TotalDays: < 1 } => Say("time.hours", ("hours", (int)time.TotalHours), ("minutes", time.Minutes)),
        _ => Say("time.days", ("days", (int)time.TotalDays)),
    };

    /// <summary>What someone entered as a time of the site's wall clock, as an instant; null where nothing was entered.</summary>
    /// <exception cref="BadHttpRequestException">It is no time: no browser sends that.</exception>
    public DateTimeOffset? Instant(string? entered)
    {
        if (string.IsNullOrWhiteSpace(entered))
            return null;
        if (!DateTime.TryParse(entered, CultureInfo.InvariantCulture, out var wall))
            throw new BadHttpRequestException($"'{entered}' is no time.");
        return new DateTimeOffset(wall, Zone.GetUtcOffset(wall)).ToUniversalTime();
    }

    /// <summary>A number someone may have entered; null where nothing was.</summary>
    /// <exception cref="BadHttpRequestException">It is no number: no browser sends that.</exception>
    public static decimal? NumberIn(string? entered) => string.IsNullOrWhiteSpace(entered) ? null
        : decimal.TryParse(entered, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BadHttpRequestException($"'{entered}' is no number.");

    /// <summary>An instant as a field of a form takes it: <c>2026-11-23T14:05</c>.</summary>
    public string? Entered(DateTimeOffset? instant) => instant is { } at ? At(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : null;

    private DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    private string Show(object? value) => value switch
    {
        null => "–",
        string text => text,
        Deciding.Saying told => Of(told),
        Masters.Contents.ContentFault fault => $"{fault.At}: {Say($"fault.{fault.Code}", [.. fault.Facts.Select((fact, at) => (at.ToString(CultureInfo.InvariantCulture), (object?)fact))])}",
        Enum one => _texts.TryGetValue(KeyOf(one), out var word) ? word : one.ToString(),
        DateTimeOffset instant => Moment(instant),
        TimeSpan time => Long(time),
        int or long or decimal => Number(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object>().Select(Show)),
        IFormattable formattable => formattable.ToString(null, Culture),
        _ => value.ToString() ?? "",
    };

    private static CultureInfo MakeCulture(string language)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(language switch { "en" => "en-GB", "pt" => "pt-PT", var other => other }).Clone();
        culture.NumberFormat.NumberGroupSeparator = BetweenThousands;
        return CultureInfo.ReadOnly(culture);
    }

    [GeneratedRegex(@"\{(?<name>\w+), plural, one \{(?<one>[^}]*)\} other \{(?<other>[^}]*)\}\}")]
    internal static partial Regex Plural();

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    internal static partial Regex Brace();
}

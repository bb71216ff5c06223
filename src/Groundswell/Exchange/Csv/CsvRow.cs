using System.Globalization;
using Groundswell.Deciding;

namespace Groundswell.Exchange.Csv;

/// <param name="Required">Without it the file can't be read.</param>
/// <param name="Example">As it would stand in a cell.</param>
public sealed record CsvColumn(string Name, bool Required, string Example);

/// <summary>Reads the cells of one row, and notes each that can't be read.</summary>
public sealed class CsvRow(CsvRecord record, IReadOnlyDictionary<string, int> header, TimeZoneInfo zone, ICollection<CsvFault> faults)
{
    /// <summary>Between the things of a cell that holds several.</summary>
    public const char Between = '|';

    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss"];

    private static readonly string[] InstantFormats = [.. TimeFormats.Select(format => format + "K"), .. TimeFormats.Select(format => format + "zzz")];

    private int _faults;

    public int Line => record.Line;

    /// <summary>Whether every cell asked for so far could be read.</summary>
    public bool IsFine => _faults == 0;

    /// <summary>Whether the file says anything about it; what it says nothing about stays as it is.</summary>
    public bool Has(string column) => header.ContainsKey(column);

    public void Fault(string? column, Refusal refusal)
    {
        _faults++;
        faults.Add(new CsvFault(Line, column, refusal));
    }

    /// <summary>What stands there; null where nothing does.</summary>
    public string? Text(string column) => header.TryGetValue(column, out var at) && record.Cells[at] is { Length: > 0 } cell ? cell : null;

    public string Needed(string column)
    {
        if (Text(column) is { } text)
            return text;
        Fault(column, new CsvCellEmpty(column));
        return "";
    }

    public Id<T> IdOf<T>(string column) where T : IState<T> =>
        Needed(column) is { Length: > 0 } text ? Checked<T>(column, text) : new Id<T>("");

    public Id<T>? IdOrNone<T>(string column) where T : IState<T> => Text(column) is { } text ? Checked<T>(column, text) : null;

    /// <summary>One of an enumeration's names, as they stand in files: <c>line-lead</c>.</summary>
    public T Word<T>(string column) where T : struct, Enum => Needed(column) is { Length: > 0 } text ? WordOf<T>(column, text) : default;

    public IReadOnlyList<T> Words<T>(string column) where T : struct, Enum =>
        [.. Many(column).Select(text => WordOf<T>(column, text)).Distinct()];

    /// <summary>Several texts in one cell.</summary>
    public IReadOnlyList<string> Many(string column) =>
        (Text(column) ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool YesOrNo(string column)
    {
        switch (Text(column)?.ToLowerInvariant())
        {
            case "yes":
                return true;
            case null or "no":
                return false;
            case var other:
                Fault(column, new CsvWordUnknown(other, ["yes", "no"]));
                return false;
        }
    }

    public decimal Number(string column) => Needed(column) is { Length: > 0 } text ? NumberOf(column, text) ?? 0 : 0;

    public int? WholeOrNone(string column)
    {
        if (Text(column) is not { } text || NumberOf(column, text) is not { } number)
            return null;
        if (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue)
            return (int)number;
        Fault(column, new CsvNumberUnfit(text));
        return null;
    }

    public DateOnly? DateOrNone(string column)
    {
        if (Text(column) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Fault(column, new CsvDateUnfit(text));
        return null;
    }

    /// <summary>By the site's clock, where the cell names no other.</summary>
    public DateTimeOffset? TimeOrNone(string column)
    {
        if (Text(column) is not { } text)
            return null;
        if (DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) && !zone.IsInvalidTime(wall))
            return new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
        if (DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant.ToUniversalTime();
        Fault(column, new CsvTimeUnfit(text));
        return null;
    }

    /// <summary>An enumeration's value as it stands in files.</summary>
    public static string WordFor<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private Id<T> Checked<T>(string column, string text) where T : IState<T>
    {
        if (Id<T>.TryParse(text, null, out var id))
            return id;
        Fault(column, new CsvIdUnfit(text));
        return new Id<T>("");
    }

    private T WordOf<T>(string column, string text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(WordFor(value), text, StringComparison.OrdinalIgnoreCase) || string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        Fault(column, new CsvWordUnknown(text, [.. Enum.GetValues<T>().Select(WordFor)]));
        return default;
    }

    private decimal? NumberOf(string column, string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        Fault(column, text.Contains(',', StringComparison.Ordinal) ? new CsvDecimalComma(text) : new CsvNumberUnfit(text));
        return null;
    }
}

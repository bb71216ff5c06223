using System.Globalization;
using System.Text.RegularExpressions;

namespace Groundswell.Expressions;

/// <summary>Dates as days and times as seconds since 1970-01-01T00:00:00Z, in the proleptic Gregorian calendar, without leap seconds.</summary>
internal static partial class Calendar
{
    public static Number FirstDay { get; } = NumberOf(DateOnly.MinValue);

    public static Number LastDay { get; } = NumberOf(DateOnly.MaxValue);

    public static Number FirstTime { get; } = NumberOf(DateTimeOffset.MinValue);

    public static Number LastTime { get; } = NumberOf(DateTimeOffset.MaxValue);

    private static DateOnly Epoch => DateOnly.FromDateTime(DateTime.UnixEpoch);

    [GeneratedRegex("^@([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,6})?)?)(Z|[+-][0-9]{2}:[0-9]{2}))?")]
    private static partial Regex Literal();

    public static Number NumberOf(DateOnly date) => date.DayNumber - Epoch.DayNumber;

    public static Number NumberOf(DateTimeOffset time) =>
        Number.OfMicroseconds((time.UtcTicks / TimeSpan.TicksPerMicrosecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond));

    public static DateOnly DateOf(Number days) => Epoch.AddDays((int)days.WholeAt(0));

    public static DateTimeOffset TimeOf(Number seconds) => DateTimeOffset.UnixEpoch.AddTicks((long)seconds.WholeAt(-6) * TimeSpan.TicksPerMicrosecond);

    public static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Write(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture);

    /// <summary>A result that is meant to be of that form: a date is a whole day, a time a whole microsecond, both within the years 1 to 9999.</summary>
    public static Value Settle(ValueForm form, Number result)
    {
        if (form == ValueForm.Date && !result.IsWhole)
            return Value.Error(ErrorCode.NotWholeDays);

        if (form == ValueForm.Time)
            result = result.Round(6, Rounding.HalfEven);
        var (first, last) = form == ValueForm.Date ? (FirstDay, LastDay) : (FirstTime, LastTime);
        var fits = form == ValueForm.Number || (result >= first && result <= last);
        return fits ? Value.OfRaw(form, result) : Value.Error(ErrorCode.OutOfRange);
    }

    /// <summary>The date or time that a text begins with, behind its @, and how long it is; null when there is none.</summary>
    public static (Value Value, int Length)? Read(string text, int at)
    {
        var found = Literal().Match(text[at..Math.Min(text.Length, at + 40)]);
        if (!found.Success || !DateOnly.TryParseExact(found.Groups[1].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return null;

        if (!found.Groups[2].Success)
            return (Value.Of(date), found.Length);

        var day = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        string[] formats = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFF"];
        if (!TimeOnly.TryParseExact(found.Groups[2].ValueSpan, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || !TryReadOffset(found.Groups[3].Value, out var offset))
            return null;

        var ticks = day.Ticks + time.Ticks - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return null;
        return (Value.Of(new DateTimeOffset(ticks, TimeSpan.Zero)), found.Length);
    }

    private static bool TryReadOffset(string text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text == "Z")
            return true;

        var hours = int.Parse(text.AsSpan(1, 2), CultureInfo.InvariantCulture);
        var minutes = int.Parse(text.AsSpan(4, 2), CultureInfo.InvariantCulture);
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return minutes < 60 && offset.Duration() <= TimeSpan.FromHours(14);
    }
}

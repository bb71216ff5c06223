using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>A shift of the week, in the site's wall time. One that ends before it starts runs over midnight and belongs to the day it starts on.</summary>
/// <param name="Days">The days it starts on.</param>
public sealed record Shift(string Code, string Name, TimeOnly Start, TimeOnly End, IReadOnlyList<Weekday> Days);

[JsonConverter(typeof(JsonStringEnumConverter<Weekday>))]
public enum Weekday
{
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

/// <summary>A date that is not like its weekday: a holiday, an extra shift.</summary>
/// <param name="Shifts">The codes of the shifts that start on it; none on a holiday.</param>
public sealed record SpecialDay(DateOnly Date, IReadOnlyList<string> Shifts, string Reason);

/// <summary>When people work at a site. It gives every entry its shift.</summary>
public sealed record ShiftCalendar(
    Id<ShiftCalendar> Id, IReadOnlyList<Shift> Shifts, IReadOnlyDictionary<DateOnly, SpecialDay> SpecialDays) : IState<ShiftCalendar>
{
    /// <summary>The calendar that gives entries their shift.</summary>
    public static Id<ShiftCalendar> OfSite { get; } = new("site");

    public static string Kind => "shift-calendar";

    public static ShiftCalendar Unknown { get; } = new(default, [], new Dictionary<DateOnly, SpecialDay>());

    public ShiftCalendar Evolve(Happened happened) => happened.Event switch
    {
        ShiftCalendarDefined e => new ShiftCalendar(e.Calendar, e.Shifts, e.SpecialDays.ToDictionary(day => day.Date)),
        _ => this,
    };

    /// <summary>The shift that runs at an instant, as its date and code: <c>2026-03-01 N</c>. Null where none runs.</summary>
    /// <remarks>Wall time decides: on the night the clocks go back, the hour that comes twice is the same shift both times.</remarks>
    public string? At(DateTimeOffset instant, TimeZoneInfo zone) =>
        Running(instant, zone) is var (date, shift) ? FormattableString.Invariant($"{date:yyyy-MM-dd} {shift.Code}") : null;

    /// <summary>The date of the shift that runs at an instant; the wall clock's date where none runs.</summary>
    public DateOnly DateAt(DateTimeOffset instant, TimeZoneInfo zone) =>
        Running(instant, zone)?.Date ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The code of the shift that runs at an instant; null where none runs.</summary>
    public string? CodeAt(DateTimeOffset instant, TimeZoneInfo zone) => Running(instant, zone)?.Shift.Code;

    /// <summary>The shift that runs at an instant, from when until when; null where none runs.</summary>
    public ShiftNow? RunningAt(DateTimeOffset instant, TimeZoneInfo zone) => Running(instant, zone) is var (date, shift)
        ? new ShiftNow(shift.Name, InZone(date, shift.Start, zone), InZone(shift.End <= shift.Start ? date.AddDays(1) : date, shift.End, zone))
        : null;

    private static DateTimeOffset InZone(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var wall = date.ToDateTime(time);
        // The hour that the clocks leave out: the shift begins when they have gone on.
        return zone.IsInvalidTime(wall) ? InZone(date, time.AddHours(1), zone) : new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
    }

    private (DateOnly Date, Shift Shift)? Running(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var (date, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        return Running(date, time, startedYesterday: false) ?? Running(date.AddDays(-1), time, startedYesterday: true);
    }

    private (DateOnly Date, Shift Shift)? Running(DateOnly date, TimeOnly time, bool startedYesterday)
    {
        foreach (var shift in Shifts)
        {
            if (!StartsOn(shift, date))
                continue;
            var overMidnight = shift.End <= shift.Start;
            var runs = startedYesterday
                ? overMidnight && time < shift.End
                : time >= shift.Start && (overMidnight || time < shift.End);
            if (runs)
                return (date, shift);
        }

        return null;
    }

    private bool StartsOn(Shift shift, DateOnly date) => SpecialDays.TryGetValue(date, out var special)
        ? special.Shifts.Contains(shift.Code)
        : shift.Days.Contains((Weekday)date.DayOfWeek);
}

/// <summary>The shift that runs.</summary>
public sealed record ShiftNow(string Name, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>How much of it is over, from 0 to 1.</summary>
    public decimal Gone(DateTimeOffset now) => Math.Clamp((decimal)((now - From) / (Until - From)), 0, 1);
}

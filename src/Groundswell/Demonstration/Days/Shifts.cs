using Groundswell.Demonstration.Cast;
using Groundswell.Plant;

namespace Groundswell.Demonstration.Days;

/// <summary>One shift of one day.</summary>
internal sealed record ShiftOfDay(DateOnly Date, string Code, DateTimeOffset Start, DateTimeOffset End);

/// <summary>When whom of a plant is at work: three crews take turns week by week, each person has two days off in seven, and some work by day.</summary>
internal sealed class Shifts(TimeZoneInfo zone)
{
    private static readonly IReadOnlyList<Weekday> EveryDay = Enum.GetValues<Weekday>();

    public static IReadOnlyList<Shift> OfWeek { get; } =
    [
        new("E", "Early", new(6, 0), new(14, 0), EveryDay),
        new("L", "Late", new(14, 0), new(22, 0), EveryDay),
        new("N", "Night", new(22, 0), new(6, 0), EveryDay),
    ];

    /// <summary>The person's first shift that starts after an instant.</summary>
    public ShiftOfDay Next(CastPerson person, DateTimeOffset after)
    {
        for (var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime).AddDays(-1); ; date = date.AddDays(1))
        {
            if (Of(person, date) is { } shift && shift.Start > after)
                return shift;
        }
    }

    /// <summary>The shift that the person is at, at an instant; null where they are off.</summary>
    public ShiftOfDay? At(CastPerson person, DateTimeOffset at)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        foreach (var date in new[] { today.AddDays(-1), today })
        {
            if (Of(person, date) is { } shift && shift.Start <= at && at < shift.End)
                return shift;
        }

        return null;
    }

    private ShiftOfDay? Of(CastPerson person, DateOnly date)
    {
        if (person.Crew is not { } crew)
            return date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? null : Made(date, 0);
        if ((date.DayNumber + person.Number) % 7 < 2)
            return null;
        return Made(date, (crew[0] - 'A' + date.DayNumber / 7) % 3);
    }

    private ShiftOfDay Made(DateOnly date, int index)
    {
        var shift = OfWeek[index];
        var start = Instant(date.ToDateTime(shift.Start));
        return new ShiftOfDay(date, shift.Code, start, start + TimeSpan.FromHours(8));
    }

    private DateTimeOffset Instant(DateTime local)
    {
        // 06:00, 14:00 and 22:00 are skipped by no clock.
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

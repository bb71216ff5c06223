using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Say when people work: the whole calendar as it is from now on. What was recorded keeps the shift it had.</summary>
public sealed record DefineShiftCalendar(
    Id<ShiftCalendar> Calendar, IReadOnlyList<Shift> Shifts, IReadOnlyList<SpecialDay>? SpecialDays = null) : SiteCommand
{
    public static Decision Decide(DefineShiftCalendar define, ShiftCalendar before)
    {
        var specialDays = define.SpecialDays ?? [];
        if (define.Shifts.Count == 0 || define.Shifts.Any(shift => shift is null) || specialDays.Any(day => day is null))
            return new CalendarEmpty();
        if (define.Shifts.GroupBy(shift => shift.Code).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new ShiftTwice(twice.Key);
        if (specialDays.GroupBy(day => day.Date).FirstOrDefault(same => same.Count() > 1) is { } sameDate)
            return new SpecialDayTwice(sameDate.Key);
        if (specialDays.SelectMany(day => day.Shifts).FirstOrDefault(code => define.Shifts.All(shift => shift.Code != code)) is { } unknown)
            return new ShiftUnknown(unknown);
        if (Overlap(define.Shifts) is var (one, other))
            return new ShiftsOverlap(one, other);

        return new ShiftCalendarDefined(define.Calendar, define.Shifts, specialDays);
    }

    /// <summary>Two shifts that run at one time of one week; an entry has one shift.</summary>
    private static (string One, string Other)? Overlap(IReadOnlyList<Shift> shifts)
    {
        const int day = 24 * 60;
        const int week = 7 * day;
        var runs = (
            from shift in shifts
            from start in shift.Days
            let begins = (int)start * day + Minute(shift.Start)
            let length = shift.End > shift.Start ? Minute(shift.End) - Minute(shift.Start) : Minute(shift.End) + day - Minute(shift.Start)
            orderby begins
            select (shift.Code, From: begins, To: begins + length)).ToList();
        for (var i = 0; i < runs.Count; i++)
        {
            var next = i + 1 < runs.Count ? runs[i + 1] : runs[0] with { From = runs[0].From + week };
            if (runs.Count > 1 && runs[i].To > next.From)
                return (runs[i].Code, next.Code);
        }

        return null;

        static int Minute(TimeOnly time) => time.Hour * 60 + time.Minute;
    }
}

/// <summary>A calendar without a shift gives nobody a time to work.</summary>
public sealed record CalendarEmpty() : Refusal("shift-calendar.empty")
{
    public override string Field => "shifts";
}

/// <summary>Two shifts have one code.</summary>
public sealed record ShiftTwice(string Shift) : Refusal("shift-calendar.shift-twice")
{
    public override string Field => "shifts";
}

/// <summary>One date is given twice.</summary>
public sealed record SpecialDayTwice(DateOnly Date) : Refusal("shift-calendar.special-day-twice")
{
    public override string Field => "specialDays";
}

/// <summary>A special day names a shift that the calendar does not have.</summary>
public sealed record ShiftUnknown(string Shift) : Refusal("shift-calendar.shift-unknown")
{
    public override string Field => "specialDays";
}

/// <summary>Two shifts run at one time.</summary>
public sealed record ShiftsOverlap(string One, string Other) : Refusal("shift-calendar.shifts-overlap")
{
    public override string Field => "shifts";
}

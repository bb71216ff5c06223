using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.People.Attendances;

/// <summary>I am here for this shift.</summary>
/// <param name="Date">The day the shift starts on.</param>
/// <param name="Shift">Its code. Said and not looked up: people come before their shift begins.</param>
public sealed record Arrive(DateOnly Date, string Shift) : SiteCommand
{
    public static Decision Decide(Arrive arrive, Attendance attendance, Person person, ShiftCalendar calendar, Circumstances circumstances) =>
        Presence.Begin(new Id<Person>(circumstances.Person), arrive.Date, arrive.Shift, attendance, person, calendar);
}

/// <summary>I leave for this shift, for good or for a while.</summary>
public sealed record Depart(DateOnly Date, string Shift) : SiteCommand
{
    public static Decision Decide(Depart depart, Attendance attendance, Circumstances circumstances) =>
        Presence.End(new Id<Person>(circumstances.Person), depart.Date, depart.Shift, attendance, circumstances.At);
}

/// <summary>Record that someone came for a shift: by a lead, a time clock, an import.</summary>
public sealed record RecordArrival(Id<Person> Person, DateOnly Date, string Shift) : SiteCommand
{
    public static Decision Decide(RecordArrival record, Attendance attendance, Person person, ShiftCalendar calendar) =>
        Presence.Begin(record.Person, record.Date, record.Shift, attendance, person, calendar);
}

/// <summary>Record that someone left.</summary>
public sealed record RecordDeparture(Id<Person> Person, DateOnly Date, string Shift) : SiteCommand
{
    public static Decision Decide(RecordDeparture record, Attendance attendance, Circumstances circumstances) =>
        Presence.End(record.Person, record.Date, record.Shift, attendance, circumstances.At);
}

internal static class Presence
{
    public static Decision Begin(Id<Person> id, DateOnly date, string shift, Attendance attendance, Person person, ShiftCalendar calendar)
    {
        if (person.Status != PersonStatus.Here)
            return new PersonNotHere(id);
        if (Text.OrNull(shift) is null)
            return new ShiftMissing();
        if (!Attendance.IsFit(id, date, shift))
            return new ShiftUnfit(shift, Attendance.LongestShift);
        if (calendar.Shifts.Count > 0 && !calendar.Shifts.Any(known => known.Code == shift))
            return new ShiftNotInCalendar(shift);
        if (attendance.IsPresent)
            return new AlreadyPresent(id);

        return new Arrived(Attendance.Of(id, date, shift), id, date, shift);
    }

    public static Decision End(Id<Person> id, DateOnly date, string shift, Attendance attendance, DateTimeOffset at)
    {
        if (!attendance.IsPresent)
            return new NotPresent(id);
        if (at < attendance.Stays[^1].ArrivedAt)
            return new StayBackwards();

        return new Departed(Attendance.Of(id, date, shift), id);
    }
}

/// <summary>The person is there for this shift already.</summary>
public sealed record AlreadyPresent(Id<Person> Person) : Refusal("attendance.already-present");

/// <summary>The person has not come for this shift, or has gone.</summary>
public sealed record NotPresent(Id<Person> Person) : Refusal("attendance.not-present");

/// <summary>An attendance is for a shift.</summary>
public sealed record ShiftMissing() : Refusal("attendance.shift-missing")
{
    public override string Field => "shift";
}

/// <summary>The shift's code is too long to be recorded with this person, or has characters that can't be.</summary>
public sealed record ShiftUnfit(string Shift, int Longest) : Refusal("attendance.shift-unfit")
{
    public override string Field => "shift";
}

/// <summary>The site's calendar has no such shift.</summary>
public sealed record ShiftNotInCalendar(string Shift) : Refusal("attendance.shift-not-in-calendar")
{
    public override string Field => "shift";
}

/// <summary>Nobody leaves before they come.</summary>
public sealed record StayBackwards() : Refusal("attendance.stay-backwards")
{
    public override string Field => "departedAt";
}

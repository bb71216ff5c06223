using Groundswell.Deciding;
using Groundswell.People.Attendances;
using Groundswell.People.Persons;
using Groundswell.Plant;
using static Groundswell.Tests.Story;
using ReasonMissing = Groundswell.People.ReasonMissing;

namespace Groundswell.Tests.People;

public sealed class AttendanceTests
{
    private static readonly Id<Person> Ana = new("P-17");
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly Id<Attendance> Early = Attendance.Of(Ana, Monday, "E");
    private static readonly Person Here = StateAfter<Person>(new PersonRegistered(Ana, [Function.Operations]));
    private static readonly Arrived Came = new(Early, Ana, Monday, "E");
    private static readonly Departed Went = new(Early, Ana);
    private static readonly ShiftCalendar Calendar = StateAfter<ShiftCalendar>(new ShiftCalendarDefined(
        ShiftCalendar.OfSite, [new Shift("E", "Early", new(6, 0), new(14, 0), [Weekday.Monday])], []));

    [Fact]
    public void An_attendance_is_of_one_person_and_one_shift() => Assert.Equal("attendance-P-17 2026-03-02 E", Early.Stream);

    [Fact]
    public void Whoever_comes_is_there_and_comes_once()
    {
        Given<Attendance>().When(none => Arrive.Decide(new(Monday, "E"), none, Here, Calendar, Someone)).Happens(Came);
        Given<Attendance>(Came).When(there => Arrive.Decide(new(Monday, "E"), there, Here, Calendar, Someone)).Refused(new AlreadyPresent(Ana));
        Given<Attendance>(Came, Went).When(gone => Arrive.Decide(new(Monday, "E"), gone, Here, Calendar, Someone)).Happens(Came);
    }

    [Fact]
    public void A_lead_records_it_for_another_and_only_for_shifts_there_are()
    {
        Given<Attendance>().When(none => RecordArrival.Decide(new(Ana, Monday, "E"), none, Here, Calendar)).Happens(Came);
        Given<Attendance>().When(none => RecordArrival.Decide(new(Ana, Monday, "E"), none, Here, ShiftCalendar.Unknown)).Happens(Came);
        Given<Attendance>().When(none => RecordArrival.Decide(new(Ana, Monday, "X"), none, Here, Calendar)).Refused(new ShiftNotInCalendar("X"));
        Given<Attendance>().When(none => RecordArrival.Decide(new(Ana, Monday, " "), none, Here, Calendar)).Refused(new ShiftMissing());
        Given<Attendance>().When(none => RecordArrival.Decide(new(Ana, Monday, "E"), none, Person.Unknown, Calendar)).Refused(new PersonNotHere(Ana));
    }

    [Fact]
    public void A_shift_has_to_fit_into_the_attendances_id()
    {
        foreach (var unfit in new[] { new string('E', 21), "E ", "E\nL" })
            Given<Attendance>().When(none => Arrive.Decide(new(Monday, unfit), none, Here, ShiftCalendar.Unknown, Someone)).Refused(new ShiftUnfit(unfit, 20));
        var wordy = new Id<Person>(new string('P', 110));
        Given<Attendance>().When(none => RecordArrival.Decide(new(wordy, Monday, "E"), none, Here, ShiftCalendar.Unknown)).Refused(new ShiftUnfit("E", 20));
        var longest = new string('E', 20);
        Given<Attendance>().When(none => Arrive.Decide(new(Monday, longest), none, Here, ShiftCalendar.Unknown, Someone))
            .Happens(new Arrived(Attendance.Of(Ana, Monday, longest), Ana, Monday, longest));
    }

    [Fact]
    public void Whoever_is_there_goes_and_nobody_else()
    {
        Given<Attendance>(Came).When(there => Depart.Decide(new(Monday, "E"), there, Someone)).Happens(Went);
        Given<Attendance>().When(none => Depart.Decide(new(Monday, "E"), none, Someone)).Refused(new NotPresent(Ana));
        Given<Attendance>(Came, Went).When(gone => RecordDeparture.Decide(new(Ana, Monday, "E"), gone, Someone)).Refused(new NotPresent(Ana));
        Given<Attendance>(Came).When(there => RecordDeparture.Decide(new(Ana, Monday, "E"), there, Someone with { At = Begin.AddMinutes(-1) }))
            .Refused(new StayBackwards());
    }

    [Fact]
    public void A_correction_names_the_arrival_it_corrects_and_says_why()
    {
        var correct = new CorrectAttendance(Ana, Monday, "E", 2, "Forgot to badge", Begin, Begin.AddMinutes(30));

        var decision = CorrectAttendance.Decide(correct, StateAfter<Attendance>(Came, Went, Came, Went), Someone);

        When(decision).Happens(new AttendanceCorrected(Early, Ana, 2, "Forgot to badge", Begin, Begin.AddMinutes(30)));
        Assert.Equal(3, Assert.Single(decision.Events).Corrects);
    }

    [Fact]
    public void What_cannot_have_been_is_no_correction()
    {
        var there = StateAfter<Attendance>(Came, Went, Came);
        var correct = new CorrectAttendance(Ana, Monday, "E", 1, "Forgot to badge", Begin, Begin.AddMinutes(30));

        When(CorrectAttendance.Decide(correct with { Stay = 3 }, there, Someone)).Refused(new StayUnknown(3));
        When(CorrectAttendance.Decide(correct with { Stay = 0 }, there, Someone)).Refused(new StayUnknown(0));
        When(CorrectAttendance.Decide(correct with { Reason = "" }, there, Someone)).Refused(new ReasonMissing());
        When(CorrectAttendance.Decide(correct with { DepartedAt = Begin.AddMinutes(-1) }, there, Someone)).Refused(new StayBackwards());
        When(CorrectAttendance.Decide(correct with { ArrivedAt = null }, there, Someone)).Refused(new StayBackwards());
        When(CorrectAttendance.Decide(correct with { DepartedAt = null }, there, Someone)).Refused(new StayBackwards());
        When(CorrectAttendance.Decide(correct with { DepartedAt = Someone.Now.AddHours(1) }, there, Someone)).Refused(new StayInFuture());
    }

    [Fact]
    public void Who_is_there_follows_the_correction()
    {
        Assert.True(StateAfter<Attendance>(Came).IsPresent);
        Assert.False(StateAfter<Attendance>(Came, Went).IsPresent);
        Assert.False(StateAfter<Attendance>(Came, new AttendanceCorrected(Early, Ana, 1, "Was ill")).IsPresent);
        Assert.True(StateAfter<Attendance>(Came, Went, new AttendanceCorrected(Early, Ana, 1, "Still here", Begin)).IsPresent);
    }
}

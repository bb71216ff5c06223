using Groundswell.Deciding;
using Groundswell.Plant;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Plant;

public sealed class ShiftCalendarTests
{
    private static readonly IReadOnlyList<Weekday> Workdays =
        [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday];

    private static readonly Shift Early = new("E", "Early", new TimeOnly(6, 0), new TimeOnly(14, 0), Workdays);
    private static readonly Shift Late = new("L", "Late", new TimeOnly(14, 0), new TimeOnly(22, 0), Workdays);
    private static readonly Shift Night = new("N", "Night", new TimeOnly(22, 0), new TimeOnly(6, 0), Workdays);
    private static readonly SpecialDay Holiday = new(new DateOnly(2026, 5, 1), [], "Labor Day");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly ShiftCalendar Calendar =
        StateAfter<ShiftCalendar>(new ShiftCalendarDefined(ShiftCalendar.OfSite, [Early, Late, Night], [Holiday]));

    [Theory]
    [InlineData("2026-03-02T05:00:00Z", "2026-03-02 E")] // 06:00 in Berlin: a shift begins with its first minute
    [InlineData("2026-03-02T12:59:59Z", "2026-03-02 E")]
    [InlineData("2026-03-02T13:00:00Z", "2026-03-02 L")]
    [InlineData("2026-03-03T01:00:00Z", "2026-03-02 N")] // two in the morning belongs to the night that began the day before
    [InlineData("2026-03-07T01:00:00Z", "2026-03-06 N")] // Friday's night runs into Saturday
    [InlineData("2026-03-07T10:00:00Z", null)]
    [InlineData("2026-03-02T02:00:00Z", null)] // Sunday night is not worked
    [InlineData("2026-04-30T22:30:00Z", "2026-04-30 N")] // the night before the holiday runs into it
    [InlineData("2026-05-01T08:00:00Z", null)]
    [InlineData("2026-10-25T00:30:00Z", null)]
    public void An_instant_belongs_to_the_shift_that_runs_on_the_wall_clock(string instant, string? shift) =>
        Assert.Equal(shift, Calendar.At(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Berlin));

    [Theory]
    [InlineData("2026-03-02T09:00:00Z", "Early", "2026-03-02T05:00:00Z", "2026-03-02T13:00:00Z")]
    [InlineData("2026-03-03T01:00:00Z", "Night", "2026-03-02T21:00:00Z", "2026-03-03T05:00:00Z")]
    [InlineData("2026-03-07T10:00:00Z", null, null, null)]
    public void The_running_shift_has_a_beginning_and_an_end(string instant, string? name, string? from, string? until)
    {
        var running = Calendar.RunningAt(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Berlin);

        Assert.Equal(name, running?.Name);
        Assert.Equal(from, running?.From.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(until, running?.Until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Both_hours_of_the_night_the_clocks_go_back_are_one_shift()
    {
        var saturdays = StateAfter<ShiftCalendar>(new ShiftCalendarDefined(
            ShiftCalendar.OfSite, [Night with { Days = [Weekday.Saturday] }], []));

        Assert.Equal("2026-10-24 N", saturdays.At(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), Berlin));
        Assert.Equal("2026-10-24 N", saturdays.At(new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), Berlin));
    }

    [Fact]
    public void A_calendar_is_defined_whole() =>
        Given<ShiftCalendar>()
            .When(before => DefineShiftCalendar.Decide(new DefineShiftCalendar(ShiftCalendar.OfSite, [Early, Late], [Holiday]), before))
            .Happens(new ShiftCalendarDefined(ShiftCalendar.OfSite, [Early, Late], [Holiday]));

    [Fact]
    public void A_calendar_without_shifts_is_refused() => Refused([], [], new CalendarEmpty());

    [Fact]
    public void Two_shifts_of_one_code_are_refused() => Refused([Early, Late with { Code = "E" }], [], new ShiftTwice("E"));

    [Fact]
    public void Shifts_that_run_at_one_time_are_refused() =>
        Refused([Early, Late with { Start = new TimeOnly(13, 30) }], [], new ShiftsOverlap("E", "L"));

    [Fact]
    public void The_last_night_of_the_week_may_not_run_into_its_first_shift() =>
        Refused(
            [
                new Shift("S", "Sunday", new TimeOnly(5, 0), new TimeOnly(12, 0), [Weekday.Sunday]),
                Night with { Days = [Weekday.Saturday] },
            ],
            [],
            new ShiftsOverlap("N", "S"));

    [Fact]
    public void A_date_is_special_once() => Refused([Early], [Holiday, Holiday], new SpecialDayTwice(Holiday.Date));

    [Fact]
    public void A_special_day_has_only_shifts_that_there_are() =>
        Refused([Early], [Holiday with { Shifts = ["L"] }], new ShiftUnknown("L"));

    private static void Refused(IReadOnlyList<Shift> shifts, IReadOnlyList<SpecialDay> specialDays, Refusal refusal) =>
        Given<ShiftCalendar>()
            .When(before => DefineShiftCalendar.Decide(new DefineShiftCalendar(ShiftCalendar.OfSite, shifts, specialDays), before))
            .Refused(refusal);
}

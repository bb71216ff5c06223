using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.People.Attendances;

/// <summary>Say how a stay really was. What was recorded first stays readable.</summary>
/// <param name="Stay">Which stay of the shift, from 1.</param>
/// <param name="ArrivedAt">Null: they were not there.</param>
/// <param name="DepartedAt">Null: they are still there.</param>
public sealed record CorrectAttendance(
    Id<Person> Person, DateOnly Date, string Shift, int Stay, string Reason, DateTimeOffset? ArrivedAt = null, DateTimeOffset? DepartedAt = null)
    : SiteCommand
{
    public static Decision Decide(CorrectAttendance correct, Attendance attendance, Circumstances circumstances)
    {
        if (correct.Stay < 1 || correct.Stay > attendance.Stays.Length)
            return new StayUnknown(correct.Stay);
        if (Text.OrNull(correct.Reason) is not { } reason)
            return new ReasonMissing();
        if (correct.DepartedAt is { } departed && (correct.ArrivedAt is not { } arrived || departed < arrived))
            return new StayBackwards();
        if (correct.ArrivedAt > circumstances.Now || correct.DepartedAt > circumstances.Now)
            return new StayInFuture();
        if (correct is { ArrivedAt: not null, DepartedAt: null } && correct.Stay < attendance.Stays.Length)
            return new StayBackwards();

        var id = Attendance.Of(correct.Person, correct.Date, correct.Shift);
        var corrected = new AttendanceCorrected(id, correct.Person, correct.Stay, reason, correct.ArrivedAt, correct.DepartedAt);
        return Decision.Of([new Decided(null, corrected) { Corrects = attendance.Stays[correct.Stay - 1].Entry }]);
    }
}

/// <summary>The shift has no such stay.</summary>
public sealed record StayUnknown(int Stay) : Refusal("attendance.stay-unknown")
{
    public override string Field => "stay";
}

/// <summary>A stay is corrected to what has been, not to what will be.</summary>
public sealed record StayInFuture() : Refusal("attendance.stay-in-future")
{
    public override string Field => "departedAt";
}

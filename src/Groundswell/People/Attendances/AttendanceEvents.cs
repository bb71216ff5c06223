using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Record;

namespace Groundswell.People.Attendances;

// Who was there: one stream for a person and a shift, in the site's log.

/// <param name="Date">The day the shift starts on.</param>
/// <param name="Shift">Its code.</param>
[RecordedAs("attendance.arrived")]
public sealed record Arrived(Id<Attendance> Attendance, Id<Person> Person, DateOnly Date, string Shift) : Event;

[RecordedAs("attendance.departed")]
public sealed record Departed(Id<Attendance> Attendance, Id<Person> Person) : Event;

/// <summary>A stay as it really was. The entry names the arrival it corrects.</summary>
/// <param name="Stay">Which stay of the shift, from 1.</param>
/// <param name="ArrivedAt">Null: they were not there.</param>
/// <param name="DepartedAt">Null: they are still there.</param>
[RecordedAs("attendance.corrected")]
public sealed record AttendanceCorrected(
    Id<Attendance> Attendance, Id<Person> Person, int Stay, string Reason, DateTimeOffset? ArrivedAt = null, DateTimeOffset? DepartedAt = null) : Event;

using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.People.Persons;

// The life of a person at a site, in order. Never a name: names are in the directory, and may have to be forgotten.

[RecordedAs("person.registered")]
public sealed record PersonRegistered(
    Id<Person> Person, IReadOnlyList<Function> Functions, string? Team = null, string? ShiftPattern = null,
    IReadOnlyList<string>? Languages = null, Id<Person>? ReportsTo = null) : Event;

/// <summary>What they do and with whom, said whole.</summary>
[RecordedAs("person.assigned")]
public sealed record PersonAssigned(
    Id<Person> Person, IReadOnlyList<Function> Functions, string? Team = null, string? ShiftPattern = null) : Event;

[RecordedAs("person.languages-changed")]
public sealed record LanguagesChanged(Id<Person> Person, IReadOnlyList<string> Languages) : Event;

/// <param name="ReportsTo">Null: to nobody at this site.</param>
[RecordedAs("person.reporting-line-changed")]
public sealed record ReportingLineChanged(Id<Person> Person, Id<Person>? ReportsTo = null) : Event;

/// <summary>In the manager's own stream, so that who is a manager can be told from it alone.</summary>
[RecordedAs("person.report-gained")]
public sealed record ReportGained(Id<Person> Person, Id<Person> Report) : Event;

[RecordedAs("person.report-lost")]
public sealed record ReportLost(Id<Person> Person, Id<Person> Report) : Event;

[RecordedAs("person.left")]
public sealed record PersonLeft(Id<Person> Person) : Event;

[RecordedAs("person.returned")]
public sealed record PersonReturned(Id<Person> Person) : Event;

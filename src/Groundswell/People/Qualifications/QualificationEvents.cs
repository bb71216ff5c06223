using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Record;

namespace Groundswell.People.Qualifications;

// What a qualification is: recorded in the enterprise's log, because it means the same at every site.

/// <param name="Levels">What the levels are called, level 1 first.</param>
/// <param name="ValidForMonths">How long it is held where whoever grants it says nothing else; null: for ever.</param>
/// <param name="BySignature">Whether the assessor signs when granting and renewing.</param>
[RecordedAs("qualification.defined")]
public sealed record QualificationDefined(
    Id<Qualification> Qualification, string Name, IReadOnlyList<string> Levels, int? ValidForMonths = null, bool BySignature = false) : Event;

[RecordedAs("qualification.changed")]
public sealed record QualificationChanged(
    Id<Qualification> Qualification, string Name, IReadOnlyList<string> Levels, int? ValidForMonths = null, bool BySignature = false) : Event;

[RecordedAs("qualification.retired")]
public sealed record QualificationRetired(Id<Qualification> Qualification, string Reason) : Event;

// Who holds it: recorded in the person's stream, in their site's log.

/// <param name="TaughtBy">Who taught it, where that is a person of the site.</param>
/// <param name="ExpiresAt">The first instant at which it is no longer held.</param>
/// <param name="Evidence">Where the proof is: a certificate's number, a training record, an outside trainer.</param>
[RecordedAs("qualification.granted")]
public sealed record QualificationGranted(
    Id<Person> Person, Id<Qualification> Qualification, int Level, Id<Person> AssessedBy, Id<Person>? TaughtBy = null,
    DateTimeOffset? ExpiresAt = null, string? Evidence = null, Signature? Signature = null) : Event;

[RecordedAs("qualification.renewed")]
public sealed record QualificationRenewed(
    Id<Person> Person, Id<Qualification> Qualification, Id<Person> AssessedBy,
    DateTimeOffset? ExpiresAt = null, string? Evidence = null, Signature? Signature = null) : Event;

[RecordedAs("qualification.withdrawn")]
public sealed record QualificationWithdrawn(Id<Person> Person, Id<Qualification> Qualification, string Reason) : Event;

// How many of a team should hold it: recorded in the site's log.

/// <param name="Team">Null: of the whole site.</param>
/// <param name="AtLeast">0: none are asked for any more.</param>
[RecordedAs("qualification.coverage-set")]
public sealed record CoverageSet(Id<Coverage> Coverage, Id<Qualification> Qualification, int AtLeast, int Level = 1, string? Team = null) : Event;

using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Past;

// Work that was done before there was a record here, taken over from another system. It is told as that system told it.

/// <param name="From">When it began; its end is the entry's own time where the source tells one.</param>
/// <param name="Activity">The source's own words for what was done, letter by letter.</param>
/// <param name="Line">The line of the source.</param>
/// <param name="Remarks">What is odd about it: the codes of <see cref="PastRemarks"/>.</param>
[RecordedAs("job.past-execution-recorded")]
public sealed record PastExecutionRecorded(
    Id<Job> Job, Id<WorkUnit> WorkUnit, Id<Person> Person, JobPhase Phase, DateTimeOffset From, DateTimeOffset To, Output Output, bool Reworked,
    string Activity, int Line, IReadOnlyList<string> Remarks) : Event;

/// <summary>A work unit was in use, or a person at work, from then to then: kept so that overlaps are seen.</summary>
[RecordedAs("past-use.recorded")]
public sealed record PastUseRecorded(Id<PastUse> Use, DateTimeOffset From, DateTimeOffset To) : Event;

/// <summary>What can be odd about work that is taken over. It is taken over all the same, and told.</summary>
public static class PastRemarks
{
    public const string WorkUnitOverlap = "work-unit.overlap";
    public const string PersonOverlap = "person.overlap";
    public const string NoTime = "no-time";
    public const string MoreThanOrdered = "more-than-ordered";
    public const string OutputDuringSetup = "output-during-setup";
    public const string NoQuantity = "no-quantity";
}

using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

// The life of a job, in order. These names and fields are in plants' records: add to them, never change them.

/// <param name="Operation">The operation's id in the version.</param>
/// <param name="WorkCenter">Where the version says it is done; null where it leaves that open.</param>
/// <param name="Repeats">The job that this one does again; null for the first time.</param>
[RecordedAs("job.planned")]
public sealed record JobPlanned(
    Id<Job> Job, Id<Order> Order, Id<WorkMasterVersion> Version, string Operation, decimal Quantity, string Unit, Id<WorkCenter>? WorkCenter = null,
    Id<Job>? Repeats = null, string? Reason = null) : Event;

/// <summary>Not begun, it follows the version that its order was bound to anew.</summary>
/// <param name="WorkCenter">Where it is to be done now; null where that is open.</param>
[RecordedAs("job.rebound")]
public sealed record JobRebound(
    Id<Job> Job, Id<WorkMasterVersion> Version, Id<WorkMasterVersion> Before, Id<WorkCenter>? WorkCenter = null) : Event;

/// <summary>Put into a work center's queue.</summary>
/// <param name="Sequence">Its place there; lower comes first, none comes last.</param>
[RecordedAs("job.dispatched")]
public sealed record JobDispatched(Id<Job> Job, Id<WorkCenter> WorkCenter, int? Sequence = null, Id<WorkUnit>? WorkUnit = null) : Event;

[RecordedAs("job.started")]
public sealed record JobStarted(Id<Job> Job, Id<WorkUnit> WorkUnit, JobPhase Phase) : Event;

/// <summary>Somebody works on it besides who is at it already. The entry's actor, or the person named.</summary>
[RecordedAs("job.joined")]
public sealed record JobJoined(Id<Job> Job, string Person) : Event;

[RecordedAs("job.left")]
public sealed record JobLeft(Id<Job> Job, string Person) : Event;

[RecordedAs("job.phase-changed")]
public sealed record JobPhaseChanged(Id<Job> Job, JobPhase Phase, string? Reason = null) : Event;

[RecordedAs("job.paused")]
public sealed record JobPaused(Id<Job> Job, string Reason) : Event;

/// <param name="LiftedBy">Only somebody in one of these roles lets it go on; absent: whoever may hold a job.</param>
[RecordedAs("job.held")]
public sealed record JobHeld(Id<Job> Job, string Reason, string? Remark = null, IReadOnlyList<Role>? LiftedBy = null) : Event;

[RecordedAs("job.suspended")]
public sealed record JobSuspended(Id<Job> Job, string Reason) : Event;

[RecordedAs("job.resumed")]
public sealed record JobResumed(Id<Job> Job) : Event;

[RecordedAs("job.output-reported")]
public sealed record JobOutputReported(Id<Job> Job, Output Output) : Event;

/// <summary>A report was wrong; the entry names the one it corrects.</summary>
[RecordedAs("job.output-corrected")]
public sealed record JobOutputCorrected(Id<Job> Job, Output From, Output To, string Reason) : Event;

/// <summary>Part of the quantity goes on as a job of its own, at another place perhaps.</summary>
[RecordedAs("job.split")]
public sealed record JobSplit(Id<Job> Job, decimal Quantity, Id<Job> Into) : Event;

[RecordedAs("job.completed")]
public sealed record JobCompleted(Id<Job> Job) : Event;

/// <summary>It was completed too early, or by mistake.</summary>
[RecordedAs("job.reopened")]
public sealed record JobReopened(Id<Job> Job, string Reason) : Event;

[RecordedAs("job.cancelled")]
public sealed record JobCancelled(Id<Job> Job, string Reason) : Event;

/// <summary>What came out, in the job's unit.</summary>
/// <param name="Review">Set aside until somebody has judged it (material review).</param>
/// <param name="Reason">Why pieces were rejected, or go to rework or review: the code of a reason.</param>
public sealed record Output(decimal Good, decimal Rejected = 0, decimal Rework = 0, decimal Review = 0, string? Reason = null)
{
    public static Output None { get; } = new(0);

    [JsonIgnore]
    public decimal Total => Good + Rejected + Rework + Review;

    [JsonIgnore]
    public bool IsNegative => Good < 0 || Rejected < 0 || Rework < 0 || Review < 0;

    public static Output operator +(Output one, Output other) =>
        new(one.Good + other.Good, one.Rejected + other.Rejected, one.Rework + other.Rework, one.Review + other.Review);

    public static Output operator -(Output one, Output other) =>
        new(one.Good - other.Good, one.Rejected - other.Rejected, one.Rework - other.Rework, one.Review - other.Review);
}

/// <summary>What a running job does (ISO 22400: setup time, production time, breakdown).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobPhase>))]
public enum JobPhase
{
    Run,
    Setup,
    Breakdown,
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Work.Orders;
using Groundswell.Work.Past;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Jobs;

/// <summary>
/// One operation of an order (ISA-95 job order). It is planned when the order is released, dispatched to a work center's queue, started at a work unit
/// by one or several people, goes through setup, run and breakdown, reports what comes out, and is completed. In between its person may pause it, a lead
/// or Quality hold it, something outside suspend it. What was done at its steps is part of it.
/// </summary>
/// <param name="Dispatched">Put into a work center's queue since it was planned.</param>
/// <param name="Crew">Who works on it now.</param>
/// <param name="Reports">What was reported, as it was last put right, by the position of the report's entry.</param>
/// <param name="StoppedFor">Why it is paused, held or suspended.</param>
/// <param name="Steps">What was done at its steps, by the step's id.</param>
/// <param name="Exceptions">How many exceptions it has had.</param>
/// <param name="OpenExceptions">Those that wait to be released.</param>
public sealed record Job(
    Id<Job> Id, JobStatus Status, Id<Order> Order, Id<WorkMasterVersion> Version, string Operation, decimal Quantity, string Unit,
    Id<WorkCenter>? WorkCenter, Id<WorkUnit>? WorkUnit, bool Dispatched, JobPhase Phase, ImmutableHashSet<string> Crew, Output Output,
    ImmutableDictionary<long, Output> Reports, string? StoppedFor, ImmutableDictionary<string, StepResult> Steps, int Exceptions,
    ImmutableArray<OpenException> OpenExceptions, DateTimeOffset? StartedAt) : IState<Job>
{
    public static string Kind => "job";

    public static Job Unknown { get; } = new(
        default, JobStatus.Unknown, default, default, "", 0, "", null, null, false, JobPhase.Run, [], Output.None,
        ImmutableDictionary<long, Output>.Empty, null, ImmutableDictionary<string, StepResult>.Empty, 0, [], null);

    /// <summary>Who alone may let it go on while it is held; null: whoever may hold a job.</summary>
    public IReadOnlyList<Role>? LiftedBy { get; init; }

    public decimal Good => Output.Good;

    /// <summary>Started and not ended.</summary>
    public bool IsBegun => Status is JobStatus.Running or JobStatus.Paused or JobStatus.Held or JobStatus.Suspended;

    public bool HasEnded => Status is JobStatus.Completed or JobStatus.Cancelled;

    public Job Evolve(Happened happened) => happened.Event switch
    {
        JobPlanned e => Unknown with
        {
            Id = e.Job,
            Status = JobStatus.Planned,
            Order = e.Order,
            Version = e.Version,
            Operation = e.Operation,
            Quantity = e.Quantity,
            Unit = e.Unit,
            WorkCenter = e.WorkCenter,
        },
        JobRebound e => this with { Version = e.Version, WorkCenter = e.WorkCenter },
        JobDispatched e => this with { WorkCenter = e.WorkCenter, WorkUnit = e.WorkUnit, Dispatched = true },
        JobStarted e => this with { Status = JobStatus.Running, WorkUnit = e.WorkUnit, Phase = e.Phase, Crew = Crew.Add(happened.Actor), StartedAt = happened.OccurredAt },
        JobJoined e => this with { Crew = Crew.Add(e.Person) },
        JobLeft e => this with { Crew = Crew.Remove(e.Person) },
        JobPhaseChanged e => this with { Phase = e.Phase },
        JobPaused e => this with { Status = JobStatus.Paused, StoppedFor = e.Reason, LiftedBy = null },
        JobHeld e => this with { Status = JobStatus.Held, StoppedFor = e.Reason, LiftedBy = e.LiftedBy },
        JobSuspended e => this with { Status = JobStatus.Suspended, StoppedFor = e.Reason },
        JobResumed => this with { Status = JobStatus.Running, StoppedFor = null, Crew = Crew.Add(happened.Actor) },
        JobOutputReported e => this with
        {
            Output = Output + e.Output,
            Reports = Reports.SetItem(happened.Position, e.Output),
            Steps = Steps.FirstOrDefault(step => step.Value.Position == happened.Position - 1) is { Key: { } step, Value: var result }
                ? Steps.SetItem(step, result with { ReportedAt = happened.Position })
                : Steps,
        },
        JobOutputCorrected e => this with { Output = Output - e.From + e.To, Reports = Reports.SetItem(happened.Corrects ?? 0, e.To) },
        JobSplit e => this with { Quantity = Quantity - e.Quantity },
        JobCompleted => this with { Status = JobStatus.Completed, Crew = [] },
        JobReopened => this with { Status = JobStatus.Running, Crew = Crew.Add(happened.Actor) },
        StepCompleted e => Done(e.Step, new StepResult(e.Value, ByOf(e, happened), happened.OccurredAt, happened.Position)),
        StepSkipped e => Done(e.Step, new StepResult(null, happened.Actor, happened.OccurredAt, happened.Position, Skipped: true)),
        StepForced e => Done(e.Step, new StepResult(e.Value, happened.Actor, happened.OccurredAt, happened.Position, Forced: true)),
        StepCorrected e => Steps.TryGetValue(e.Step, out var result)
            ? Done(e.Step, result with { Value = e.To, Position = happened.Position, CorrectedBy = result.CorrectedBy.Add(happened.Actor) })
            : this,
        StepUndone e => this with { Steps = Steps.Remove(e.Step) },
        ExceptionRaised e => this with
        {
            Exceptions = e.Number,
            OpenExceptions = e.ReleasedBy is { Count: > 0 } roles
                ? OpenExceptions.Add(new OpenException(e.Number, e.Step, e.Detail, roles, e.ReleaseSigned == true, e.Told))
                : OpenExceptions,
        },
        ExceptionReleased e => this with { OpenExceptions = OpenExceptions.RemoveAll(open => open.Number == e.Number) },
        PastExecutionRecorded e => this with { Output = Output + e.Output, StartedAt = StartedAt ?? e.From },
        JobCancelled => this with { Status = JobStatus.Cancelled, Crew = [] },
        _ => this,
    };

    private Job Done(string step, StepResult result) => this with { Steps = Steps.SetItem(step, result) };

    /// <summary>Whoever signed a step did it; otherwise whoever recorded it. A signature at a lot lets a rule of the lot be broken, and does not do the step.</summary>
    private static string ByOf(StepCompleted completed, Happened happened) =>
        completed is { Lot: null, Signatures: [var signature, ..] } ? signature.Signer : happened.Actor;
}

/// <summary>Where a job stands (B2MML dispatch states; a job of a held order is what it was).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStatus>))]
public enum JobStatus
{
    Unknown,

    /// <summary>Not begun; in a queue or not.</summary>
    Planned,

    Running,

    /// <summary>Stopped by its own person.</summary>
    Paused,

    /// <summary>Stopped by a lead or by Quality, who alone can let it go on.</summary>
    Held,

    /// <summary>Stopped by something outside: material, power, a machine.</summary>
    Suspended,

    Completed,
    Cancelled,
}

/// <summary>How jobs are called.</summary>
public static class JobIds
{
    /// <summary>The job of an operation: <c>4711.020</c>; done again, <c>4711.020.2</c>.</summary>
    public static Id<Job> Of(Id<Order> order, string operation, int time = 1) =>
        new(time == 1 ? $"{order}.{operation}" : FormattableString.Invariant($"{order}.{operation}.{time}"));
}

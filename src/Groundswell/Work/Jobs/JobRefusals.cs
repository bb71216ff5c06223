using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>The site has no such job.</summary>
public sealed record JobUnknown(Id<Job> Job) : Refusal("job.unknown")
{
    public override string Field => "job";
}

/// <summary>The job has to be running for this.</summary>
public sealed record JobNotRunning(Id<Job> Job, JobStatus Status) : Refusal("job.not-running");

/// <summary>The job has begun or ended already.</summary>
public sealed record JobNotPlanned(Id<Job> Job, JobStatus Status) : Refusal("job.not-planned");

/// <summary>The job is not stopped.</summary>
public sealed record JobNotStopped(Id<Job> Job, JobStatus Status) : Refusal("job.not-stopped");

/// <summary>A lead or Quality holds the job; only they let it go on.</summary>
public sealed record JobIsHeld(Id<Job> Job, string Reason) : Refusal("job.is-held");

/// <summary>The job's order is held, or ended.</summary>
public sealed record JobOrderStopped(Id<Order> Order, OrderStatus Status, string? HeldFor) : Refusal("job.order-stopped");

/// <summary>The work unit does not belong where the job was sent.</summary>
public sealed record WorkUnitOfOtherWorkCenter(Id<WorkUnit> WorkUnit, Id<WorkCenter> WorkCenter, Id<WorkCenter> Sent) : Refusal("job.other-work-center")
{
    public override string Field => "workUnit";
}

/// <summary>The version asks for other equipment.</summary>
public sealed record WorkUnitUnfit(Id<WorkUnit> WorkUnit, string Needs) : Refusal("job.work-unit-unfit")
{
    public override string Field => "workUnit";
}

/// <summary>The version asks for another work center.</summary>
public sealed record WorkCenterUnfit(Id<WorkCenter> WorkCenter, string Needs) : Refusal("job.work-center-unfit")
{
    public override string Field => "workCenter";
}

/// <summary>The person lacks a qualification that the operation asks for.</summary>
public sealed record NotQualified(string Person, string Qualification) : Refusal("job.not-qualified");

/// <summary>What has to be done before this operation is not done.</summary>
public sealed record EarlierOperationOpen(Id<Job> Job, Id<Job> Before) : Refusal("job.earlier-operation-open");

/// <summary>A quantity below nothing, or nothing at all.</summary>
public sealed record OutputUnfit(decimal Total) : Refusal("job.output-unfit")
{
    public override string Field => "output";
}

/// <summary>More would be reported than the job is for. It can be reported with a reason, as an exception.</summary>
public sealed record MoreThanPlanned(Id<Job> Job, decimal Planned, decimal Reported, string Unit) : Refusal("job.more-than-planned")
{
    public override string Field => "output";
}

/// <summary>Rejected, rework and review need a reason.</summary>
public sealed record OutputReasonMissing() : Refusal("job.output-reason-missing")
{
    public override string Field => "output.reason";
}

/// <summary>The person works on the job already.</summary>
public sealed record AlreadyInCrew(Id<Job> Job, string Person) : Refusal("job.already-in-crew");

/// <summary>The person does not work on the job.</summary>
public sealed record NotInCrew(Id<Job> Job, string Person) : Refusal("job.not-in-crew");

/// <summary>The last one can't leave: the job is paused or completed instead.</summary>
public sealed record LastOfCrew(Id<Job> Job) : Refusal("job.last-of-crew");

/// <summary>The job is in this phase already.</summary>
public sealed record PhaseAlready(Id<Job> Job, JobPhase Phase) : Refusal("job.phase-already")
{
    public override string Field => "phase";
}

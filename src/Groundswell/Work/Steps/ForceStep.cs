using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>Count a step as done although it can't be done as the master asks, out of its order perhaps: somebody who leads decides it, and it is an exception.</summary>
/// <param name="Value">What there is of a value, a literal of the expression language. It is not held against the step's limits.</param>
public sealed record ForceStep(Id<Job> Job, string Step, string Reason, string? Value = null) : SiteCommand
{
    public static Decision Decide(ForceStep force, Job job, Order order, WorkMasterVersion version)
    {
        if (StepOrder.MayNotWork(force.Job, job, order) is { } stopped)
            return stopped;
        if (version.Content.FindOperation(job.Operation)?.Steps.FirstOrDefault(one => one.Id == force.Step) is not { } step)
            return new JobStepUnknown(force.Job, force.Step);
        if (job.Steps.ContainsKey(force.Step))
            return new StepDone(force.Job, force.Step);
        if (step.Does is ConsumeMaterial or Masters.Contents.ReportOutput or ConfirmBySecondPerson or SignStep || step is { Critical: true, Exceptions.NotTaken: true })
            return new StepNotForceable(force.Step);
        if (string.IsNullOrWhiteSpace(force.Reason))
            return new WorkReasonMissing();
        if (force.Value is { } text && (!Expressions.Value.TryParse(text, out var value) || value.IsMissing || value.IsError))
            return new StepValueUnfit(force.Step, Saying.Of("told.asks-literal"), text);

        return Decision.Of(
            new StepForced(force.Job, force.Step, force.Reason.Trim(), force.Value),
            StepDoing.Raised(job, step, ExceptionKind.Forced, Saying.Of("told.forced", ("step", step.Name)), force.Reason));
    }
}

/// <summary>Nothing can stand for what this step does: material, output, another person, a signature; or the master lets nothing pass at it.</summary>
public sealed record StepNotForceable(string Step) : Refusal("step.not-forceable")
{
    public override string Field => "step";
}

using Groundswell.Deciding;
using Groundswell.Expressions;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>Put a wrong value of a done step right. The first value stays readable; the entry names it. What was confirmed, signed or worked out from it is not any more.</summary>
/// <param name="From">The value as it stands; a stale page says another one and is refused.</param>
public sealed record CorrectStep(Id<Job> Job, string Step, string From, string To, string Reason) : SiteCommand
{
    public static Decision Decide(CorrectStep correct, Job job, Order order, WorkMasterVersion version, IReadOnlyList<Job> others)
    {
        // A wrong value is found out after the end as well: it is put right then too.
        if (order.Status is not (OrderStatus.Completed or OrderStatus.ClosedShort) && StepUndoing.Stopped(correct.Job, job, order) is { } stopped)
            return stopped;
        if (StepUndoing.MayNot(correct.Job, job, correct.Step, correct.Reason) is { } refusal)
            return refusal;
        var result = job.Steps[correct.Step];
        if (version.Content.FindStep(correct.Step) is not { } step || result.Value is null || step.Does is not (EnterNumber or EnterText or EnterChoice or EnterYesNo or EnterDate))
            return new StepNotCorrectable(correct.Step);
        if (result.Value != correct.From)
            return new StepChangedSince(correct.Step, result.Value);
        var values = new StepValues(version, order, [.. others, job]);
        if (!Value.TryParse(correct.To, out var value) || EnteredValue.Judge(step, value, values) is not { } judged)
            return new StepValueUnfit(correct.Step, EnteredValue.Asked(step.Does), correct.To);
        if (judged.Error is { } error)
            return new StepCannotBeWorkedOut(correct.Step, error);
        if (judged.Outside is { } detail && step.Exceptions?.NotTaken == true)
            return new StepOutsideNotTaken(correct.Step, detail);

        var corrected = new Decided(null, new StepCorrected(correct.Job, correct.Step, correct.From, judged.Value, correct.Reason.Trim(), judged.Limits))
        {
            Corrects = result.Position,
        };
        List<Decided> events = [corrected];
        if (judged.Outside is { } outside)
            events.Add(new Decided(null, StepDoing.Raised(job, step, ExceptionKind.OutOfLimits, outside, correct.Reason)));
        events.AddRange(StandingOnStep.Voided(step, version.Content.FindOperation(job.Operation), job, correct.Reason.Trim(), events.Count - 1));
        return Decision.Of(events);
    }
}

/// <summary>Take a done step back so that it is done again. Steps after it that are done stay done, but for those that confirm it, sign it or are worked out from it.</summary>
public sealed record UndoStep(Id<Job> Job, string Step, string Reason) : SiteCommand
{
    public static Decision Decide(UndoStep undo, Job job, Order order, WorkMasterVersion version)
    {
        if ((StepUndoing.Stopped(undo.Job, job, order) ?? StepUndoing.MayNot(undo.Job, job, undo.Step, undo.Reason)) is { } refusal)
            return refusal;
        if (job.HasEnded)
            return new JobNotRunning(undo.Job, job.Status);
        var step = version.Content.FindStep(undo.Step);
        if (step?.Does is ConsumeMaterial or Masters.Contents.ReportOutput)
            return new StepNotCorrectable(undo.Step);

        var undone = new Decided(null, new StepUndone(undo.Job, undo.Step, undo.Reason.Trim())) { Corrects = job.Steps[undo.Step].Position };
        return Decision.Of(
        [
            undone,
            .. step is null ? [] : StandingOnStep.Voided(step, version.Content.FindOperation(job.Operation), job, undo.Reason.Trim(), 0),
        ]);
    }
}

/// <summary>What putting a done step right asks for, however it is done.</summary>
internal static class StepUndoing
{
    public static Refusal? Stopped(Id<Job> id, Job job, Order order)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(id);
        return order.Status != OrderStatus.Released ? new JobOrderStopped(job.Order, order.Status, order.HeldFor) : null;
    }

    public static Refusal? MayNot(Id<Job> id, Job job, string step, string reason)
    {
        if (!job.Steps.ContainsKey(step))
            return new StepNotDone(id, step);
        return string.IsNullOrWhiteSpace(reason) ? new WorkReasonMissing() : null;
    }
}

using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>The permitted order of steps (21 CFR 11.10(f)): which may be done now, and what is still to be done.</summary>
internal static class StepOrder
{
    /// <summary>Why no step of the job may be done now, or null.</summary>
    public static Refusal? MayNotWork(Id<Job> id, Job job, Order order)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(id);
        if (job.Status != JobStatus.Running)
            return new JobNotRunning(id, job.Status);
        if (!order.MayBeWorkedOn)
            return new JobOrderStopped(job.Order, order.Status, order.HeldFor);
        return job.OpenExceptions.FirstOrDefault() is { } open ? new ExceptionStillOpen(id, open.Number, string.Join(", ", open.ReleasedBy)) : null;
    }

    /// <summary>Finds a step that may be done now, or says why it may not.</summary>
    public static Refusal? Find(Id<Job> id, string stepId, Job job, WorkMasterVersion version, StepValues values, out Step step)
    {
        var operation = version.Content.FindOperation(job.Operation);
        step = operation?.Steps.FirstOrDefault(one => one.Id == stepId)!;
        if (operation is null || step is null)
            return new JobStepUnknown(id, stepId);
        if (job.Steps.ContainsKey(stepId))
            return new StepDone(id, stepId);
        if (!values.Holds(step.When))
            return new StepNotAsked(id, stepId);
        foreach (var earlier in operation.Steps)
        {
            if (earlier.Id == stepId)
                break;
            if (IsOpen(earlier, job, values))
                return new StepBeforeOpen(id, stepId, earlier.Name);
        }

        return null;
    }

    /// <summary>The steps that have to be done before the job can be completed.</summary>
    public static IReadOnlyList<Step> Open(Job job, WorkMasterVersion version, StepValues values) =>
        [.. (version.Content.FindOperation(job.Operation)?.Steps ?? []).Where(step => IsOpen(step, job, values))];

    private static bool IsOpen(Step step, Job job, StepValues values) =>
        !step.Optional && !job.Steps.ContainsKey(step.Id) && values.Holds(step.When);
}

/// <summary>A step being done: what every kind of step needs to decide.</summary>
internal sealed record StepDoing(
    CompleteStep Asked, Job Job, Order Order, WorkMasterVersion Version, StepValues Values, Step Step, Circumstances Circumstances)
{
    /// <summary>The signature given with this meaning, or null.</summary>
    public Signature? SignatureOf(string meaning) => Circumstances.Signatures.FirstOrDefault(given => given.Meaning == meaning);

    /// <summary>Why a signature is not one of this step as it stands, or null: what was signed has changed since it was shown.</summary>
    public Refusal? OtherContent(Signature signature)
    {
        var hash = StepSheet.Of(Asked, Job).ContentHash;
        return signature.ContentHash == hash ? null : new SignatureOfOtherContent(signature.Meaning, hash);
    }

    /// <summary>Done as the master asks.</summary>
    public Decision Done(
        string? value = null, LimitsShown? limits = null, decimal? quantity = null,
        IReadOnlyList<Record.Attachments.AttachmentReference>? photos = null, string? equipment = null, IReadOnlyList<Signature>? signatures = null) =>
        new StepCompleted(
            Job.Id, Step.Id, value, limits, quantity is null ? null : Asked.Lot, quantity, photos, equipment, signatures is { Count: > 0 } ? signatures : null);

    /// <summary>Done, but not as the master asks: refused, asked for a reason, or recorded with the exception.</summary>
    /// <param name="done">What is recorded where it is let pass.</param>
    public Decision Except(Decision done, ExceptionKind kind, Saying detail)
    {
        if (done.Refusal is not null)
            return done;
        if (Step.Exceptions?.NotTaken == true)
            return new StepOutsideNotTaken(Step.Id, detail);
        if (string.IsNullOrWhiteSpace(Asked.Reason))
            return new StepReasonNeeded(Step.Id, kind, detail);
        return done.And(Job.Id, Raised(Job, Step, kind, detail, Asked.Reason, done.Events.Count(one => one.Event is ExceptionRaised)));
    }

    /// <param name="already">The exceptions that the same decision raises before this one.</param>
    public static ExceptionRaised Raised(Job job, Step step, ExceptionKind kind, Saying detail, string reason, int already = 0) => new(
        job.Id, job.Exceptions + already + 1, step.Id, kind, detail.ToString(), reason.Trim(),
        step.Exceptions?.ReleasedBy is { Count: > 0 } roles ? roles : null, step.Exceptions?.ReleaseSigned == true ? true : null, detail);
}

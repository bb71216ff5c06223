using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.ReasonLists;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Jobs;

/// <summary>Report what came out of a running job: as often as one likes, in parts.</summary>
/// <param name="BeyondPlan">Why more came out than the job is for. It is recorded as an exception.</param>
public sealed record ReportOutput(Id<Job> Job, Output Output, string? BeyondPlan = null) : SiteCommand
{
    /// <param name="version">The version that the job is done by.</param>
    /// <param name="shared">The lists of reasons of which its steps name a version.</param>
    /// <param name="own">What the site uses of the others that they name.</param>
    public static Decision Decide(ReportOutput report, Job job, WorkMasterVersion version, IReadOnlyList<ReasonList> shared, IReadOnlyList<ActiveReasonList> own)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(report.Job);
        if (job.Status != JobStatus.Running)
            return new JobNotRunning(report.Job, job.Status);
        if (report.Output.Total <= 0)
            return new OutputUnfit(report.Output.Total);
        if ((Unfit(report.Job, job, report.Output, Output.None, report.BeyondPlan) ?? OutputReasons.NotOfList(report.Output, version, job.Operation, null, shared, own)) is { } refusal)
            return refusal;

        return Excepted(new JobOutputReported(report.Job, report.Output), job, report.Output, Output.None, report.BeyondPlan);
    }

    /// <summary>Why an output can't be reported in place of another, or null.</summary>
    internal static Refusal? Unfit(Id<Job> id, Job job, Output output, Output inPlaceOf, string? beyondPlan)
    {
        if (output.IsNegative)
            return new OutputUnfit(output.Total);
        if (output.Rejected + output.Rework + output.Review > 0 && string.IsNullOrWhiteSpace(output.Reason))
            return new OutputReasonMissing();
        return TotalAfter(job, output, inPlaceOf) is var total && total > job.Quantity && string.IsNullOrWhiteSpace(beyondPlan)
            ? new MoreThanPlanned(id, job.Quantity, total, job.Unit)
            : null;
    }

    /// <summary>Adds the exception that more came out than the job is for, where it did.</summary>
    internal static Decision Excepted(Decision reported, Job job, Output output, Output inPlaceOf, string? beyondPlan) =>
        Beyond(job, output, inPlaceOf) is { } detail
            ? reported.And(job.Id, new ExceptionRaised(job.Id, job.Exceptions + 1, "", ExceptionKind.BeyondPlan, detail.ToString(), beyondPlan!.Trim(), Told: detail))
            : reported;

    /// <summary>By how much an output goes beyond what the job is for; null where it does not.</summary>
    internal static Saying? Beyond(Job job, Output output, Output inPlaceOf) => TotalAfter(job, output, inPlaceOf) is var total && total > job.Quantity
        ? Saying.Of("told.for", ("given", FormattableString.Invariant($"{total} {job.Unit}")), ("asked", FormattableString.Invariant($"{job.Quantity} {job.Unit}")))
        : null;

    private static decimal TotalAfter(Job job, Output output, Output inPlaceOf) =>
        (job.Output - inPlaceOf + output) is var after ? after.Good + after.Rejected + after.Review : 0;
}

using Groundswell.Deciding;


namespace Groundswell.Work.Jobs;

/// <summary>Report what came out of a running job: as often as one likes, in parts.</summary>
/// <param name="BeyondPlan">Why more came out than the job is for; a lead's to say.</param>
public sealed record ReportOutput(Id<Job> Job, Output Output, string? BeyondPlan = null) : SiteCommand
{
    public static Decision Decide(ReportOutput report, Job job)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(report.Job);
        if (job.Status != JobStatus.Running)
            return new JobNotRunning(report.Job, job.Status);
        if (report.Output.Total <= 0)
            return new OutputUnfit(report.Output.Total);
        if (Unfit(report.Job, job, report.Output, Output.None, report.BeyondPlan) is { } refusal)
            return refusal;

        return new JobOutputReported(report.Job, report.Output);
    }

    /// <summary>Why an output can't be reported in place of another, or null.</summary>
    internal static Refusal? Unfit(Id<Job> id, Job job, Output output, Output inPlaceOf, string? beyondPlan)
    {
        if (output.IsNegative)
            return new OutputUnfit(output.Total);
        if (output.Rejected + output.Rework + output.Review > 0 && string.IsNullOrWhiteSpace(output.Reason))
            return new OutputReasonMissing();
        var total = (job.Output - inPlaceOf + output) is var after ? after.Good + after.Rejected + after.Review : 0;
        return total > job.Quantity && string.IsNullOrWhiteSpace(beyondPlan) ? new MoreThanPlanned(id, job.Quantity, total, job.Unit) : null;
    }
}

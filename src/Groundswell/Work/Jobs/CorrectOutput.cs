using Groundswell.Deciding;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>Put a wrong report right. The first stays readable; the entry names it.</summary>
/// <param name="Entry">The position of the report's entry in the site's log.</param>
/// <param name="From">What it said; a stale page says something else and is refused.</param>
public sealed record CorrectOutput(Id<Job> Job, long Entry, Output From, Output To, string Reason, string? BeyondPlan = null) : SiteCommand
{
    public static Decision Decide(CorrectOutput correct, Job job)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(correct.Job);
        if (!job.Reports.TryGetValue(correct.Entry, out var reported))
            return new ReportUnknown(correct.Job, correct.Entry);
        if (reported != correct.From)
            return new ReportChangedSince(correct.Job, reported.Good, reported.Rejected, reported.Rework, reported.Review);
        if (string.IsNullOrWhiteSpace(correct.Reason))
            return new WorkReasonMissing();
        if (ReportOutput.Unfit(correct.Job, job, correct.To, correct.From, correct.BeyondPlan) is { } unfit)
            return unfit;

        var corrected = Decision.Of(
        [
            new Decided(null, new JobOutputCorrected(correct.Job, correct.From, correct.To, correct.Reason.Trim())) { Corrects = correct.Entry },
        ]);
        return ReportOutput.Excepted(corrected, job, correct.To, correct.From, correct.BeyondPlan);
    }
}

/// <summary>The job has no report at that entry.</summary>
public sealed record ReportUnknown(Id<Job> Job, long Entry) : Refusal("job.report-unknown")
{
    public override string Field => "entry";
}

/// <summary>Somebody corrected the report in between.</summary>
public sealed record ReportChangedSince(Id<Job> Job, decimal Good, decimal Rejected, decimal Rework, decimal Review) : Refusal("job.report-changed-since")
{
    public override string Field => "from";
}

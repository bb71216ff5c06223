using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Groundswell.Work.Orders;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Jobs;

/// <summary>Put a wrong report right. The first stays readable; the entry names it.</summary>
/// <param name="Entry">The position of the report's entry in the site's log.</param>
/// <param name="From">What it said; a stale page says something else and is refused.</param>
public sealed record CorrectOutput(Id<Job> Job, long Entry, Output From, Output To, string Reason, string? BeyondPlan = null) : SiteCommand
{
    /// <param name="version">The version that the order was released with.</param>
    /// <param name="shared">The lists of reasons of which its steps name a version.</param>
    /// <param name="own">What the site uses of the others that they name.</param>
    public static Decision Decide(
        CorrectOutput correct, Job job, WorkMasterVersion version, IReadOnlyList<ReasonList> shared, IReadOnlyList<ActiveReasonList> own)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(correct.Job);
        if (!job.Reports.TryGetValue(correct.Entry, out var reported))
            return new ReportUnknown(correct.Job, correct.Entry);
        if (reported != correct.From)
            return new ReportChangedSince(correct.Job, reported.Good, reported.Rejected, reported.Rework, reported.Review);
        if (string.IsNullOrWhiteSpace(correct.Reason))
            return new WorkReasonMissing();
        if ((ReportOutput.Unfit(correct.Job, job, correct.To, correct.From, correct.BeyondPlan)
            ?? OutputReasons.NotOfList(correct.To, version, job.Operation, StepOf(correct, job, version)?.Id, shared, own)) is { } unfit)
            return unfit;

        var beyond = ReportOutput.Beyond(job, correct.To, correct.From);
        List<Decided> corrected =
        [
            new(null, new JobOutputCorrected(correct.Job, correct.From, correct.To, correct.Reason.Trim())) { Corrects = correct.Entry },
            .. AtStep(correct, job, version, beyond is null ? 0 : 1),
        ];
        return ReportOutput.Excepted(Decision.Of(corrected), job, correct.To, correct.From, correct.BeyondPlan);
    }

    /// <summary>Where a step asked for the report, its value is put right with it, and what was confirmed of it is not any more.</summary>
    private static IEnumerable<Decided> AtStep(CorrectOutput correct, Job job, WorkMasterVersion version, int already)
    {
        if (StepOf(correct, job, version) is not { Does: Masters.Contents.ReportOutput asks } step)
            return [];
        var result = job.Steps[step.Id];
        return StandingOnStep.Voided(step, version.Content.FindOperation(job.Operation)!, job, correct.Reason.Trim(), already).Prepend(new Decided(
            null, new StepCorrected(correct.Job, step.Id, result.Value ?? "", StepOutput.Shown(correct.To, asks, job), correct.Reason.Trim()))
        { Corrects = result.Position });
    }

    /// <summary>The step that asked for the report; null where it is of the job as a whole. A step's report is recorded right behind the step itself.</summary>
    private static Step? StepOf(CorrectOutput correct, Job job, WorkMasterVersion version) => version.Content.FindOperation(job.Operation)?.Steps
        .FirstOrDefault(one => one.Does is Masters.Contents.ReportOutput && job.Steps.GetValueOrDefault(one.Id)?.ReportedAt == correct.Entry);
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

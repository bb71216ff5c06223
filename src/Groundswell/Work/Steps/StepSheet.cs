using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Signing;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Steps;

/// <summary>What is shown before a step is signed: the step, what is entered with it, and all that was done at the job so far.</summary>
internal static class StepSheet
{
    private static readonly Rights Signers = Rights.Of(
        Role.Operator, Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead);

    /// <summary>Who may sign with which meaning at all; the master may ask for less.</summary>
    public static IReadOnlyList<SigningRole> Roles { get; } =
    [
        new(SignatureMeaning.Performed, Signers), new(SignatureMeaning.Verified, Signers), new(SignatureMeaning.Reviewed, Signers),
        new(SignatureMeaning.Approved, Signers), new(SignatureMeaning.Released, Signers),
    ];

    public static SigningSheet Of(CompleteStep complete, Job job) => job.Steps.OrderBy(step => step.Value.Position).Aggregate(
        new SigningSheet("Sign a step")
            .With("Site", complete.Site)
            .With("Order", job.Order.Value)
            .With("Job", complete.Job.Value)
            .With("Version", job.Version.Value)
            .With("Step", complete.Step)
            .With("Value", complete.Value)
            .With("Lot", complete.Lot?.Value)
            .With("Quantity", complete.Quantity)
            .With("Reason", complete.Reason),
        (sheet, done) => sheet.With(SheetWord.AsIs(done.Key), Shown(done.Value)));

    /// <summary>The entry's position is part of it: a value that was corrected and put back is another one.</summary>
    private static SheetWord Shown(StepResult result) => SheetWord.Of(
        "{done}, by {person}, {time} UTC (entry {entry})", ("done", Word(result)), ("person", result.By),
        ("time", result.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)), ("entry", result.Position));

    private static SheetWord Word(StepResult result) => result switch
    {
        { Skipped: true } => "skipped",
        { Forced: true, Value: { Length: > 0 } value } => SheetWord.Of("forced {value}", ("value", value)),
        { Forced: true } => "forced",
        { Value: { } value } => SheetWord.AsIs(value),
        _ => "done",
    };
}

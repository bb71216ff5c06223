using Groundswell.Deciding;
using Groundswell.Expressions;
using Groundswell.Masters.Contents;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Steps;

/// <summary>
/// What was done on the strength of a step as it stood: somebody else confirmed it, somebody signed it, a value was worked out from it. When the step
/// changes, none of that holds any more: four eyes have not seen what is there now (21 CFR 11.70).
/// </summary>
internal static class StandingOnStep
{
    private static readonly Role[] Judging = [Role.Supervisor, Role.QualityReviewer, Role.QualityApprover];

    /// <summary>What a confirmation or a signature is about: the steps it names; or else the one before it, and all that is done.</summary>
    public static IReadOnlyList<string> CoveredBy(Step step, Operation? operation, Job job) => step.Does switch
    {
        ConfirmBySecondPerson { Of: { } named } => named,
        ConfirmBySecondPerson => [.. (operation?.Steps ?? []).TakeWhile(one => one.Id != step.Id).Select(one => one.Id).Where(job.Steps.ContainsKey).TakeLast(1)],
        SignStep { Of: { } named } => named,
        SignStep => [.. job.Steps.Keys.Where(id => id != step.Id)],
        _ => [],
    };

    /// <summary>The steps that stand on this one, directly or by another, in the operation's order.</summary>
    public static IReadOnlyList<Step> Of(string step, Operation? operation, Job job)
    {
        var changed = new HashSet<string>([step], StringComparer.Ordinal);
        var standing = new List<Step>();
        for (var before = 0; before != changed.Count;)
        {
            before = changed.Count;
            foreach (var other in (operation?.Steps ?? []).Where(other => !changed.Contains(other.Id) && job.Steps.ContainsKey(other.Id)))
            {
                if (Below(other, operation, job).Any(one => changed.Contains(one) && IsBefore(one, other.Id, job)))
                {
                    changed.Add(other.Id);
                    standing.Add(other);
                }
            }
        }

        return standing;
    }

    /// <summary>
    /// What a change of a step brings with it. While the job goes on, what stood on it is taken back and done again. After its end nothing is done again:
    /// it becomes an exception, which somebody releases.
    /// </summary>
    /// <param name="already">The exceptions that the same decision raises before.</param>
    public static IEnumerable<Decided> Voided(Step step, Operation? operation, Job job, string reason, int already)
    {
        var standing = Of(step.Id, operation, job);
        if (!job.HasEnded)
            return standing.Select(other => new Decided(null, new StepUndone(job.Id, other.Id, reason)) { Corrects = job.Steps[other.Id].Position });
        return standing.Count == 0 ? [] :
        [
            new Decided(null, new ExceptionRaised(
                job.Id, job.Exceptions + already + 1, step.Id, ExceptionKind.ChangedAfterConfirmation, string.Join(", ", standing.Select(other => other.Name)), reason,
                step.Exceptions?.ReleasedBy is { Count: > 0 } roles ? roles : Judging, standing.Any(IsSigned) ? true : null)),
        ];
    }

    private static IEnumerable<string> Below(Step step, Operation? operation, Job job) => step.Does switch
    {
        Calculate => StepExpressions.Of(step).SelectMany(one => Formula.Parse(one.Text).Formula?.Names ?? []),
        _ => CoveredBy(step, operation, job),
    };

    /// <summary>A confirmation counts for what was there when it was given; a step forced or corrected after it was never under it.</summary>
    private static bool IsBefore(string step, string other, Job job) =>
        job.Steps.TryGetValue(step, out var one) && job.Steps.TryGetValue(other, out var two) && one.Position < two.Position;

    private static bool IsSigned(Step step) => step.Does is SignStep or ConfirmBySecondPerson { ByElectronicSignature: true };
}

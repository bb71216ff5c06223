using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Steps;

/// <summary>What can be done at steps, by whom, and what each decision reads.</summary>
internal static class StepActs
{
    private static readonly Rights Working =
        Rights.Of(Role.Operator, Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.QualityReviewer, Role.Integration);

    /// <summary>Whoever works may carry the signature of who releases; whose word counts is decided by the master's roles.</summary>
    private static readonly Rights Releasing = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead, Role.Operator, Role.MaterialsHandler);

    private static readonly Rights Leading = Rights.Of(Role.LineLead, Role.Supervisor, Role.QualityReviewer, Role.QualityApprover);

    public static void List(Acts acts)
    {
        var json = WorkJson.Default;
        acts.Add(() => json.CompleteStep, "Do a step of a job.", Working, Complete);
        acts.Add(() => json.CorrectStep, "Put a wrong value of a step right.", Working, async (correct, read, _) =>
        {
            var job = await read.Of(correct.Job);
            return CorrectStep.Decide(
                correct, job, await JobActs.OrderOf(job, read), await JobActs.VersionOf(job, read), await JobActs.OthersOf(job, read)).On(correct.Job);
        });
        acts.Add(() => json.UndoStep, "Take a step back so that it is done again.", Working, async (undo, read, _) =>
        {
            var job = await read.Of(undo.Job);
            return UndoStep.Decide(undo, job, await JobActs.OrderOf(job, read), await JobActs.VersionOf(job, read)).On(undo.Job);
        });
        acts.Add(() => json.SkipStep, "Leave a step out, with the reason.", Working, async (skip, read, circumstances) =>
        {
            var job = await read.Of(skip.Job);
            return SkipStep.Decide(
                skip, job, await JobActs.OrderOf(job, read), await JobActs.VersionOf(job, read), await JobActs.OthersOf(job, read), circumstances).On(skip.Job);
        });
        acts.Add(() => json.ForceStep, "Count a step as done that can't be done as the master asks.", Leading, async (force, read, _) =>
        {
            var job = await read.Of(force.Job);
            return ForceStep.Decide(force, job, await JobActs.OrderOf(job, read), await JobActs.VersionOf(job, read)).On(force.Job);
        });
        acts.Add(() => json.ReleaseException, "Let work go on after an exception.", Releasing, async (release, read, circumstances) =>
        {
            var job = await read.Of(release.Job);
            return ReleaseException.Decide(
                release, job, circumstances.Signatures.Count > 0 ? await SignerOf(read, circumstances) : await read.Shared(new Id<Account>(circumstances.Person)),
                circumstances).On(release.Job);
        });
    }

    private static async ValueTask<Decision> Complete(CompleteStep complete, Reading read, Circumstances circumstances)
    {
        var job = await read.Of(complete.Job);
        var version = await JobActs.VersionOf(job, read);
        var (shared, own) = complete.Output is null ? ([], []) : await OutputReasons.Read(version, job.Operation, read);
        return CompleteStep.Decide(
            complete, job, await JobActs.OrderOf(job, read), version, await JobActs.OthersOf(job, read),
            await PersonOf(read, circumstances), await EquipmentOf(complete, job, read), complete.Lot is { } lot ? await read.Of(lot) : null,
            await SignerOf(read, circumstances), shared, own, circumstances).On(complete.Job);
    }

    /// <summary>What was scanned to be checked, or the work unit that the job runs at.</summary>
    private static ValueTask<WorkUnit> EquipmentOf(CompleteStep complete, Job job, Reading read) =>
        Id<WorkUnit>.TryParse(complete.Equipment, null, out var scanned) ? read.Of(scanned)
        : job.WorkUnit is { } unit ? read.Of(unit)
        : ValueTask.FromResult(WorkUnit.Unknown);

    /// <summary>Whoever signed, or whoever asks where nobody did.</summary>
    private static ValueTask<Person> PersonOf(Reading read, Circumstances circumstances) =>
        read.Of(new Id<Person>(circumstances.Signatures is [var signature, ..] ? signature.Signer : circumstances.Person));

    /// <summary>The account of whoever signed, or of whoever asks where nobody did. Read without a guard where no signature hangs on it.</summary>
    private static ValueTask<Account> SignerOf(Reading read, Circumstances circumstances) =>
        circumstances.Signatures is [var signature, ..]
            ? read.Shared(new Id<Account>(signature.Signer))
            : ValueTask.FromResult(Account.Unknown);
}

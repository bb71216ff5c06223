using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Groundswell.Materials.Lots;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record.Attachments;
using Groundswell.Signing;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>Do a step: confirm it, enter its value, use its material, report its output, sign it.</summary>
/// <param name="Value">A literal of the expression language, where the step asks for a value.</param>
/// <param name="Lot">Where the step uses material.</param>
/// <param name="Quantity">How much of the lot, in the bill line's unit.</param>
/// <param name="Equipment">The code that was scanned, where the step checks equipment.</param>
/// <param name="Reason">Why something is not as the master asks. Asked for when it is not.</param>
public sealed record CompleteStep(
    Id<Job> Job, string Step, string? Value = null, Id<MaterialLot>? Lot = null, decimal? Quantity = null, Output? Output = null,
    IReadOnlyList<AttachmentReference>? Photos = null, string? Equipment = null, string? Reason = null) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => StepSheet.Roles;

    /// <param name="others">The order's other jobs, whose values expressions may use.</param>
    /// <param name="person">Whoever signed it; whoever asks, where nobody did.</param>
    /// <param name="workUnit">The equipment that was scanned; the work unit of the job, where nothing was.</param>
    /// <param name="lot">The lot named; null where none is.</param>
    /// <param name="signer">The account of whoever signed it; of whoever asks, where nobody did.</param>
    /// <param name="shared">The lists of reasons of which the operation's steps name a version.</param>
    /// <param name="own">What the site uses of the others that they name.</param>
    public static Decision Decide(
        CompleteStep complete, Job job, Order order, WorkMasterVersion version, IReadOnlyList<Job> others, Person person, WorkUnit workUnit,
        MaterialLot? lot, Account signer, IReadOnlyList<ReasonList> shared, IReadOnlyList<ActiveReasonList> own, Circumstances circumstances)
    {
        if (StepOrder.MayNotWork(complete.Job, job, order) is { } stopped)
            return stopped;
        var values = new StepValues(version, order, [.. others, job]);
        if (StepOrder.Find(complete.Job, complete.Step, job, version, values, out var step) is { } unfit)
            return unfit;
        var isSecond = step.Does is ConfirmBySecondPerson or SignStep;
        if (!isSecond && !job.Crew.Contains(circumstances.Person))
            return new StepByOutsider(complete.Job, circumstances.Person);

        var doing = new StepDoing(complete, job, order, version, values, step, circumstances);
        return step.Does switch
        {
            EnterNumber or EnterText or EnterChoice or EnterYesNo or EnterDate => EnteredValue.Decide(doing),
            Calculate calculate => WorkedOutValue.Decide(doing, calculate),
            ConsumeMaterial consume => StepMaterial.Decide(doing, consume, lot, signer),
            Masters.Contents.ReportOutput output => StepOutput.Decide(doing, output, shared, own),
            TakePhoto photo => (complete.Photos?.Count ?? 0) < photo.AtLeast
                ? new StepPhotosMissing(step.Id, photo.AtLeast)
                : doing.Done(photos: complete.Photos),
            CheckEquipment check => StepEquipment.Decide(doing, check, workUnit),
            RunTimer timer => StepTimer.Decide(doing, timer),
            ConfirmBySecondPerson second => StepConfirmation.Decide(doing, second, person),
            SignStep sign => StepConfirmation.Decide(doing, sign, signer),
            _ => doing.Done(),
        };
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => StepSheet.Of(this, await read.Of(Job));
}

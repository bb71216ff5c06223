using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>Begin a job at a work unit. Whoever starts it works on it.</summary>
public sealed record StartJob(Id<Job> Job, Id<WorkUnit> WorkUnit, JobPhase Phase = JobPhase.Run) : SiteCommand
{
    /// <param name="version">The version that the order was released with.</param>
    /// <param name="before">The jobs of the operations that come before, as the version says.</param>
    /// <param name="runs">What the site's record says of who gave it that version, and for whom and where.</param>
    public static Decision Decide(
        StartJob start, Job job, Order order, WorkMasterVersion version, WorkUnit workUnit, Person person, IReadOnlyList<Job> before, EffectiveVersion runs,
        Circumstances circumstances)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(start.Job);
        if (job.Status != JobStatus.Planned)
            return new JobNotPlanned(start.Job, job.Status);
        if (!order.MayBeWorkedOn)
            return new JobOrderStopped(job.Order, order.Status, order.HeldFor);
        var operation = version.Content.FindOperation(job.Operation);
        if (MayNotUse(start.WorkUnit, workUnit, job, operation?.Equipment) is { } unfit)
            return unfit;
        if (LacksQualification(operation, person, circumstances) is { } lacking)
            return lacking;
        if (GivenForWork.RefusesPerson(job, order, runs, circumstances.Person) is { } outside)
            return outside;
        if (GivenForWork.RefusesPlace(job, order, runs, version, workUnit.WorkCenter) is { } elsewhere)
            return elsewhere;

        // A first part may go ahead before the rest: what an earlier operation has finished or brought forth is enough to begin with.
        if (before.FirstOrDefault(earlier => !earlier.HasEnded && earlier.Good <= 0) is { } open)
            return new EarlierOperationOpen(start.Job, open.Id);

        return new JobStarted(start.Job, start.WorkUnit, start.Phase);
    }

    internal static Refusal? LacksQualification(Operation? operation, Person person, Circumstances circumstances) =>
        operation?.Qualifications?.FirstOrDefault(code => !person.IsQualified(new Id<Qualification>(code), circumstances.At)) is { } lacking
            ? new NotQualified(circumstances.Person, lacking)
            : null;

    /// <summary>Whoever goes on with a job works on it, as if they had joined.</summary>
    internal static Refusal? MayNotEnterCrew(
        Job job, Order order, WorkMasterVersion version, Person person, EffectiveVersion runs, Circumstances circumstances) =>
        job.Crew.Contains(circumstances.Person)
            ? null
            : LacksQualification(version.Content.FindOperation(job.Operation), person, circumstances)
                ?? GivenForWork.RefusesPerson(job, order, runs, circumstances.Person);

    private static Refusal? MayNotUse(Id<WorkUnit> id, WorkUnit workUnit, Job job, EquipmentRequirement? needs)
    {
        if (!workUnit.InService)
            return new WorkUnitNotInService(id);
        if (job.WorkUnit is { } sent && sent != id)
            return new WorkUnitUnfit(id, sent.Value);
        if (job.WorkCenter is { } workCenter && workUnit.WorkCenter != workCenter)
            return new WorkUnitOfOtherWorkCenter(id, workUnit.WorkCenter, workCenter);
        return needs switch
        {
            { Level: EquipmentLevel.WorkUnit } when needs.Code != id.Value => new WorkUnitUnfit(id, needs.Code),
            { Level: EquipmentLevel.WorkCenter } when needs.Code != workUnit.WorkCenter.Value => new WorkUnitUnfit(id, needs.Code),
            { Level: EquipmentLevel.EquipmentClass } when !workUnit.EquipmentClasses.Contains(needs.Code) => new WorkUnitUnfit(id, needs.Code),
            _ => null,
        };
    }
}

using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>Put a job into a work center's queue, or into another one, or to another place in it.</summary>
/// <param name="WorkUnit">The very work unit, where it matters; any of the work center, where nothing is said.</param>
public sealed record DispatchJob(Id<Job> Job, Id<WorkCenter> WorkCenter, int? Sequence = null, Id<WorkUnit>? WorkUnit = null) : SiteCommand
{
    public static Decision Decide(DispatchJob dispatch, Job job, Order order, WorkMasterVersion version, WorkCenter workCenter, WorkUnit? workUnit)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(dispatch.Job);
        if (job.Status != JobStatus.Planned)
            return new JobNotPlanned(dispatch.Job, job.Status);
        if (order.Status != OrderStatus.Released)
            return new JobOrderStopped(job.Order, order.Status, order.HeldFor);
        if (workCenter.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkCenter.Kind, dispatch.WorkCenter.Value);
        if (version.Content.FindOperation(job.Operation)?.Equipment is { Level: EquipmentLevel.WorkCenter } needs && needs.Code != dispatch.WorkCenter.Value)
            return new WorkCenterUnfit(dispatch.WorkCenter, needs.Code);
        if (dispatch.WorkUnit is { } unit && (workUnit is null || workUnit.WorkCenter != dispatch.WorkCenter))
            return new WorkUnitElsewhere(unit, dispatch.WorkCenter);

        return new JobDispatched(dispatch.Job, dispatch.WorkCenter, dispatch.Sequence, dispatch.WorkUnit);
    }
}

using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Record;

namespace Groundswell.Work.Steps;

/// <summary>Equipment checked before it is used.</summary>
internal static class StepEquipment
{
    /// <param name="checkedUnit">What was scanned, or the job's own work unit where nothing was.</param>
    public static Decision Decide(StepDoing doing, CheckEquipment check, WorkUnit checkedUnit)
    {
        var given = doing.Asked.Equipment;
        var own = doing.Job.WorkUnit?.Value;
        var asked = check.Equipment?.Code ?? own ?? "";
        if (check.Scan && given is null)
            return new StepEquipmentOther(doing.Step.Id, asked, null);
        if (check.Equipment is { } needs ? !Is(needs, checkedUnit) : given is not null && given != own)
            return new StepEquipmentOther(doing.Step.Id, asked, given ?? own);
        if (check.Checks.Contains(EquipmentCheck.InService) && !checkedUnit.InService)
            return new WorkUnitNotInService(new Id<WorkUnit>(given ?? own ?? ""));

        var done = doing.Done("true", equipment: given ?? own);
        return check.Scan && doing.Circumstances.Source is Source.Typed or Source.Transcribed
            ? doing.Except(done, ExceptionKind.Typed, Saying.Of("told.typed", ("given", given ?? own ?? "")))
            : done;
    }

    private static bool Is(EquipmentRequirement needs, WorkUnit unit) => unit.InUse == InUse.Yes && needs.Level switch
    {
        EquipmentLevel.WorkUnit => unit.Id.Value == needs.Code,
        EquipmentLevel.EquipmentClass => unit.EquipmentClasses.Contains(needs.Code),
        _ => unit.WorkCenter.Value == needs.Code,
    };
}

using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Record;

namespace Groundswell.Work.Steps;

/// <summary>Equipment checked before it is used.</summary>
internal static class StepEquipment
{
    public static Decision Decide(StepDoing doing, CheckEquipment check, WorkUnit workUnit)
    {
        var given = doing.Asked.Equipment;
        var own = doing.Job.WorkUnit?.Value;
        if (check.Equipment is { } asked ? !Is(asked, given, workUnit) : given is not null && given != own)
            return new StepEquipmentOther(doing.Step.Id, check.Equipment?.Code ?? own ?? "", given);
        if (check.Scan && given is null)
            return new StepEquipmentOther(doing.Step.Id, check.Equipment?.Code ?? own ?? "", null);
        if (check.Checks.Contains(EquipmentCheck.InService) && !workUnit.InService)
            return new WorkUnitNotInService(workUnit.Id);

        var done = doing.Done("true", equipment: given ?? own);
        return check.Scan && doing.Circumstances.Source == Source.Typed
            ? doing.Except(done, ExceptionKind.Typed, $"{given} was typed, not scanned")
            : done;
    }

    private static bool Is(EquipmentRequirement asked, string? given, WorkUnit workUnit) => asked.Level switch
    {
        EquipmentLevel.WorkUnit => given == asked.Code,
        EquipmentLevel.EquipmentClass => given is not null && (given != workUnit.Id.Value || workUnit.EquipmentClasses.Contains(asked.Code)),
        _ => given is not null,
    };
}

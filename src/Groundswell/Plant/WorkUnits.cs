using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Add a work unit to a work center.</summary>
public sealed record AddWorkUnit(Id<WorkUnit> WorkUnit, string Name, Id<WorkCenter> WorkCenter, IReadOnlyList<string>? EquipmentClasses = null)
    : SiteCommand
{
    public static Decision Decide(AddWorkUnit add, WorkUnit workUnit, WorkCenter workCenter)
    {
        if (workUnit.InUse != InUse.Unknown)
            return new AlreadyThere(Plant.WorkUnit.Kind, add.WorkUnit.Value);
        if (workCenter.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkCenter.Kind, add.WorkCenter.Value);
        if (string.IsNullOrWhiteSpace(add.Name))
            return new NameMissing();

        return new WorkUnitAdded(add.WorkUnit, add.Name.Trim(), add.WorkCenter, add.EquipmentClasses ?? []);
    }
}

/// <summary>Rename a work unit, move it to another work center, or say anew what it can stand in for.</summary>
public sealed record ChangeWorkUnit(Id<WorkUnit> WorkUnit, string Name, Id<WorkCenter> WorkCenter, IReadOnlyList<string>? EquipmentClasses = null)
    : SiteCommand
{
    public static Decision Decide(ChangeWorkUnit change, WorkUnit workUnit, WorkCenter workCenter)
    {
        if (workUnit.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkUnit.Kind, change.WorkUnit.Value);
        if (workCenter.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkCenter.Kind, change.WorkCenter.Value);
        if (string.IsNullOrWhiteSpace(change.Name))
            return new NameMissing();

        return new WorkUnitChanged(change.WorkUnit, change.Name.Trim(), change.WorkCenter, change.EquipmentClasses ?? workUnit.EquipmentClasses);
    }
}

/// <summary>Say that a work unit may not be used for now, and why. What runs there goes on until it is paused or finished.</summary>
public sealed record TakeWorkUnitOutOfService(Id<WorkUnit> WorkUnit, string Reason) : SiteCommand
{
    public static Decision Decide(TakeWorkUnitOutOfService take, WorkUnit workUnit)
    {
        if (!workUnit.InService)
            return new WorkUnitNotInService(take.WorkUnit);
        if (string.IsNullOrWhiteSpace(take.Reason))
            return new PlantReasonMissing();

        return new WorkUnitTakenOutOfService(take.WorkUnit, take.Reason.Trim());
    }
}

/// <summary>Say that a work unit may be used again.</summary>
public sealed record ReturnWorkUnitToService(Id<WorkUnit> WorkUnit) : SiteCommand
{
    public static Decision Decide(ReturnWorkUnitToService give, WorkUnit workUnit) =>
        workUnit is { InUse: InUse.Yes, OutOfServiceFor: not null }
            ? new WorkUnitReturnedToService(give.WorkUnit)
            : new WorkUnitNotOutOfService(give.WorkUnit);
}

/// <summary>Take a work unit out of use for good.</summary>
public sealed record RetireWorkUnit(Id<WorkUnit> WorkUnit, string Reason) : SiteCommand
{
    public static Decision Decide(RetireWorkUnit retire, WorkUnit workUnit)
    {
        if (workUnit.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkUnit.Kind, retire.WorkUnit.Value);
        if (string.IsNullOrWhiteSpace(retire.Reason))
            return new PlantReasonMissing();

        return new WorkUnitRetired(retire.WorkUnit, retire.Reason.Trim());
    }
}

/// <summary>The work unit is unknown, retired or out of service.</summary>
public sealed record WorkUnitNotInService(Id<WorkUnit> WorkUnit) : Refusal("work-unit.not-in-service");

/// <summary>The work unit is not out of service.</summary>
public sealed record WorkUnitNotOutOfService(Id<WorkUnit> WorkUnit) : Refusal("work-unit.not-out-of-service");

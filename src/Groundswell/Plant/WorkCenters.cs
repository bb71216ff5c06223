using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Add a work center to an area.</summary>
public sealed record AddWorkCenter(Id<WorkCenter> WorkCenter, string Name, Id<Area> Area) : SiteCommand
{
    public static Decision Decide(AddWorkCenter add, WorkCenter workCenter, Area area)
    {
        if (workCenter.InUse != InUse.Unknown)
            return new AlreadyThere(Plant.WorkCenter.Kind, add.WorkCenter.Value);
        if (area.InUse != InUse.Yes)
            return new NotInUse(Plant.Area.Kind, add.Area.Value);
        if (string.IsNullOrWhiteSpace(add.Name))
            return new NameMissing();

        return new WorkCenterAdded(add.WorkCenter, add.Name.Trim(), add.Area);
    }
}

/// <summary>Rename a work center, or put it into another area.</summary>
public sealed record ChangeWorkCenter(Id<WorkCenter> WorkCenter, string Name, Id<Area> Area) : SiteCommand
{
    public static Decision Decide(ChangeWorkCenter change, WorkCenter workCenter, Area area)
    {
        if (workCenter.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkCenter.Kind, change.WorkCenter.Value);
        if (area.InUse != InUse.Yes)
            return new NotInUse(Plant.Area.Kind, change.Area.Value);
        if (string.IsNullOrWhiteSpace(change.Name))
            return new NameMissing();

        return new WorkCenterChanged(change.WorkCenter, change.Name.Trim(), change.Area);
    }
}

/// <summary>Take a work center out of use for good.</summary>
public sealed record RetireWorkCenter(Id<WorkCenter> WorkCenter, string Reason) : SiteCommand
{
    public static Decision Decide(RetireWorkCenter retire, WorkCenter workCenter)
    {
        if (workCenter.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkCenter.Kind, retire.WorkCenter.Value);
        if (string.IsNullOrWhiteSpace(retire.Reason))
            return new PlantReasonMissing();

        return new WorkCenterRetired(retire.WorkCenter, retire.Reason.Trim());
    }
}

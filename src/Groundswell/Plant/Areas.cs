using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Add an area to the site.</summary>
public sealed record AddArea(Id<Area> Area, string Name) : SiteCommand
{
    public static Decision Decide(AddArea add, Area area)
    {
        if (area.InUse != InUse.Unknown)
            return new AlreadyThere(Plant.Area.Kind, add.Area.Value);
        if (string.IsNullOrWhiteSpace(add.Name))
            return new NameMissing();

        return new AreaAdded(add.Area, add.Name.Trim());
    }
}

/// <summary>Call an area by another name.</summary>
public sealed record RenameArea(Id<Area> Area, string Name) : SiteCommand
{
    public static Decision Decide(RenameArea rename, Area area)
    {
        if (area.InUse != InUse.Yes)
            return new NotInUse(Plant.Area.Kind, rename.Area.Value);
        if (string.IsNullOrWhiteSpace(rename.Name))
            return new NameMissing();

        return new AreaRenamed(rename.Area, rename.Name.Trim());
    }
}

/// <summary>Take an area out of use for good.</summary>
public sealed record RetireArea(Id<Area> Area, string Reason) : SiteCommand
{
    public static Decision Decide(RetireArea retire, Area area)
    {
        if (area.InUse != InUse.Yes)
            return new NotInUse(Plant.Area.Kind, retire.Area.Value);
        if (string.IsNullOrWhiteSpace(retire.Reason))
            return new PlantReasonMissing();

        return new AreaRetired(retire.Area, retire.Reason.Trim());
    }
}

/// <summary>A thing of this kind and id is at the site already, or was before it was retired.</summary>
public sealed record AlreadyThere(string Kind, string Id) : Refusal("plant.already-there");

/// <summary>The site has no such thing in use.</summary>
public sealed record NotInUse(string Kind, string Id) : Refusal("plant.not-in-use");

using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters;

/// <summary>Begin a work master, and with it the draft of its first version.</summary>
/// <param name="Quantity">The size of a run that the draft's quantities and times are to be given for.</param>
/// <param name="Class">What kind of thing is made, as the enterprise groups its masters.</param>
public sealed record CreateWorkMaster(
    Id<WorkMaster> WorkMaster, string Name, Id<MaterialDefinition> Material, decimal Quantity, string? Class = null) : EnterpriseCommand
{
    public static Decision Decide(CreateWorkMaster create, WorkMaster master, WorkMasterVersion first, MaterialDefinition material)
    {
        if (master.IsKnown || first.Status != VersionStatus.Unknown)
            return new WorkMasterAlreadyThere(create.WorkMaster);
        if (!VersionIds.Fits(create.WorkMaster))
            return new WorkMasterIdUnfit(create.WorkMaster);
        if (string.IsNullOrWhiteSpace(create.Name))
            return new MasterNameMissing();
        if (material.Status != MaterialStatus.InUse)
            return new MaterialNotInUse(create.Material);

        var name = create.Name.Trim();
        var @class = string.IsNullOrWhiteSpace(create.Class) ? null : create.Class.Trim();
        var content = WorkMasterContent.Empty with { Name = name, Makes = new MadeMaterial(create.Material, create.Quantity, material.Unit) };
        var version = create.WorkMaster.Version(1);
        return Decision
            .Of(new WorkMasterCreated(create.WorkMaster, name, create.Material, @class), new WorkMasterVersionOpened(create.WorkMaster, 1))
            .And(version, new VersionOpened(version, create.WorkMaster, 1, content));
    }
}

/// <summary>Call a work master by another name, or put it into another class. Its versions keep the name that they were approved with.</summary>
public sealed record ChangeWorkMaster(Id<WorkMaster> WorkMaster, string Name, string? Class = null) : EnterpriseCommand
{
    public static Decision Decide(ChangeWorkMaster change, WorkMaster master)
    {
        if (!master.IsKnown)
            return new WorkMasterUnknown(change.WorkMaster);
        if (string.IsNullOrWhiteSpace(change.Name))
            return new MasterNameMissing();
        var (name, @class) = (change.Name.Trim(), string.IsNullOrWhiteSpace(change.Class) ? null : change.Class.Trim());
        if ((master.Name, master.Class) == (name, @class))
            return new WorkMasterUnchanged(change.WorkMaster);

        return new WorkMasterChanged(change.WorkMaster, name, @class);
    }
}

/// <summary>The id is taken.</summary>
public sealed record WorkMasterAlreadyThere(Id<WorkMaster> WorkMaster) : Refusal("work-master.already-there")
{
    public override string Field => "workMaster";
}

/// <summary>The id is too long, or has the sign in it that stands before a version's number.</summary>
public sealed record WorkMasterIdUnfit(Id<WorkMaster> WorkMaster) : Refusal("work-master.id-unfit")
{
    public override string Field => "workMaster";
}

/// <summary>It is as it is asked to be.</summary>
public sealed record WorkMasterUnchanged(Id<WorkMaster> WorkMaster) : Refusal("work-master.unchanged");

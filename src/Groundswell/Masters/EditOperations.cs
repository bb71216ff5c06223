using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters;

/// <summary>Add an operation to a draft, with its steps.</summary>
/// <param name="After">The operation it stands behind; null: it is the first.</param>
public sealed record AddOperation(Id<WorkMasterVersion> Version, Operation Operation, string? After = null, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(AddOperation add, WorkMasterVersion version)
    {
        if (version.Content.FindOperation(add.Operation.Id) is not null)
            return new OperationAlreadyThere(add.Operation.Id);
        if (add.After is { } after && version.Content.FindOperation(after) is null)
            return new OperationUnknown(after);

        return DraftEdits.Decide(add.Version, version, add.BaseRevision, new OperationAdded(add.Operation, add.After));
    }
}

/// <summary>Change what a draft says of an operation. Its steps are changed by acts of their own; those given here are not looked at.</summary>
public sealed record ChangeOperation(Id<WorkMasterVersion> Version, Operation Operation, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(ChangeOperation change, WorkMasterVersion version)
    {
        if (version.Content.FindOperation(change.Operation.Id) is null)
            return new OperationUnknown(change.Operation.Id);

        return DraftEdits.Decide(change.Version, version, change.BaseRevision, new OperationChanged(change.Operation with { Steps = [] }));
    }
}

/// <summary>Give an operation another place in a draft.</summary>
/// <param name="After">The operation it goes behind; null: it becomes the first.</param>
public sealed record MoveOperation(Id<WorkMasterVersion> Version, string Operation, string? After = null, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(MoveOperation move, WorkMasterVersion version)
    {
        if (version.Content.FindOperation(move.Operation) is null)
            return new OperationUnknown(move.Operation);
        if (move.After is { } after && version.Content.FindOperation(after) is null)
            return new OperationUnknown(after);

        return DraftEdits.Decide(move.Version, version, move.BaseRevision, new OperationMoved(move.Operation, move.After));
    }
}

/// <summary>Take an operation out of a draft, with its steps.</summary>
public sealed record RemoveOperation(Id<WorkMasterVersion> Version, string Operation, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(RemoveOperation remove, WorkMasterVersion version)
    {
        if (version.Content.FindOperation(remove.Operation) is null)
            return new OperationUnknown(remove.Operation);

        return DraftEdits.Decide(remove.Version, version, remove.BaseRevision, new OperationRemoved(remove.Operation));
    }
}

/// <summary>The version has no such operation.</summary>
public sealed record OperationUnknown(string Operation) : Refusal("operation.unknown")
{
    public override string Field => "operation";
}

/// <summary>The version has an operation of this id.</summary>
public sealed record OperationAlreadyThere(string Operation) : Refusal("operation.already-there")
{
    public override string Field => "operation.id";
}

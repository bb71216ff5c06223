using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters;

/// <summary>Add a step to an operation of a draft.</summary>
/// <param name="After">The step of the operation that it stands behind; null: it is the first.</param>
public sealed record AddStep(Id<WorkMasterVersion> Version, string Operation, Step Step, string? After = null, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(AddStep add, WorkMasterVersion version)
    {
        if (version.Content.FindOperation(add.Operation) is null)
            return new OperationUnknown(add.Operation);
        if (version.Content.FindStep(add.Step.Id) is not null)
            return new StepAlreadyThere(add.Step.Id);
        if (add.After is { } after && version.Content.OperationOf(after)?.Id != add.Operation)
            return new StepNotInOperation(after, add.Operation);

        return DraftEdits.Decide(add.Version, version, add.BaseRevision, new StepAdded(add.Operation, add.Step, add.After));
    }
}

/// <summary>Change what a draft says of a step: all of it, as it is to be.</summary>
public sealed record ChangeStep(Id<WorkMasterVersion> Version, Step Step, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(ChangeStep change, WorkMasterVersion version)
    {
        if (version.Content.FindStep(change.Step.Id) is null)
            return new StepUnknown(change.Step.Id);

        return DraftEdits.Decide(change.Version, version, change.BaseRevision, new StepChanged(change.Step));
    }
}

/// <summary>Give a step another place in a draft, in its operation or in another.</summary>
/// <param name="Operation">The operation it goes to; null: it stays in its own.</param>
/// <param name="After">The step it goes behind; null: it becomes the first.</param>
public sealed record MoveStep(
    Id<WorkMasterVersion> Version, string Step, string? Operation = null, string? After = null, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(MoveStep move, WorkMasterVersion version)
    {
        if (version.Content.OperationOf(move.Step) is not { } own)
            return new StepUnknown(move.Step);
        var operation = move.Operation ?? own.Id;
        if (version.Content.FindOperation(operation) is null)
            return new OperationUnknown(operation);
        if (move.After is { } after && version.Content.OperationOf(after)?.Id != operation)
            return new StepNotInOperation(after, operation);

        return DraftEdits.Decide(move.Version, version, move.BaseRevision, new StepMoved(move.Step, operation, move.After));
    }
}

/// <summary>Take a step out of a draft.</summary>
public sealed record RemoveStep(Id<WorkMasterVersion> Version, string Step, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(RemoveStep remove, WorkMasterVersion version)
    {
        if (version.Content.FindStep(remove.Step) is null)
            return new StepUnknown(remove.Step);

        return DraftEdits.Decide(remove.Version, version, remove.BaseRevision, new StepRemoved(remove.Step));
    }
}

/// <summary>The version has no such step.</summary>
public sealed record StepUnknown(string Step) : Refusal("step.unknown")
{
    public override string Field => "step";
}

/// <summary>The version has a step of this id.</summary>
public sealed record StepAlreadyThere(string Step) : Refusal("step.already-there")
{
    public override string Field => "step.id";
}

/// <summary>The step named is not one of the operation's.</summary>
public sealed record StepNotInOperation(string Step, string Operation) : Refusal("step.not-in-operation")
{
    public override string Field => "after";
}

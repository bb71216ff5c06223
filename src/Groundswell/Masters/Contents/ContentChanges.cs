using System.Text.Json.Serialization.Metadata;

namespace Groundswell.Masters.Contents;

/// <summary>Applies changes to a content, and finds the changes that lead from one content to another.</summary>
public static class ContentChanges
{
    public static WorkMasterContent Apply(WorkMasterContent content, IEnumerable<ContentChange> changes) => changes.Aggregate(content, Apply);

    public static WorkMasterContent Apply(WorkMasterContent content, ContentChange change) => change switch
    {
        HeadChanged c => content with { Name = c.Name, Makes = c.Makes },
        OperationAdded c => content with { Operations = Sequence.Added(content.Operations, c.Operation, c.After, OperationId) },
        OperationChanged c => ChangeOperation(content, c.Operation.Id, before => c.Operation with { Steps = before.Steps }),
        OperationMoved c => content with { Operations = Sequence.Moved(content.Operations, c.Operation, c.After, OperationId) },
        OperationRemoved c => content with { Operations = Sequence.Removed(content.Operations, c.Operation, OperationId) },
        StepAdded c when content.FindStep(c.Step.Id) is null => ChangeSteps(content, c.Operation, steps => Sequence.Added(steps, c.Step, c.After, StepId)),
        StepChanged c when content.OperationOf(c.Step.Id) is { } operation =>
            ChangeSteps(content, operation.Id, steps => Sequence.Changed(steps, c.Step.Id, _ => c.Step, StepId)),
        StepMoved c => Move(content, c),
        StepRemoved c when content.OperationOf(c.Step) is { } operation =>
            ChangeSteps(content, operation.Id, steps => Sequence.Removed(steps, c.Step, StepId)),
        BillLineAdded c => content with { BillOfMaterial = Sequence.Added(content.BillOfMaterial, c.Line, c.After, LineId) },
        BillLineChanged c => content with { BillOfMaterial = Sequence.Changed(content.BillOfMaterial, c.Line.Id, _ => c.Line, LineId) },
        BillLineMoved c => content with { BillOfMaterial = Sequence.Moved(content.BillOfMaterial, c.Line, c.After, LineId) },
        BillLineRemoved c => content with { BillOfMaterial = Sequence.Removed(content.BillOfMaterial, c.Line, LineId) },
        ParameterAdded c => content with { Parameters = Sequence.Added(content.Parameters, c.Parameter, c.After, ParameterId) },
        ParameterChanged c => content with { Parameters = Sequence.Changed(content.Parameters, c.Parameter.Id, _ => c.Parameter, ParameterId) },
        ParameterMoved c => content with { Parameters = Sequence.Moved(content.Parameters, c.Parameter, c.After, ParameterId) },
        ParameterRemoved c => content with { Parameters = Sequence.Removed(content.Parameters, c.Parameter, ParameterId) },
        _ => content,
    };

    /// <summary>Changes that, applied to <paramref name="before"/> one after the other, give <paramref name="after"/>; none where they are the same.</summary>
    /// <remarks>No id stands twice in either.</remarks>
    public static IReadOnlyList<ContentChange> Between(WorkMasterContent before, WorkMasterContent after)
    {
        var json = MastersJson.Default;
        var changes = new List<ContentChange>();
        if (before.Name != after.Name || !ContentText.Same(before.Makes, after.Makes, json.MadeMaterial))
            changes.Add(new HeadChanged(after.Name, after.Makes));

        Operations(before, after, changes);
        Elements(before.BillOfMaterial, after.BillOfMaterial, LineId, json.BillLine, changes, new(
            (line, behind) => new BillLineAdded(line, behind), line => new BillLineChanged(line),
            (line, behind) => new BillLineMoved(line, behind), line => new BillLineRemoved(line)));
        Elements(before.Parameters, after.Parameters, ParameterId, json.Parameter, changes, new(
            (parameter, behind) => new ParameterAdded(parameter, behind), parameter => new ParameterChanged(parameter),
            (parameter, behind) => new ParameterMoved(parameter, behind), parameter => new ParameterRemoved(parameter)));
        return changes;
    }

    private static void Operations(WorkMasterContent before, WorkMasterContent after, List<ContentChange> changes)
    {
        // A step that was elsewhere is moved, not made anew: what is added comes with new steps only. What goes away goes last, so that
        // nothing is lost that is moved out of it.
        var known = before.Operations.SelectMany(operation => operation.Steps).ToDictionary(StepId);
        Operation WithNewSteps(Operation operation) => operation with { Steps = [.. operation.Steps.Where(step => !known.ContainsKey(step.Id))] };

        var removed = new List<ContentChange>();
        var headers = new List<ContentChange>();
        Elements(
            [.. before.Operations.Select(WithoutSteps)], [.. after.Operations.Select(WithoutSteps)], OperationId, MastersJson.Default.Operation, headers, new(
                (operation, behind) => new OperationAdded(WithNewSteps(after.FindOperation(operation.Id)!), behind), operation => new OperationChanged(operation),
                (operation, behind) => new OperationMoved(operation, behind), operation => new OperationRemoved(operation)));
        changes.AddRange(headers.Where(change => change is not OperationRemoved));
        removed.AddRange(headers.Where(change => change is OperationRemoved));

        foreach (var operation in after.Operations)
            Steps(before.FindOperation(operation.Id) ?? WithNewSteps(operation), operation, known, changes);

        var kept = after.Operations.SelectMany(operation => operation.Steps).Select(StepId).ToHashSet();
        changes.AddRange(
            from operation in before.Operations
            where after.FindOperation(operation.Id) is not null
            from step in operation.Steps
            where !kept.Contains(step.Id)
            select new StepRemoved(step.Id));
        changes.AddRange(removed);
    }

    private static void Steps(Operation before, Operation after, Dictionary<string, Step> known, List<ContentChange> changes)
    {
        var staying = Sequence.Staying([.. before.Steps.Select(StepId)], [.. after.Steps.Select(StepId)]);
        string? behind = null;
        foreach (var step in after.Steps)
        {
            if (!staying.Contains(step.Id))
                changes.Add(known.ContainsKey(step.Id) ? new StepMoved(step.Id, after.Id, behind) : new StepAdded(after.Id, step, behind));
            if (known.TryGetValue(step.Id, out var was) && !ContentText.Same(was, step, MastersJson.Default.Step))
                changes.Add(new StepChanged(step));
            behind = step.Id;
        }
    }

    private static void Elements<T>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id, JsonTypeInfo<T> shape, List<ContentChange> changes, Ways<T> ways)
    {
        var known = before.ToDictionary(id);
        var staying = Sequence.Staying([.. before.Select(id)], [.. after.Select(id)]);
        string? behind = null;
        foreach (var element in after)
        {
            var name = id(element);
            if (!staying.Contains(name))
                changes.Add(known.ContainsKey(name) ? ways.Moved(name, behind) : ways.Added(element, behind));
            if (known.TryGetValue(name, out var was) && !ContentText.Same(was, element, shape))
                changes.Add(ways.Changed(element));
            behind = name;
        }

        var kept = after.Select(id).ToHashSet();
        changes.AddRange(before.Select(id).Where(name => !kept.Contains(name)).Select(ways.Removed));
    }

    private static WorkMasterContent Move(WorkMasterContent content, StepMoved move)
    {
        if (content.OperationOf(move.Step) is not { } from || content.FindOperation(move.Operation) is null)
            return content;
        if (from.Id == move.Operation)
            return ChangeSteps(content, from.Id, steps => Sequence.Moved(steps, move.Step, move.After, StepId));

        var step = content.FindStep(move.Step)!;
        var without = ChangeSteps(content, from.Id, steps => Sequence.Removed(steps, move.Step, StepId));
        return ChangeSteps(without, move.Operation, steps => Sequence.Added(steps, step, move.After, StepId));
    }

    private static WorkMasterContent ChangeSteps(
        WorkMasterContent content, string operation, Func<IReadOnlyList<Step>, IReadOnlyList<Step>> change) =>
        ChangeOperation(content, operation, before => before with { Steps = change(before.Steps) });

    private static WorkMasterContent ChangeOperation(WorkMasterContent content, string operation, Func<Operation, Operation> change) =>
        content with { Operations = Sequence.Changed(content.Operations, operation, change, OperationId) };

    private static Operation WithoutSteps(Operation operation) => operation with { Steps = [] };

    private static string OperationId(Operation operation) => operation.Id;

    private static string StepId(Step step) => step.Id;

    private static string LineId(BillLine line) => line.Id;

    private static string ParameterId(Parameter parameter) => parameter.Id;

    /// <summary>The change records of one kind of element.</summary>
    private sealed record Ways<T>(
        Func<T, string?, ContentChange> Added, Func<T, ContentChange> Changed, Func<string, string?, ContentChange> Moved, Func<string, ContentChange> Removed);
}

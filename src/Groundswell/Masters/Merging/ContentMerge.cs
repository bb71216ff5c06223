using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;

namespace Groundswell.Masters.Merging;

/// <summary>What came of bringing a variant in line with the core.</summary>
/// <param name="Content">The core as it is now, with the variant's difference; as the variant has it where a conflict is open.</param>
/// <param name="Conflicts">What both have changed otherwise and nobody has chosen, by name. While there is one, the content is nobody's.</param>
public sealed record MergedContent(WorkMasterContent Content, IReadOnlyList<ContentConflict> Conflicts);

/// <summary>
/// Brings a variant in line with the core by what all three say: the core when the variant was last in line with it, the core now, and the variant. What one
/// of them changed is taken; what both changed otherwise is a conflict, and nothing is guessed.
/// </summary>
public static class ContentMerge
{
    public static MergedContent Of(
        WorkMasterContent before, WorkMasterContent core, WorkMasterContent variant, IReadOnlyList<ConflictChoice> choices) =>
        new Merging(before, core, variant, choices).Merged();

    /// <summary>One merge: the core's changes are done to the variant one by one, each looked at beside what the variant has changed.</summary>
    private sealed class Merging(WorkMasterContent before, WorkMasterContent core, WorkMasterContent variant, IReadOnlyList<ConflictChoice> choices)
    {
        private readonly IReadOnlyList<ContentChange> _own = ContentChanges.Between(before, variant);
        private readonly Dictionary<(ElementKind, string, string), ContentConflict> _open = [];
        private readonly HashSet<string> _keptOut = [];
        private WorkMasterContent _now = variant;

        public MergedContent Merged()
        {
            foreach (var change in ContentChanges.Between(before, core))
                Take(change);
            return new MergedContent(_now, [.. _open.Values]);
        }

        private void Take(ContentChange change)
        {
            switch (change)
            {
                case HeadChanged:
                    var head = Merge(ElementKind.Head, "", core.Name, Head(before), Head(core), Head(_now), MastersJson.Default.WorkMasterContent);
                    _now = _now with { Name = head.Name, Makes = head.Makes };
                    break;
                case OperationAdded or OperationChanged or OperationMoved or OperationRemoved:
                    TakeOperation(change);
                    break;
                case StepAdded or StepChanged or StepMoved or StepRemoved:
                    TakeStep(change);
                    break;
                case BillLineAdded or BillLineChanged or BillLineMoved or BillLineRemoved:
                    _now = _now with { BillOfMaterial = Elements(ElementKind.BillLine, content => content.BillOfMaterial, line => line.Id, line => line.Material.Value, MastersJson.Default.BillLine, change) };
                    break;
                default:
                    _now = _now with { Parameters = Elements(ElementKind.Parameter, content => content.Parameters, one => one.Id, one => one.Name, MastersJson.Default.Parameter, change) };
                    break;
            }
        }

        private void TakeOperation(ContentChange change)
        {
            switch (change)
            {
                case OperationAdded added:
                    var own = _now.FindOperation(added.Operation.Id);
                    if (own is null)
                        Do(new OperationAdded(added.Operation with { Steps = [] }, Anchor(core.Operations, _now.Operations, added.Operation.Id, one => one.Id)));
                    else if (!Same(Bare(own), Bare(added.Operation)) && Takes(ElementKind.Operation, own.Id, own.Name, ContentConflict.Whole, null, Json(added.Operation), Json(own)))
                        Do(new OperationChanged(added.Operation));
                    foreach (var step in added.Operation.Steps)
                        TakeStep(new StepAdded(added.Operation.Id, step));
                    break;
                case OperationChanged { Operation: var changed }:
                    if (IsOperationThere(changed.Id))
                    {
                        Do(new OperationChanged(Merge(
                            ElementKind.Operation, changed.Id, changed.Name, Bare(before.FindOperation(changed.Id)!), Bare(changed), Bare(_now.FindOperation(changed.Id)!), MastersJson.Default.Operation)));
                    }

                    break;
                case OperationMoved moved when _now.FindOperation(moved.Operation) is { } there:
                    var movedOwn = _own.OfType<OperationMoved>().FirstOrDefault(one => one.Operation == moved.Operation);
                    if (movedOwn is null || (movedOwn != moved && Takes(ElementKind.Operation, there.Id, there.Name, ContentConflict.Place, null, Text(moved.After), Text(movedOwn.After))))
                        Do(new OperationMoved(moved.Operation, Anchor(core.Operations, _now.Operations, moved.Operation, one => one.Id)));
                    break;
                case OperationRemoved removed when _now.FindOperation(removed.Operation) is { } gone:
                    if (!IsOwn(removed.Operation) || Takes(ElementKind.Operation, gone.Id, gone.Name, ContentConflict.Whole, Json(before.FindOperation(gone.Id)), null, Json(gone)))
                        Remove(gone);
                    else
                        _keptOut.Add(gone.Id);
                    break;
            }
        }

        private void TakeStep(ContentChange change)
        {
            switch (change)
            {
                case StepAdded { Operation: var into, Step: var added }:
                    if (_now.FindStep(added.Id) is { } own)
                    {
                        if (!Same(own, added) && Takes(ElementKind.Step, own.Id, own.Name, ContentConflict.Whole, null, Json(added), Json(own)))
                            Do(new StepChanged(added));
                    }
                    else if (IsOperationThere(into))
                    {
                        Do(new StepAdded(into, added, StepAnchor(into, added.Id)));
                    }

                    break;
                case StepChanged { Step: var changed }:
                    if (_now.FindStep(changed.Id) is { } there)
                        Do(new StepChanged(Merge(ElementKind.Step, changed.Id, changed.Name, before.FindStep(changed.Id)!, changed, there, MastersJson.Default.Step)));
                    else if (core.OperationOf(changed.Id) is { } at && IsOperationThere(at.Id) && _now.FindStep(changed.Id) is null
                        && Takes(ElementKind.Step, changed.Id, changed.Name, ContentConflict.Whole, Json(before.FindStep(changed.Id)), Json(changed), null))
                        Do(new StepAdded(at.Id, changed, StepAnchor(at.Id, changed.Id)));
                    break;
                case StepMoved moved when _now.FindStep(moved.Step) is { } standing:
                    var movedOwn = _own.OfType<StepMoved>().FirstOrDefault(one => one.Step == moved.Step);
                    if (IsOperationThere(moved.Operation)
                        && (movedOwn is null || (movedOwn != moved
                            && Takes(ElementKind.Step, standing.Id, standing.Name, ContentConflict.Place, null, Text(moved.After ?? moved.Operation), Text(movedOwn.After ?? movedOwn.Operation)))))
                        Do(new StepMoved(moved.Step, moved.Operation, StepAnchor(moved.Operation, moved.Step)));
                    break;
                case StepRemoved removed when _now.FindStep(removed.Step) is { } gone && !_keptOut.Contains(_now.OperationOf(gone.Id)!.Id):
                    var touched = _own.Any(one => (one is StepChanged changedOwn && changedOwn.Step.Id == gone.Id) || (one is StepMoved was && was.Step == gone.Id));
                    if (!touched || Takes(ElementKind.Step, gone.Id, gone.Name, ContentConflict.Whole, Json(before.FindStep(gone.Id)), null, Json(gone)))
                        Do(new StepRemoved(gone.Id));
                    break;
            }
        }

        /// <summary>Whether the variant has the operation, or takes it back because the core has changed it since.</summary>
        private bool IsOperationThere(string id)
        {
            if (_now.FindOperation(id) is not null)
                return true;
            if (_keptOut.Contains(id) || core.FindOperation(id) is not { } theirs)
                return false;
            if (!Takes(ElementKind.Operation, id, theirs.Name, ContentConflict.Whole, Json(before.FindOperation(id)), Json(theirs), null))
            {
                _keptOut.Add(id);
                return false;
            }

            Do(new OperationAdded(
                theirs with { Steps = [.. theirs.Steps.Where(step => _now.FindStep(step.Id) is null)] }, Anchor(core.Operations, _now.Operations, id, one => one.Id)));
            return true;
        }

        /// <summary>Whether the variant has done something in the operation that would go with it.</summary>
        private bool IsOwn(string operation) => _own.Any(change => change switch
        {
            OperationChanged one => one.Operation.Id == operation,
            StepAdded one => one.Operation == operation,
            StepMoved one => one.Operation == operation,
            StepChanged one => _now.OperationOf(one.Step.Id)?.Id == operation,
            _ => false,
        });

        /// <summary>What the core still has elsewhere goes there, not away.</summary>
        private void Remove(Operation gone)
        {
            foreach (var step in gone.Steps)
            {
                if (core.OperationOf(step.Id) is { } elsewhere && IsOperationThere(elsewhere.Id))
                    Do(new StepMoved(step.Id, elsewhere.Id, StepAnchor(elsewhere.Id, step.Id)));
            }

            Do(new OperationRemoved(gone.Id));
        }

        /// <summary>One of the flat lists, with one of the core's changes done to it.</summary>
        private IReadOnlyList<T> Elements<T>(
            ElementKind kind, Func<WorkMasterContent, IReadOnlyList<T>> of, Func<T, string> idOf, Func<T, string> nameOf, JsonTypeInfo<T> shape, ContentChange change)
            where T : class
        {
            var id = change switch
            {
                BillLineAdded one => one.Line.Id,
                BillLineChanged one => one.Line.Id,
                BillLineMoved one => one.Line,
                BillLineRemoved one => one.Line,
                ParameterAdded one => one.Parameter.Id,
                ParameterChanged one => one.Parameter.Id,
                ParameterMoved one => one.Parameter,
                ParameterRemoved one => one.Parameter,
                _ => throw new InvalidOperationException($"{change.GetType().Name} is no change of a list."),
            };
            var list = of(_now);
            var (was, theirs, ours) = (Find(of(before)), Find(of(core)), Find(list));
            if (change is BillLineMoved or ParameterMoved)
                return Moved();
            return (was, theirs, ours) switch
            {
                ({ } one, { } other, { } own) => Sequence.Changed(list, id, _ => Merge(kind, id, nameOf(other), one, other, own, shape), idOf),
                (null, { } other, null) => Sequence.Added(list, other, Anchor(of(core), list, id, idOf), idOf),
                (null, { } other, { } own) when !Same(other, own, shape) && Takes(kind, id, nameOf(own), ContentConflict.Whole, null, ElementFields.Json(other, shape), ElementFields.Json(own, shape)) =>
                    Sequence.Changed(list, id, _ => other, idOf),
                ({ } one, { } other, null) when Takes(kind, id, nameOf(other), ContentConflict.Whole, ElementFields.Json(one, shape), ElementFields.Json(other, shape), null) =>
                    Sequence.Added(list, other, Anchor(of(core), list, id, idOf), idOf),
                ({ } one, null, { } own) when Same(one, own, shape)
                    || Takes(kind, id, nameOf(own), ContentConflict.Whole, ElementFields.Json(one, shape), null, ElementFields.Json(own, shape)) => Sequence.Removed(list, id, idOf),
                _ => list,
            };

            T? Find(IReadOnlyList<T> all) => all.FirstOrDefault(one => idOf(one) == id);

            IReadOnlyList<T> Moved()
            {
                var movedOwn = _own.FirstOrDefault(own => change is BillLineMoved ? own is BillLineMoved line && line.Line == id : own is ParameterMoved one && one.Parameter == id);
                return ours is not null && (movedOwn is null || (movedOwn != change && Takes(kind, id, nameOf(ours), ContentConflict.Place, null, Text(After(change)), Text(After(movedOwn)))))
                    ? Sequence.Moved(list, id, Anchor(of(core), list, id, idOf), idOf)
                    : list;
            }

            static string? After(ContentChange moved) => (moved as BillLineMoved)?.After ?? (moved as ParameterMoved)?.After;
        }

        private T Merge<T>(ElementKind kind, string id, string name, T was, T theirs, T ours, JsonTypeInfo<T> shape) where T : class => ElementFields.Merge(
            was, theirs, ours, shape, (field, one, other, own) => Takes(kind, id, name, field, one, other, own) ? MergeSide.Core : MergeSide.Variant);

        /// <summary>Whether the core's holds, as somebody has said. What nobody has said stays open, and as the variant has it.</summary>
        private bool Takes(ElementKind kind, string id, string name, string field, JsonElement? was, JsonElement? theirs, JsonElement? ours)
        {
            var chosen = choices.FirstOrDefault(choice => choice.Kind == kind && choice.Id == id && choice.Field == field);
            if (chosen is null)
                _open[(kind, id, field)] = new ContentConflict(kind, id, name, field, was, theirs, ours);
            return chosen is { Take: MergeSide.Core };
        }

        /// <summary>The nearest that stands before it in the core and is there; null where none is: then it stands first.</summary>
        private static string? Anchor<T>(IReadOnlyList<T> inCore, IReadOnlyList<T> there, string id, Func<T, string> idOf)
        {
            for (var i = Sequence.IndexOf(inCore, id, idOf) - 1; i >= 0; i--)
            {
                if (Sequence.IndexOf(there, idOf(inCore[i]), idOf) >= 0)
                    return idOf(inCore[i]);
            }

            return null;
        }

        private string? StepAnchor(string operation, string step) =>
            core.FindOperation(operation) is { } theirs && _now.FindOperation(operation) is { } own ? Anchor(theirs.Steps, own.Steps, step, one => one.Id) : null;

        private void Do(ContentChange change) => _now = ContentChanges.Apply(_now, change);

        private static WorkMasterContent Head(WorkMasterContent content) => WorkMasterContent.Empty with { Name = content.Name, Makes = content.Makes };

        private static Operation Bare(Operation operation) => operation with { Steps = [] };

        private static bool Same(Operation one, Operation other) => Same(one, other, MastersJson.Default.Operation);

        private static bool Same(Step one, Step other) => Same(one, other, MastersJson.Default.Step);

        private static bool Same<T>(T one, T other, JsonTypeInfo<T> shape) => ContentText.Same(one, other, shape);

        private static JsonElement? Json(Operation? operation) => operation is null ? null : ElementFields.Json(operation, MastersJson.Default.Operation);

        private static JsonElement? Json(Step? step) => step is null ? null : ElementFields.Json(step, MastersJson.Default.Step);

        private static JsonElement? Text(string? text) => text is null ? null : JsonSerializer.SerializeToElement(text, MastersJson.Default.String);
    }
}

using Groundswell.Masters.Contents;

namespace Groundswell.Masters.Differences;

/// <summary>A difference as it is read: in the order of the work, with what each element is of.</summary>
/// <param name="Title">The operation; null for the head, the bill and the parameters.</param>
internal sealed record DifferenceGroup(ElementKind Kind, string? Title, IReadOnlyList<(ElementDifference Element, int? Place)> Elements)
{
    public static IReadOnlyList<DifferenceGroup> Of(VersionDifference difference, WorkMasterContent before, WorkMasterContent after)
    {
        var groups = new List<DifferenceGroup>();
        Add(ElementKind.Head, null, difference.Elements.Where(element => element.Kind == ElementKind.Head));
        var operations = after.Operations.Concat(before.Operations.Where(operation => after.FindOperation(operation.Id) is null));
        foreach (var operation in operations)
        {
            Add(
                ElementKind.Operation, operation.Name,
                difference.Elements.Where(element => element.Kind == ElementKind.Operation ? element.Id == operation.Id : element.Kind == ElementKind.Step && element.Operation == operation.Id));
        }

        Add(ElementKind.BillLine, null, difference.Elements.Where(element => element.Kind == ElementKind.BillLine));
        Add(ElementKind.Parameter, null, difference.Elements.Where(element => element.Kind == ElementKind.Parameter));
        return groups;

        void Add(ElementKind kind, string? title, IEnumerable<ElementDifference> elements)
        {
            List<(ElementDifference, int?)> rows = [.. elements.Select(element => (element, PlaceOf(element)))];
            if (rows.Count > 0)
                groups.Add(new DifferenceGroup(kind, title, rows));
        }

        int? PlaceOf(ElementDifference element)
        {
            var content = element.Change == ElementChange.Removed ? before : after;
            return element.Kind == ElementKind.Step && content.OperationOf(element.Id) is { } operation
                ? Sequence.IndexOf(operation.Steps, element.Id, step => step.Id) + 1
                : null;
        }
    }
}

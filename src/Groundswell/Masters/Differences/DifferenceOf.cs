using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters.Differences;

/// <summary>Finds how two contents differ. No id stands twice in either.</summary>
public static class DifferenceOf
{
    public static VersionDifference Contents(WorkMasterContent before, WorkMasterContent after)
    {
        var json = MastersJson.Default;
        var moved = ContentChanges.Between(before, after).Select(MovedId).OfType<(ElementKind, string)>().ToHashSet();
        var elements = new List<ElementDifference>();

        var head = FieldsOf(Head(before), Head(after), json.WorkMasterContent, LeastClass.OfHead);
        if (head.Count > 0)
            elements.Add(new ElementDifference(ElementKind.Head, "", after.Name, ElementChange.Changed, head.Max(field => field.Class), head));

        elements.AddRange(Elements(
            ElementKind.Operation, Operations(before), Operations(after), json.Operation, operation => operation.Name, moved,
            (field, _, _) => LeastClass.OfOperation(field), _ => ChangeClass.Parameter));
        elements.AddRange(Elements(
            ElementKind.Step, Steps(before), Steps(after), json.Step, step => step.Name, moved, LeastClass.OfStep, LeastClass.OfWholeStep));
        elements.AddRange(Elements(
            ElementKind.BillLine, Lines(before), Lines(after), json.BillLine, line => line.Material.Value, moved,
            (field, _, _) => LeastClass.OfBillLine(field), _ => ChangeClass.Parameter));
        elements.AddRange(Elements(
            ElementKind.Parameter, Parameters(before), Parameters(after), json.Parameter, parameter => parameter.Name, moved,
            (field, _, _) => LeastClass.OfParameter(field), _ => ChangeClass.Parameter));

        return new VersionDifference(elements.Select(element => element.Class).DefaultIfEmpty(ChangeClass.None).Max(), elements);
    }

    private static IEnumerable<ElementDifference> Elements<T>(
        ElementKind kind, List<PlacedElement<T>> before, List<PlacedElement<T>> after, JsonTypeInfo<T> shape, Func<T, string> name,
        HashSet<(ElementKind, string)> moved, Func<string, T?, T?, ChangeClass> classOf, Func<T, ChangeClass> classOfWhole)
        where T : class
    {
        var was = before.ToDictionary(one => one.Id);
        var now = after.Select(one => one.Id).ToHashSet();
        foreach (var one in after)
        {
            if (!was.TryGetValue(one.Id, out var old))
            {
                yield return Whole(one, ElementChange.Added);
                continue;
            }

            var fields = FieldsOf(old.Element, one.Element, shape, field => classOf(field, old.Element, one.Element));
            var change = fields.Count > 0 ? ElementChange.Changed : ElementChange.Moved;
            if (moved.Contains((kind, one.Id)))
                fields.AddRange(Places(old, one, field => classOf(field, old.Element, one.Element)));
            if (fields.Count > 0)
                yield return new ElementDifference(kind, one.Id, name(one.Element), change, fields.Max(field => field.Class), fields, one.Operation);
        }

        foreach (var gone in before.Where(one => !now.Contains(one.Id)))
            yield return Whole(gone, ElementChange.Removed);

        ElementDifference Whole(PlacedElement<T> one, ElementChange change)
        {
            var least = classOfWhole(one.Element);
            var fields = change == ElementChange.Added
                ? FieldsOf(null, one.Element, shape, _ => least)
                : FieldsOf(one.Element, null, shape, _ => least);
            return new ElementDifference(kind, one.Id, name(one.Element), change, least, fields, one.Operation);
        }
    }

    private static IEnumerable<FieldDifference> Places<T>(PlacedElement<T> before, PlacedElement<T> after, Func<string, ChangeClass> classOf)
    {
        if (before.Operation != after.Operation)
            yield return new FieldDifference("operation", Text(before.Operation), Text(after.Operation), classOf(LeastClass.OtherOperation));
        yield return new FieldDifference("after", Text(before.After), Text(after.After), classOf(LeastClass.Place));
    }

    private static List<FieldDifference> FieldsOf<T>(T? before, T? after, JsonTypeInfo<T> shape, Func<string, ChangeClass> classOf) where T : class =>
    [
        .. Fields.Between(Json(before, shape), Json(after, shape))
            .Select(field => new FieldDifference(field.Field, field.Before, field.After, classOf(field.Field))),
    ];

    private static JsonElement? Json<T>(T? element, JsonTypeInfo<T> shape) where T : class =>
        element is null ? null : JsonSerializer.SerializeToElement(element, shape);

    private static JsonElement? Text(string? text) => text is null ? null : JsonSerializer.SerializeToElement(text, MastersJson.Default.String);

    private static (ElementKind, string)? MovedId(ContentChange change) => change switch
    {
        OperationMoved moved => (ElementKind.Operation, moved.Operation),
        StepMoved moved => (ElementKind.Step, moved.Step),
        BillLineMoved moved => (ElementKind.BillLine, moved.Line),
        ParameterMoved moved => (ElementKind.Parameter, moved.Parameter),
        _ => null,
    };

    private static WorkMasterContent Head(WorkMasterContent content) => content with { Operations = [], BillOfMaterial = [], Parameters = [] };

    private static List<PlacedElement<Operation>> Operations(WorkMasterContent content) =>
        Placed(content.Operations, operation => operation.Id, operation => operation with { Steps = [] });

    private static List<PlacedElement<Step>> Steps(WorkMasterContent content) =>
        [.. content.Operations.SelectMany(operation => Placed(operation.Steps, step => step.Id, step => step, operation.Id))];

    private static List<PlacedElement<BillLine>> Lines(WorkMasterContent content) => Placed(content.BillOfMaterial, line => line.Id, line => line);

    private static List<PlacedElement<Parameter>> Parameters(WorkMasterContent content) =>
        Placed(content.Parameters, parameter => parameter.Id, parameter => parameter);

    private static List<PlacedElement<T>> Placed<T>(IReadOnlyList<T> list, Func<T, string> id, Func<T, T> shown, string? operation = null) =>
        [.. list.Select((element, i) => new PlacedElement<T>(id(element), shown(element), operation, i == 0 ? null : id(list[i - 1])))];

    /// <summary>An element and where it stands: in which operation, behind which other.</summary>
    private sealed record PlacedElement<T>(string Id, T Element, string? Operation, string? After);
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundswell.Masters.Differences;

/// <summary>How one content differs from another, element by element and field by field.</summary>
/// <param name="Class">The least class of a change with this difference: the highest of its elements.</param>
/// <param name="Elements">In the order of the later content; what was taken out stands last.</param>
public sealed record VersionDifference(ChangeClass Class, IReadOnlyList<ElementDifference> Elements);

/// <summary>What happened to one element.</summary>
/// <param name="Operation">The operation that a step belongs to, afterwards where it still does.</param>
/// <param name="Name">As people know it, afterwards where it is still there.</param>
/// <param name="Fields">What it says differently; of one that was added or taken out, all that it says.</param>
public sealed record ElementDifference(
    ElementKind Kind, string Id, string Name, ElementChange Change, ChangeClass Class, IReadOnlyList<FieldDifference> Fields, string? Operation = null);

/// <summary>One field before and after; null where it was or is not there.</summary>
/// <param name="Field">Dotted, as it is named in JSON: <c>does.limits.high</c>. <c>after</c> of a step: the one it stands behind; null: none.</param>
public sealed record FieldDifference(string Field, JsonElement? Before, JsonElement? After, ChangeClass Class);

/// <summary>The parts that a content has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ElementKind>))]
public enum ElementKind
{
    Head = 1,
    Operation,
    Step,
    BillLine,
    Parameter,
}

/// <summary>What happened to an element. One that was moved and changed counts as changed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ElementChange>))]
public enum ElementChange
{
    Added = 1,
    Removed,
    Changed,
    Moved,
}

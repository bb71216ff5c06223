using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Masters.Differences;

namespace Groundswell.Masters.Merging;

/// <summary>What the core and a variant of it have both changed, each otherwise. Which of them holds, a person says.</summary>
/// <param name="Id">Of the element; empty for the head.</param>
/// <param name="Name">As people know the element.</param>
/// <param name="Field">Dotted, as it is named in JSON; <see cref="Whole"/> for all of the element; <see cref="Place"/> for where it stands.</param>
/// <param name="Before">As the core said it when the variant was last brought in line with it; null where it was not there.</param>
/// <param name="Core">As the core says it now; null where it took it out.</param>
/// <param name="Variant">As the variant says it; null where it took it out.</param>
public sealed record ContentConflict(
    ElementKind Kind, string Id, string Name, string Field, JsonElement? Before, JsonElement? Core, JsonElement? Variant)
{
    /// <summary>Stands for the field where one of them took the element out, or both brought it in.</summary>
    public const string Whole = "";

    /// <summary>Stands for the field where both moved the element.</summary>
    public const string Place = "@place";
}

/// <summary>Which of the two holds for one conflict.</summary>
public sealed record ConflictChoice(ElementKind Kind, string Id, string Field, MergeSide Take);

/// <summary>The two that are brought together.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MergeSide>))]
public enum MergeSide
{
    /// <summary>As the core says it now.</summary>
    Core = 1,

    /// <summary>As the site's variant says it.</summary>
    Variant,
}

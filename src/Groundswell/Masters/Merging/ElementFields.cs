using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Groundswell.Masters.Merging;

/// <summary>An element field by field, as it is merged: what belongs together stays together.</summary>
/// <remarks>
/// Texts by language are gone into, and what a step asks for, where it is of one kind on all sides. Everything else (a pair of limits, a place, a duration, a list)
/// is one field: half of one side's limits and half of the other's would be nobody's limits.
/// </remarks>
internal static class ElementFields
{
    /// <summary>What a step asks for.</summary>
    private const string Does = "does";

    private static readonly HashSet<string> ByLanguage = ["instruction", "hazard", "names"];

    /// <summary>Merges one element that all three have.</summary>
    /// <param name="choose">Asked for each field that both have changed otherwise: which holds; null where nobody has said.</param>
    /// <returns>The merged element; as the variant says it where something is open.</returns>
    public static T Merge<T>(
        T before, T core, T variant, JsonTypeInfo<T> shape, Func<string, JsonElement?, JsonElement?, JsonElement?, MergeSide?> choose) where T : class
    {
        var (was, theirs, ours) = (Json(before, shape), Json(core, shape), Json(variant, shape));
        var sameKind = KindOf(was) == KindOf(theirs) && KindOf(was) == KindOf(ours);
        var (old, later, own) = (Of(was, sameKind), Of(theirs, sameKind), Of(ours, sameKind));
        var merged = new Dictionary<string, JsonElement>(own);
        foreach (var field in old.Keys.Concat(later.Keys).Concat(own.Keys).Distinct().ToList())
        {
            var (one, other, third) = (ValueOf(old, field), ValueOf(later, field), ValueOf(own, field));
            if (Same(one, other) || Same(other, third))
                continue;
            if (!Same(one, third) && choose(field, one, other, third) is not MergeSide.Core)
                continue;
            if (other is { } value)
                merged[field] = value;
            else
                merged.Remove(field);
        }

        return Written(merged, shape);
    }

    public static JsonElement Json<T>(T element, JsonTypeInfo<T> shape) where T : class => JsonSerializer.SerializeToElement(element, shape);

    private static string? KindOf(JsonElement element) =>
        element.TryGetProperty(Does, out var does) && does.TryGetProperty("kind", out var kind) ? kind.GetString() : null;

    private static Dictionary<string, JsonElement> Of(JsonElement element, bool sameKind)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && (ByLanguage.Contains(property.Name) || (sameKind && property.Name == Does)))
            {
                foreach (var below in property.Value.EnumerateObject())
                    fields[$"{property.Name}.{below.Name}"] = below.Value;
            }
            else
            {
                fields[property.Name] = property.Value;
            }
        }

        return fields;
    }

    private static T Written<T>(Dictionary<string, JsonElement> fields, JsonTypeInfo<T> shape)
    {
        var element = new JsonObject();
        foreach (var (field, value) in fields)
        {
            var dot = field.IndexOf('.', StringComparison.Ordinal);
            var owner = element;
            if (dot > 0)
            {
                owner = element[field[..dot]] as JsonObject ?? [];
                element[field[..dot]] = owner;
            }

            owner[field[(dot + 1)..]] = JsonNode.Parse(value.GetRawText());
        }

        return element.Deserialize(shape)!;
    }

    private static JsonElement? ValueOf(Dictionary<string, JsonElement> fields, string field) => fields.TryGetValue(field, out var value) ? value : null;

    private static bool Same(JsonElement? one, JsonElement? other) =>
        one is { } left ? other is { } right && JsonElement.DeepEquals(left, right) : other is null;
}

using System.Text.Json;

namespace Groundswell.Masters.Differences;

/// <summary>Compares two elements field by field, by their JSON.</summary>
internal static class Fields
{
    /// <summary>Objects are gone into; numbers, texts and lists are compared whole.</summary>
    public static IEnumerable<(string Field, JsonElement? Before, JsonElement? After)> Between(JsonElement? before, JsonElement? after, string path = "")
    {
        if (before is not { ValueKind: JsonValueKind.Object } && after is not { ValueKind: JsonValueKind.Object })
            return Same(before, after) ? [] : [(path, before, after)];

        // An object that comes or goes is shown by its fields, like one that changes. One that is something else now is shown whole as well.
        var names = Names(before).Union(Names(after));
        var below = names.SelectMany(name => Between(Property(before, name), Property(after, name), path.Length == 0 ? name : $"{path}.{name}"));
        var instead = (before, after) switch
        {
            ({ ValueKind: not JsonValueKind.Object } was, _) => ((string, JsonElement?, JsonElement?)[])[(path, was, null)],
            (_, { ValueKind: not JsonValueKind.Object } now) => [(path, null, now)],
            _ => [],
        };
        return instead.Concat(below);
    }

    private static IEnumerable<string> Names(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().Select(property => property.Name) : [];

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(name, out var property) ? property : null;

    private static bool Same(JsonElement? before, JsonElement? after) =>
        (before, after) switch
        {
            (null, null) => true,
            ({ } was, { } now) => JsonElement.DeepEquals(was, now),
            _ => false,
        };
}

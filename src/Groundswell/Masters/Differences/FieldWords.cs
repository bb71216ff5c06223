using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Showing;

namespace Groundswell.Masters.Differences;

/// <summary>The fields of a content and their values in a reader's words.</summary>
internal static class FieldWords
{
    /// <summary>What a field is called; of a text by language, which language.</summary>
    public static string Label(Words words, string field)
    {
        var parts = field.Split('.');
        return parts is [("instruction" or "hazard" or "names") and var first, var language]
            ? words.Say("field.in-language", ("field", words[$"field.{first}"]), ("language", LanguageNames.Of(language)))
            : words[$"field.{field}"];
    }

    /// <summary>Texts that are read word by word.</summary>
    public static bool IsProse(string field) => field.Split('.')[0] is "instruction" or "hazard" or "name" or "names";

    public static string? AsText(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A value as one line; pictures are shown instead.</summary>
    /// <param name="content">The version that the value is of: what it names is called as there.</param>
    public static string Value(Words words, string field, JsonElement value, WorkMasterContent content) => value.ValueKind switch
    {
        JsonValueKind.True => words["field.yes"],
        JsonValueKind.False => words["field.no"],
        JsonValueKind.Number => words.Number(value.GetDecimal()),
        JsonValueKind.String => OfText(words, field, value.GetString()!, content),
        JsonValueKind.Array when value.GetArrayLength() == 0 => words["field.none"],
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(one => Value(words, field, one, content))),
        JsonValueKind.Object when value.TryGetProperty("value", out var choice) => OfChoice(words, choice.GetString()!, value),
        _ => value.GetRawText(),
    };

    private static string OfText(Words words, string field, string text, WorkMasterContent content) => field switch
    {
        "does.kind" => words[$"step-kind.{text}"],
        "does.meaning" => words.Meaning(text),
        "does.of" or "does.since" => content.FindStep(text)?.Name ?? text,
        "after" or "operation" or "reworkTo" => content.FindStep(text)?.Name ?? content.FindOperation(text)?.Name ?? text,
        "does.roles" or "exceptions.releasedBy" when Enum.TryParse<Role>(text, out var role) => words.Of(role),
        "does.checks" when Enum.TryParse<EquipmentCheck>(text, out var check) => words.Of(check),
        "does.kinds" when Enum.TryParse<OutputKind>(text, out var kind) => words.Of(kind),
        "equipment.level" or "does.equipment.level" when Enum.TryParse<EquipmentLevel>(text, out var level) => words.Of(level),
        "scaling" when Enum.TryParse<BillScaling>(text, out var scaling) => words.Of(scaling),
        _ => text,
    };

    private static string OfChoice(Words words, string value, JsonElement choice)
    {
        var told = choice.TryGetProperty("text", out var texts)
            ? $"{value} ({string.Join(", ", texts.EnumerateObject().Select(text => $"{text.Name}: {text.Value.GetString()}"))})"
            : value;
        return choice.TryGetProperty("outOfLimit", out var outside) && outside.ValueKind == JsonValueKind.True ? $"{told} [{words["edit.out-of-limit"]}]" : told;
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Groundswell.Expressions.Tests;

/// <summary>The cases of vectors.json, and what this evaluator makes of each.</summary>
internal static class Vectors
{
    public static string Folder { get; } = FolderOf();

    public static JsonObject Read() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "vectors.json")))!.AsObject();

    public static Names NamesOf(JsonNode group) => new(
        Entries(group["names"]).ToDictionary(entry => entry.Key, entry => KindOf(entry.Value)),
        Entries(group["constants"]).ToDictionary(entry => entry.Key, entry => ValueOf(entry.Value)));

    /// <summary>The case with what was found in place of what is expected: the same where they agree.</summary>
    public static JsonObject Answer(JsonObject expected, Names names)
    {
        var found = expected.DeepClone().AsObject();
        foreach (var part in (string[])["is", "prints", "writes", "symbol", "verdict", "error", "low", "target", "high", "faults"])
            found.Remove(part);
        foreach (var (part, value) in Outcome(expected, names))
            found[part] = value;
        return found;
    }

    public static JsonArray Faults(IEnumerable<Fault> faults) => new([.. faults.Select(fault => Fault(fault))]);

    private static Dictionary<string, JsonNode?> Outcome(JsonObject expected, Names names)
    {
        if (expected["value"] is { } value)
            return new() { ["writes"] = Value.TryParse((string)value!, out var read) ? read.ToString() : null };
        if (expected["kind"] is { } kind)
            return new() { ["writes"] = Kind.TryParse((string)kind!, out var read) ? read.ToString() : null };
        if (expected["unit"] is { } code)
        {
            var known = Unit.TryParse((string)code!, out var unit);
            var written = new Dictionary<string, JsonNode?> { ["writes"] = known ? unit.Code : null };
            if (expected.ContainsKey("symbol"))
                written["symbol"] = unit.Symbol;
            return written;
        }

        if (expected["limits"] is { } limits)
            return Judged(limits.Deserialize<NumberLimits>(JsonSerializerOptions.Web)!, expected, names);

        var text = (string)expected["text"]!;
        if (expected.ContainsKey("prints"))
            return new() { ["prints"] = Formula.Parse(text).Formula?.ToString() };

        var answer = names.Check(text, expected["wanted"] is { } wanted ? KindOf(wanted) : null);
        return answer.Expression is { } expression
            ? new() { ["is"] = expression.Evaluate(InputsOf(expected)).ToString() }
            : new() { ["faults"] = Faults(answer.Faults) };
    }

    private static Dictionary<string, JsonNode?> Judged(NumberLimits limits, JsonObject expected, Names names)
    {
        var answer = limits.Check(names);
        if (answer.Limits is not { } ready || expected["measured"] is not { } measured)
            return new() { ["faults"] = Faults(answer.Faults) };

        var judgement = ready.Judge(ValueOf(measured), name => InputsOf(expected).GetValueOrDefault(name));
        var found = new Dictionary<string, JsonNode?> { ["verdict"] = judgement.Verdict.ToString().ToLowerInvariant() };
        if (judgement.Error is { } error)
            found["error"] = Value.Error(error).ToString()["error ".Length..];
        foreach (var (part, value) in new[] { ("low", judgement.Low), ("target", judgement.Target), ("high", judgement.High) })
        {
            if (expected.ContainsKey(part))
                found[part] = value.ToString();
        }

        return found;
    }

    private static Dictionary<string, Value> InputsOf(JsonObject expected) =>
        Entries(expected["given"]).ToDictionary(entry => entry.Key, entry => ValueOf(entry.Value));

    private static JsonObject Entries(JsonNode? node) => node?.AsObject() ?? new JsonObject();

    private static Value ValueOf(JsonNode? text) => Value.TryParse((string)text!, out var value) ? value : throw new FormatException($"{text} is no value.");

    private static Kind KindOf(JsonNode? text) => Kind.TryParse((string)text!, out var kind) ? kind : throw new FormatException($"{text} is no kind.");

    private static JsonObject Fault(Fault fault)
    {
        var written = new JsonObject
        {
            ["code"] = fault.Code,
            ["at"] = fault.At,
            ["length"] = fault.Length,
            ["facts"] = new JsonArray([.. fault.Facts.Select(fact => (JsonNode)fact)]),
        };
        if (fault.Field is not null)
            written["field"] = fault.Field;
        return written;
    }

    private static string FolderOf([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Groundswell.Masters.Contents;

/// <summary>What ids have to be so that contents can be compared at all. It holds for drafts too, at every edit.</summary>
internal static partial class ContentIds
{
    private const string PlainRule = "1 to 60 letters, digits, dots, hyphens and underscores, a letter or digit first";
    private const string NameRule = "a letter, then at most 59 letters, digits and underscores; no word of the expression language";

    // What expressions call something else by, or will.
    private static readonly HashSet<string> Reserved =
        ["and", "or", "not", "in", "true", "false", "target", "order", "job", "lot", "step", "site", "now", "today", "value_entered"];

    public static IReadOnlyList<ContentFault> Faults(WorkMasterContent content)
    {
        if (HasHoles(content))
            return [new ContentFault("element.missing", "", "A list or a text has null in it.")];

        var faults = new List<ContentFault>();
        var steps = content.Operations.SelectMany(operation => operation.Steps.Select(step => ($"operations/{operation.Id}/steps/{step.Id}", step.Id)));
        var parameters = content.Parameters.Select(parameter => ($"parameters/{parameter.Id}", parameter.Id));
        Check(content.Operations.Select(operation => ($"operations/{operation.Id}", operation.Id)), PlainId().IsMatch, PlainRule, faults);
        Check(content.BillOfMaterial.Select(line => ($"billOfMaterial/{line.Id}", line.Id)), PlainId().IsMatch, PlainRule, faults);

        // Expressions call steps and parameters alike by their ids.
        Check(steps.Concat(parameters), IsName, NameRule, faults);
        return faults;
    }

    /// <summary>Whether expressions can call something by it.</summary>
    public static bool IsName(string id) => NameId().IsMatch(id) && !Reserved.Contains(id);

    private static void Check(IEnumerable<(string At, string Id)> all, Func<string, bool> fits, string rule, List<ContentFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, id) in all)
        {
            if (!fits(id))
                faults.Add(new ContentFault("id.unfit", $"{at}/id", $"'{id}' cannot be an id: {rule}.") { Facts = [id] });
            else if (!seen.Add(id))
                faults.Add(new ContentFault("id.twice", $"{at}/id", $"The id '{id}' is used twice.") { Facts = [id] });
        }
    }

    /// <summary>A property that is null is not written, so a null that is written stands in a list or under a language.</summary>
    private static bool HasHoles(WorkMasterContent content)
    {
        var reader = new Utf8JsonReader(ContentText.Write(content, MastersJson.Default.WorkMasterContent));
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,59}\z")]
    private static partial Regex PlainId();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,59}\z")]
    private static partial Regex NameId();
}

using System.Text.RegularExpressions;

namespace Groundswell.Masters.Contents;

/// <summary>What ids have to be so that contents can be compared at all. It holds for drafts too, at every edit.</summary>
internal static partial class ContentIds
{
    // What the expression language keeps for itself.
    private static readonly HashSet<string> Reserved = ["and", "or", "not", "in", "true", "false", "order"];

    public static IReadOnlyList<ContentFault> Faults(WorkMasterContent content)
    {
        var faults = new List<ContentFault>();
        Check("operations", content.Operations.Select(operation => operation.Id), PlainId(), "1 to 60 letters, digits, dots, hyphens and underscores");
        Check("billOfMaterial", content.BillOfMaterial.Select(line => line.Id), PlainId(), "1 to 60 letters, digits, dots, hyphens and underscores");

        // Expressions call steps and parameters alike by their ids.
        Check(
            "steps and parameters",
            content.Operations.SelectMany(operation => operation.Steps).Select(step => step.Id).Concat(content.Parameters.Select(parameter => parameter.Id)),
            NameId(),
            "a letter, then at most 59 letters, digits and underscores");
        return faults;

        void Check(string where, IEnumerable<string> ids, Regex shape, string rule)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var id in ids)
            {
                if (!shape.IsMatch(id) || Reserved.Contains(id))
                    faults.Add(new ContentFault("id.unfit", $"{where}/{id}", $"'{id}' cannot be an id: {rule}, and no word of the expression language."));
                else if (!seen.Add(id))
                    faults.Add(new ContentFault("id.twice", $"{where}/{id}", $"The id '{id}' is used twice."));
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,59}\z")]
    private static partial Regex PlainId();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,59}\z")]
    private static partial Regex NameId();
}

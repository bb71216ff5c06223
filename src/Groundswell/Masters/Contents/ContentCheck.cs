using Groundswell.Materials.Definitions;

namespace Groundswell.Masters.Contents;

/// <summary>Finds all that keeps a content from being worked by. A draft may have faults; what goes to review has none.</summary>
internal static class ContentCheck
{
    /// <summary>The ids of every material that the content names, each once.</summary>
    public static IReadOnlyList<Deciding.Id<MaterialDefinition>> MaterialsIn(WorkMasterContent content) =>
    [
        .. content.BillOfMaterial.SelectMany(line => line.Alternatives is { } others ? [line.Material, .. others] : new[] { line.Material })
            .Concat(content.Operations.SelectMany(operation => operation.Steps).Select(step => step.Does).OfType<ReportOutput>()
                .Where(output => output.Material is not null).Select(output => output.Material!.Value))
            .Append(content.Makes.Material)
            .Where(material => material.Value is not null)
            .Distinct(),
    ];

    /// <param name="materials">Every material that the content names, as far as it is known.</param>
    public static IReadOnlyList<ContentFault> Faults(WorkMasterContent content, WorkMaster master, IReadOnlyList<MaterialDefinition> materials)
    {
        var faults = new List<ContentFault>(ContentIds.Faults(content));
        return faults;
    }
}

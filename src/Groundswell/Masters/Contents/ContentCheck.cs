using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters.Contents;

/// <summary>Finds all that keeps a content from being worked by. A draft may have faults; what goes to review has none.</summary>
internal static class ContentCheck
{
    /// <summary>The ids of every material that the content names, each once.</summary>
    public static IReadOnlyList<Id<MaterialDefinition>> MaterialsIn(WorkMasterContent content)
    {
        // A content that was just sent may have holes in its lists; they are found later.
        var lines = content.BillOfMaterial.OfType<BillLine>().SelectMany(line => (line.Alternatives ?? []).Prepend(line.Material));
        var outputs = content.Operations.OfType<Operation>().SelectMany(operation => operation.Steps.OfType<Step>())
            .Select(step => (step.Does as ReportOutput)?.Material).OfType<Id<MaterialDefinition>>();
        return [.. lines.Concat(outputs).Append(content.Makes.Material).Distinct()];
    }

    /// <param name="materials">Every material that the content names, as far as it is known.</param>
    public static IReadOnlyList<ContentFault> Faults(WorkMasterContent content, WorkMaster master, IReadOnlyList<MaterialDefinition> materials)
    {
        // What has no ids to go by can't be looked into further.
        if (ContentIds.Faults(content) is { Count: > 0 } unfit)
            return unfit;

        var faults = new List<ContentFault>();
        var at = new FaultsAt(faults, "");
        var inUse = materials.Where(material => material.Status == MaterialStatus.InUse).Select(material => material.Id).ToHashSet();
        Head(content, master, inUse, at);
        Bill(content, inUse, at);
        var order = new ContentOrder(content);
        OperationCheck.Check(content, order, at);
        foreach (var operation in content.Operations)
        {
            foreach (var step in operation.Steps)
                StepCheck.Check(content, order, operation, step, inUse, at.Below($"operations/{operation.Id}/steps/{step.Id}"));
        }

        ExpressionCheck.Check(content, order, at);
        return faults;
    }

    private static void Head(WorkMasterContent content, WorkMaster master, HashSet<Id<MaterialDefinition>> inUse, FaultsAt at)
    {
        var makes = content.Makes;
        at.AddIf(string.IsNullOrWhiteSpace(content.Name), "name.missing", "name", "The work master has no name.");
        at.AddIf(makes.Quantity <= 0, "quantity.not-positive", "makes.quantity", "The size of a run must be more than 0.");
        at.AddIf(makes.Material != master.Material, "makes.other-material", "makes.material",
            $"This work master makes {master.Material}, not {makes.Material}.", master.Material.Value, makes.Material.Value);
        at.AddIf(!inUse.Contains(makes.Material), "material.not-in-use", "makes.material", $"There is no material '{makes.Material}' in use.", makes.Material.Value);
        Unit(makes.Unit, "makes.unit", at);
        foreach (var parameter in content.Parameters)
        {
            var here = at.Below($"parameters/{parameter.Id}");
            here.AddIf(string.IsNullOrWhiteSpace(parameter.Name), "name.missing", "name", "The parameter has no name.");
            Unit(parameter.Unit, "unit", here);
        }
    }

    private static void Bill(WorkMasterContent content, HashSet<Id<MaterialDefinition>> inUse, FaultsAt at)
    {
        foreach (var line in content.BillOfMaterial)
        {
            var here = at.Below($"billOfMaterial/{line.Id}");
            here.AddIf(line.Quantity <= 0, "quantity.not-positive", "quantity", "The quantity must be more than 0.");
            Unit(line.Unit, "unit", here);
            here.AddIf(!inUse.Contains(line.Material), "material.not-in-use", "material", $"There is no material '{line.Material}' in use.", line.Material.Value);
            here.AddIf(line.Operation is { } operation && content.FindOperation(operation) is null,
                "operation.unknown", "operation", $"There is no operation '{line.Operation}'.", line.Operation ?? "");
            foreach (var other in line.Alternatives ?? [])
            {
                here.AddIf(!inUse.Contains(other), "material.not-in-use", "alternatives", $"There is no material '{other}' in use.", other.Value);
                here.AddIf(other == line.Material, "bill-line.own-alternative", "alternatives", $"'{other}' is no alternative to itself.", other.Value);
            }
        }
    }

    internal static void Unit(string unit, string field, FaultsAt at) =>
        at.AddIf(!ExpressionCheck.IsUnit(unit), "unit.unknown", field, $"'{unit}' is no known unit. Give a UCUM code: kg, mL, Cel.", unit);
}

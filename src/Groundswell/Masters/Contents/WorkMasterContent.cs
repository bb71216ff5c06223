using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters.Contents;

/// <summary>What a version of a work master says: all that is needed to make the material, and nothing of where, when or by whom.</summary>
/// <remarks>
/// Operations, steps, bill lines and parameters have ids that stay when a version is copied, so that versions can be compared and a step is
/// the same step in all of them. Step and parameter ids are unique in the whole version: expressions call values by them.
/// Limits, conditions and calculations are texts of the expression language.
/// </remarks>
/// <param name="Name">As people on the floor call it.</param>
/// <param name="Makes">What comes out, and the quantity that the bill of material, the times and the quantities of steps are given for.</param>
/// <param name="Operations">In their usual order.</param>
public sealed record WorkMasterContent(
    string Name,
    MadeMaterial Makes,
    IReadOnlyList<Operation> Operations,
    IReadOnlyList<BillLine> BillOfMaterial,
    IReadOnlyList<Parameter> Parameters)
{
    public static WorkMasterContent Empty { get; } = new("", new MadeMaterial(default, 0, ""), [], [], []);

    public Operation? FindOperation(string id) => Operations.FirstOrDefault(operation => operation.Id == id);

    public Step? FindStep(string id) => Operations.SelectMany(operation => operation.Steps).FirstOrDefault(step => step.Id == id);

    public BillLine? FindLine(string id) => BillOfMaterial.FirstOrDefault(line => line.Id == id);

    /// <summary>The operation that the step belongs to.</summary>
    public Operation? OperationOf(string step) => Operations.FirstOrDefault(operation => operation.Steps.Any(one => one.Id == step));

    /// <summary>The ids of the operations that have to be finished before this one begins.</summary>
    public IReadOnlyList<string> Before(Operation operation)
    {
        if (operation.After is { } after)
            return after;
        for (var i = 1; i < Operations.Count; i++)
        {
            if (Operations[i].Id == operation.Id)
                return [Operations[i - 1].Id];
        }

        return [];
    }
}

/// <summary>What a run of the master brings forth.</summary>
/// <param name="Quantity">The size of a run that all other quantities and times are given for: 10 (litres), 1 (piece).</param>
public sealed record MadeMaterial(Id<MaterialDefinition> Material, decimal Quantity, string Unit);

/// <summary>A material that goes in.</summary>
/// <param name="Quantity">For a run of the size that the master states.</param>
/// <param name="Alternatives">Other materials that may be taken in its place, in the same quantity, the preferred one first.</param>
/// <param name="Operation">The operation that uses it, where no step says so.</param>
public sealed record BillLine(
    string Id,
    Id<MaterialDefinition> Material,
    decimal Quantity,
    string Unit,
    BillScaling Scaling = BillScaling.Proportional,
    IReadOnlyList<Id<MaterialDefinition>>? Alternatives = null,
    string? Operation = null);

/// <summary>A value of the recipe that instructions and expressions call by its id (ISA-88 formula parameter).</summary>
public sealed record Parameter(string Id, string Name, decimal Value, string Unit);

using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters.Authoring;

/// <summary>Makes operations, bill lines and parameters of what was entered in their forms.</summary>
internal static class OperationEntered
{
    /// <summary>What an operation waits for: what it usually does, nothing, or what is chosen.</summary>
    public const string Usual = "usual", AtOnce = "at-once", Chosen = "chosen";

    public static Operation Read(FormEntered form, Operation? before, string id) => new(
        id,
        form.Text("name") ?? "",
        before?.Steps ?? [],
        Equipment(form, "equipment"),
        form.Text("waits") switch { AtOnce => [], Chosen => form.Chosen("after") ?? [], _ => null },
        form.Codes("qualifications"),
        form.Minutes("setup"),
        form.Minutes("run.time") is { } time ? new Duration(time, form.Number("run.perQuantity")) : null,
        form.Chosen("reworkTo"),
        form.Texts("names", before?.Names));

    /// <summary>A place by its code: <c>equipment.level</c>, <c>equipment.code</c>.</summary>
    public static EquipmentRequirement? Equipment(FormEntered form, string field) =>
        form.Text($"{field}.code") is { } code
            ? new EquipmentRequirement(Enum.TryParse<EquipmentLevel>(form.Text($"{field}.level"), out var level) ? level : EquipmentLevel.WorkCenter, code)
            : null;

    public static BillLine Line(FormEntered form, string id) => new(
        id,
        Id<MaterialDefinition>.TryParse(form.Text("material"), null, out var material) ? material : new Id<MaterialDefinition>("?"),
        form.Number("quantity") ?? 0,
        form.Text("unit") ?? "",
        Enum.TryParse<BillScaling>(form.Text("scaling"), out var scaling) ? scaling : BillScaling.Proportional,
        form.Ids<MaterialDefinition>("alternatives"),
        form.Text("operation"));

    public static Parameter Parameter(FormEntered form, string id) =>
        new(id, form.Text("name") ?? "", form.Number("value") ?? 0, form.Text("unit") ?? "");
}

using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;
using Groundswell.Record.Attachments;

namespace Groundswell.Tests.Masters;

public sealed class ContentCheckTests
{
    private static readonly WorkMaster Master = Story.StateAfter<WorkMaster>(HandRub.MasterCreated);
    private static readonly Id<MaterialDefinition> Nothing = new("NOTHING");

    [Fact]
    public void A_content_that_can_be_worked_by_has_no_faults() => Assert.Empty(ContentCheck.Faults(HandRub.Content, Master, HandRub.Materials));

    /// <summary>One thing wrong, and the one fault that it is.</summary>
    public static TheoryData<string, string, WorkMasterContent> Wrong => new()
    {
        { "name.missing", "name", HandRub.Content with { Name = " " } },
        { "quantity.not-positive", "makes.quantity", HandRub.Content with { Makes = new MadeMaterial(HandRub.Rub, 0, "L") } },
        { "unit.unknown", "makes.unit", HandRub.WithoutExpressions with { Makes = new MadeMaterial(HandRub.Rub, 10, "") } },
        { "makes.other-material", "makes.material", HandRub.Content with { Makes = new MadeMaterial(HandRub.Water, 10, "L") } },
        { "name.missing", "parameters/ethanol_per_batch/name", HandRub.With(new ParameterChanged(new Parameter("ethanol_per_batch", "", 1, "mL"))) },
        { "unit.unknown", "parameters/speed/unit", HandRub.With(new ParameterAdded(new Parameter("speed", "Speed", 1, " "))) },
        { "quantity.not-positive", "billOfMaterial/aq/quantity", HandRub.With(new BillLineChanged(new BillLine("aq", HandRub.Water, -1, "mL"))) },
        { "unit.unknown", "billOfMaterial/more/unit", HandRub.With(new BillLineAdded(new BillLine("more", HandRub.Water, 1, ""))) },
        { "material.not-in-use", "billOfMaterial/aq/material", HandRub.With(new BillLineChanged(new BillLine("aq", Nothing, 1, "mL"))) },
        { "material.not-in-use", "billOfMaterial/aq/alternatives", HandRub.With(new BillLineChanged(new BillLine("aq", HandRub.Water, 1, "mL", Alternatives: [Nothing]))) },
        { "bill-line.own-alternative", "billOfMaterial/aq/alternatives", HandRub.With(new BillLineChanged(new BillLine("aq", HandRub.Water, 1, "mL", Alternatives: [HandRub.Water]))) },
        { "operation.unknown", "billOfMaterial/aq/operation", HandRub.With(new BillLineChanged(new BillLine("aq", HandRub.Water, 1, "mL", Operation: "drying"))) },
        { "operation.none", "operations", HandRub.Content with { Operations = [], BillOfMaterial = [] } },
        { "name.missing", "operations/filling/name", HandRub.WithOperation("filling", o => o with { Name = "" }) },
        { "operation.equipment-missing", "operations/filling/equipment", HandRub.WithOperation("filling", o => o with { Equipment = null }) },
        { "operation.equipment-missing", "operations/filling/equipment", HandRub.WithOperation("filling", o => o with { Equipment = new EquipmentRequirement(EquipmentLevel.WorkUnit, "") }) },
        { "operation.qualification-blank", "operations/filling/qualifications", HandRub.WithOperation("filling", o => o with { Qualifications = [" "] }) },
        { "time.negative", "operations/filling/setup", HandRub.WithOperation("filling", o => o with { Setup = TimeSpan.FromSeconds(-1) }) },
        { "time.negative", "operations/filling/run.time", HandRub.WithOperation("filling", o => o with { Run = new Duration(TimeSpan.FromSeconds(-1)) }) },
        { "quantity.not-positive", "operations/filling/run.perQuantity", HandRub.WithOperation("filling", o => o with { Run = new Duration(TimeSpan.Zero, 0) }) },
        { "text.language-unfit", "operations/filling/names", HandRub.WithOperation("filling", o => o with { Names = Text("Deutsch", "Abfüllen") }) },
        { "operation.unknown", "operations/filling/after", HandRub.WithOperation("filling", o => o with { After = ["mixing", "drying"] }) },
        { "operation.unknown", "operations/filling/reworkTo", HandRub.WithOperation("filling", o => o with { ReworkTo = ["drying"] }) },
        { "operation.rework-forward", "operations/mixing/reworkTo", HandRub.WithOperation("mixing", o => o with { ReworkTo = ["filling"] }) },
        { "name.missing", "operations/filling/steps/tidy/name", HandRub.WithStep("tidy", s => s with { Name = "" }) },
        { "text.blank", "operations/filling/steps/tidy/instruction", HandRub.WithStep("tidy", s => s with { Instruction = Text("en", " ") }) },
        { "text.language-unfit", "operations/filling/steps/tidy/hazard", HandRub.WithStep("tidy", s => s with { Hazard = Text("", "Hot") }) },
        { "text.blank", "operations/filling/steps/tidy/names", HandRub.WithStep("tidy", s => s with { Names = Text("de", "") }) },
        { "attachment.address-unfit", "operations/filling/steps/tidy/attachments", HandRub.WithStep("tidy", s => s with { Attachments = [new AttachmentReference("sha256:ABC", 1, "image/png")] }) },
        { "exception.nobody-releases", "operations/filling/steps/tidy/exceptions.releasedBy", HandRub.WithStep("tidy", s => s with { Exceptions = new ExceptionRule(ReleaseSigned: true) }) },
        { "number.decimals-unfit", "operations/mixing/steps/temperature/does.decimals", Does("temperature", new EnterNumber("Cel", Decimals: 11)) },
        { "unit.unknown", "operations/mixing/steps/temperature/does.unit", Does("temperature", new EnterNumber("")) },
        { "text.length-unfit", "operations/filling/steps/tidy/does.maxLength", Does("tidy", new EnterText(0)) },
        { "choice.too-few", "operations/filling/steps/tidy/does.choices", Does("tidy", new EnterChoice([new Choice("one")])) },
        { "choice.blank", "operations/filling/steps/tidy/does.choices", Does("tidy", new EnterChoice([new Choice("one"), new Choice(" ")])) },
        { "choice.none-right", "operations/filling/steps/tidy/does.choices", Does("tidy", new EnterChoice([new Choice("one", OutOfLimit: true), new Choice("two", OutOfLimit: true)])) },
        { "choice.twice", "operations/filling/steps/tidy/does.choices", Does("tidy", new EnterChoice([new Choice("one"), new Choice("one")])) },
        { "text.blank", "operations/filling/steps/tidy/does.choices", Does("tidy", new EnterChoice([new Choice("one", Text("en", "")), new Choice("two")])) },
        { "photo.count-unfit", "operations/filling/steps/photo/does.atLeast", Does("photo", new TakePhoto(0)) },
        { "bill-line.unknown", "operations/mixing/steps/water/does.line", Does("water", new ConsumeMaterial("oil")) },
        { "tolerance.negative", "operations/mixing/steps/water/does.tolerance", Does("water", new ConsumeMaterial("aq", Tolerance: new Tolerance(-1, 1))) },
        { "tolerance.too-wide", "operations/mixing/steps/water/does.tolerance.below", Does("water", new ConsumeMaterial("aq", Tolerance: new Tolerance(101, 1, Percent: true))) },
        { "output.kinds-none", "operations/filling/steps/output/does.kinds", Does("output", new ReportOutput(Kinds: [])) },
        { "material.not-in-use", "operations/filling/steps/output/does.material", Does("output", new ReportOutput(Nothing)) },
        { "unit.unknown", "operations/filling/steps/output/does.unit", Does("output", new ReportOutput(Unit: "")) },
        { "equipment.checks-none", "operations/mixing/steps/clean/does.checks", Does("clean", new CheckEquipment([])) },
        { "equipment.code-missing", "operations/mixing/steps/clean/does.equipment.code", Does("clean", new CheckEquipment([EquipmentCheck.Clean], new EquipmentRequirement(EquipmentLevel.WorkUnit, " "))) },
        { "timer.empty", "operations/mixing/steps/stir/does", Does("stir", new RunTimer()) },
        { "time.negative", "operations/mixing/steps/stir/does", Does("stir", new RunTimer(TimeSpan.FromSeconds(-1))) },
        { "timer.crossed", "operations/mixing/steps/stir/does.atMost", Does("stir", new RunTimer(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1))) },
        { "step.not-before", "operations/mixing/steps/stir/does.since", Does("stir", new RunTimer(TimeSpan.FromMinutes(2), Since: "seen")) },
        { "step.not-before", "operations/mixing/steps/seen/does.of", Does("seen", new ConfirmBySecondPerson(["tidy"])) },
        { "step.none", "operations/mixing/steps/seen/does.of", Does("seen", new ConfirmBySecondPerson([])) },
        { "signature.meaning-unknown", "operations/filling/steps/sign/does.meaning", Does("sign", new SignStep("seen")) },
        { "signature.roles-none", "operations/filling/steps/sign/does.roles", Does("sign", new SignStep("released", [])) },
        { "step.not-before", "operations/filling/steps/sign/does.of", Does("sign", new SignStep("released", Of: ["nothing"])) },
        { "calculation.unit-missing", "operations/filling/steps/rest/does.unit", Does("rest", new Calculate("assay + assay", Decimals: 1)) },
        { "number.decimals-unfit", "operations/filling/steps/deviation/does.decimals", Does("deviation", new Calculate("assay - 80 %", "%", Decimals: -1)) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_wrong_is_found_and_named(string code, string at, WorkMasterContent content)
    {
        var fault = Assert.Single(ContentCheck.Faults(content, Master, HandRub.Materials));

        Assert.Equal((code, at), (fault.Code, fault.At));
    }

    [Fact]
    public void Operations_that_wait_for_each_other_are_all_named()
    {
        var circle = HandRub.WithOperation("mixing", operation => operation with { After = ["filling"], ReworkTo = null });

        var faults = ContentCheck.Faults(circle, Master, HandRub.Materials);

        Assert.Equal(
            ["operations/filling/after", "operations/mixing/after"],
            faults.Where(fault => fault.Code == "operation.waits-for-itself").Select(fault => fault.At).Order());
    }

    [Fact]
    public void A_retired_material_is_named_wherever_it_stands()
    {
        var materials = HandRub.Materials.Select(material => material with { Status = MaterialStatus.Retired }).ToList();

        var faults = ContentCheck.Faults(HandRub.Content, Master, materials);

        Assert.All(faults, fault => Assert.Equal("material.not-in-use", fault.Code));
        Assert.Equal(8, faults.Count);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var content = HandRub.WithStep("tidy", step => step with { Name = "", Does = new EnterText(0) }) with { Name = "" };

        Assert.Equal(3, ContentCheck.Faults(content, Master, HandRub.Materials).Count);
    }

    [Fact]
    public void Steps_of_operations_that_run_side_by_side_are_not_before_each_other()
    {
        var sideBySide = HandRub.WithOperation("filling", operation => operation with { After = [] });
        var order = new ContentOrder(sideBySide);

        Assert.DoesNotContain("ethanol", order.StepsBefore(sideBySide.FindOperation("filling")!, sideBySide.FindStep("sign")!));
        Assert.Contains("assay", order.StepsBefore(sideBySide.FindOperation("filling")!, sideBySide.FindStep("sign")!));
    }

    [Fact]
    public void An_operation_waits_for_those_before_those_before_it()
    {
        var three = HandRub.Content with { Operations = [.. HandRub.Content.Operations, new Operation("packing", "Packing", [])] };

        Assert.True(new ContentOrder(three).IsBefore("mixing", "packing"));
        Assert.False(new ContentOrder(three).IsBefore("packing", "mixing"));
    }

    private static WorkMasterContent Does(string step, StepKind kind) => HandRub.WithoutExpressionsBut(step, kind);

    private static Dictionary<string, string> Text(string language, string text) => new() { [language] = text };
}

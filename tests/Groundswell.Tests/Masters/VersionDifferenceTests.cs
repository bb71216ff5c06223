using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;

namespace Groundswell.Tests.Masters;

public sealed class VersionDifferenceTests
{
    /// <summary>What is changed, where and in which field it shows, and the least class it is.</summary>
    public static TheoryData<string, WorkMasterContent, ElementKind, string, string, ChangeClass> Changes => new()
    {
        { "name", HandRub.Content with { Name = "Rub" }, ElementKind.Head, "", "name", ChangeClass.Wording },
        { "size of a run", HandRub.Content with { Makes = new MadeMaterial(HandRub.Rub, 20, "L") }, ElementKind.Head, "", "makes.quantity", ChangeClass.Parameter },
        { "what is made", HandRub.Content with { Makes = new MadeMaterial(HandRub.Water, 10, "L") }, ElementKind.Head, "", "makes.material", ChangeClass.Critical },
        { "operation's name", HandRub.WithOperation("filling", o => o with { Name = "Fill" }), ElementKind.Operation, "filling", "name", ChangeClass.Wording },
        { "run time", HandRub.WithOperation("filling", o => o with { Run = new Duration(TimeSpan.FromMinutes(1), 1) }), ElementKind.Operation, "filling", "run.time", ChangeClass.Method },
        { "setup time", HandRub.WithOperation("filling", o => o with { Setup = TimeSpan.FromMinutes(1) }), ElementKind.Operation, "filling", "setup", ChangeClass.Method },
        { "equipment", HandRub.WithOperation("filling", o => o with { Equipment = new EquipmentRequirement(EquipmentLevel.WorkCenter, "F2") }), ElementKind.Operation, "filling", "equipment.code", ChangeClass.Parameter },
        { "qualification", HandRub.WithOperation("filling", o => o with { Qualifications = ["filling"] }), ElementKind.Operation, "filling", "qualifications", ChangeClass.Parameter },
        { "predecessor", HandRub.WithOperation("filling", o => o with { After = [] }), ElementKind.Operation, "filling", "after", ChangeClass.Parameter },
        { "rework", HandRub.WithOperation("filling", o => o with { ReworkTo = ["mixing"] }), ElementKind.Operation, "filling", "reworkTo", ChangeClass.Parameter },
        { "instruction", HandRub.WithStep("temperature", s => s with { Instruction = new Dictionary<string, string> { ["en"] = "Read it." } }), ElementKind.Step, "temperature", "instruction.en", ChangeClass.Wording },
        { "hazard", HandRub.WithStep("temperature", s => s with { Hazard = new Dictionary<string, string> { ["en"] = "Hot." } }), ElementKind.Step, "temperature", "hazard.en", ChangeClass.Method },
        { "limit", HandRub.WithStep("temperature", s => s with { Does = new EnterNumber("Cel", "20 Cel", new Limits("15 Cel", "30 Cel"), 1) }), ElementKind.Step, "temperature", "does.limits.high", ChangeClass.Parameter },
        { "decimals", HandRub.WithStep("temperature", s => s with { Does = new EnterNumber("Cel", "20 Cel", new Limits("15 Cel", "25 Cel"), 2) }), ElementKind.Step, "temperature", "does.decimals", ChangeClass.Parameter },
        { "kind", HandRub.WithStep("tidy", s => s with { Does = new TakePhoto() }), ElementKind.Step, "tidy", "does.kind", ChangeClass.Parameter },
        { "condition of a value", HandRub.WithStep("assay", s => s with { When = "labelled" }), ElementKind.Step, "assay", "when", ChangeClass.Parameter },
        { "condition of a confirmation", HandRub.WithStep("tidy", s => s with { When = "labelled" }), ElementKind.Step, "tidy", "when", ChangeClass.Method },
        { "optional", HandRub.WithStep("tidy", s => s with { Optional = true }), ElementKind.Step, "tidy", "optional", ChangeClass.Method },
        { "exception", HandRub.WithStep("temperature", s => s with { Exceptions = new ExceptionRule(true) }), ElementKind.Step, "temperature", "exceptions.notTaken", ChangeClass.Parameter },
        { "criticality", HandRub.WithStep("temperature", s => s with { Critical = true }), ElementKind.Step, "temperature", "critical", ChangeClass.Critical },
        { "critical step's tolerance", HandRub.WithStep("ethanol", s => s with { Does = new ConsumeMaterial("eth") }), ElementKind.Step, "ethanol", "does.scan", ChangeClass.Critical },
        { "critical step's picture", HandRub.WithStep("ethanol", s => s with { Attachments = [] }), ElementKind.Step, "ethanol", "attachments", ChangeClass.Critical },
        { "critical step's name", HandRub.WithStep("ethanol", s => s with { Name = "Ethanol" }), ElementKind.Step, "ethanol", "name", ChangeClass.Wording },
        { "critical step no more", HandRub.WithStep("ethanol", s => s with { Critical = false }), ElementKind.Step, "ethanol", "critical", ChangeClass.Critical },
        { "answer", HandRub.WithStep("look", s => s with { Does = new EnterChoice([new Choice("clear"), new Choice("cloudy")]) }), ElementKind.Step, "look", "does.choices", ChangeClass.Parameter },
        { "answer's text", HandRub.WithStep("look", s => s with { Does = new EnterChoice([new Choice("clear"), new Choice("cloudy", OutOfLimit: true)]) }), ElementKind.Step, "look", "does.choices", ChangeClass.Wording },
        { "quantity", ContentChanges.Apply(HandRub.Content, new BillLineChanged(HandRub.Content.BillOfMaterial[0] with { Quantity = 8334 })), ElementKind.BillLine, "eth", "quantity", ChangeClass.Parameter },
        { "order of lines", ContentChanges.Apply(HandRub.Content, new BillLineMoved("aq")), ElementKind.BillLine, "aq", "after", ChangeClass.Wording },
        { "parameter", ContentChanges.Apply(HandRub.Content, new ParameterChanged(new Parameter("ethanol_per_batch", "Ethanol for a batch", 8000, "mL"))), ElementKind.Parameter, "ethanol_per_batch", "value", ChangeClass.Parameter },
        { "order of steps", ContentChanges.Apply(HandRub.Content, new StepMoved("tidy", "filling")), ElementKind.Step, "tidy", "after", ChangeClass.Method },
        { "order of critical steps", ContentChanges.Apply(HandRub.Content, new StepMoved("ethanol", "mixing", "stir")), ElementKind.Step, "ethanol", "after", ChangeClass.Critical },
        { "step elsewhere", ContentChanges.Apply(HandRub.Content, new StepMoved("tidy", "mixing", "seen")), ElementKind.Step, "tidy", "operation", ChangeClass.Parameter },
        { "order of operations", ContentChanges.Apply(HandRub.Content, new OperationMoved("filling")), ElementKind.Operation, "filling", "after", ChangeClass.Parameter },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_change_shows_in_its_field_and_has_its_least_class(
        string what, WorkMasterContent after, ElementKind kind, string id, string field, ChangeClass least)
    {
        Assert.NotEmpty(what);
        var difference = DifferenceOf.Contents(HandRub.Content, after);

        var element = Assert.Single(difference.Elements);
        Assert.Equal((kind, id), (element.Kind, element.Id));
        Assert.Contains(element.Fields, one => one.Field == field);
        Assert.Equal((least, least), (element.Class, difference.Class));
    }

    [Fact]
    public void Two_that_say_the_same_differ_in_nothing()
    {
        var difference = DifferenceOf.Contents(HandRub.Content, HandRub.Content);

        Assert.Empty(difference.Elements);
        Assert.Equal(ChangeClass.None, difference.Class);
    }

    [Fact]
    public void A_limit_shows_as_it_was_and_as_it_is()
    {
        var after = HandRub.WithStep("temperature", step => step with { Does = new EnterNumber("Cel", "20 Cel", new Limits("15 Cel", "30 Cel"), 1) });

        var field = Assert.Single(Assert.Single(DifferenceOf.Contents(HandRub.Content, after).Elements).Fields);

        Assert.Equal(("25 Cel", "30 Cel"), (field.Before?.GetString(), field.After?.GetString()));
    }

    [Theory]
    [InlineData("confirm", ChangeClass.Method)]
    [InlineData("value", ChangeClass.Parameter)]
    [InlineData("critical", ChangeClass.Critical)]
    public void A_step_that_comes_or_goes_weighs_what_it_asks_for(string kind, ChangeClass least)
    {
        Step step = kind switch
        {
            "confirm" => new("more", "More", new Confirm()),
            "value" => new("more", "More", new EnterNumber("g")),
            _ => new("more", "More", new Confirm(), Critical: true),
        };
        var after = ContentChanges.Apply(HandRub.Content, new StepAdded("mixing", step));

        var added = Assert.Single(DifferenceOf.Contents(HandRub.Content, after).Elements);
        var removed = Assert.Single(DifferenceOf.Contents(after, HandRub.Content).Elements);

        Assert.Equal((ElementChange.Added, least, "mixing"), (added.Change, added.Class, added.Operation));
        Assert.Equal((ElementChange.Removed, least, "mixing"), (removed.Change, removed.Class, removed.Operation));
    }

    [Fact]
    public void An_operation_that_goes_takes_its_steps_with_it()
    {
        var difference = DifferenceOf.Contents(HandRub.Content, ContentChanges.Apply(HandRub.Content, new OperationRemoved("filling")));

        Assert.All(difference.Elements, element => Assert.Equal(ElementChange.Removed, element.Change));
        Assert.Equal(1 + HandRub.Filling.Steps.Count, difference.Elements.Count);
    }

    [Fact]
    public void Contents_differ_exactly_where_changes_lead_from_one_to_the_other()
    {
        for (ulong seed = 1; seed <= 500; seed++)
        {
            var random = new RandomContents(seed);
            var (before, after) = (random.Next(), random.Next());

            var changed = ContentChanges.Between(before, after).Count > 0;

            Assert.Equal(changed, DifferenceOf.Contents(before, after).Elements.Count > 0);
        }
    }
}

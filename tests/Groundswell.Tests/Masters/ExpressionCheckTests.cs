using Groundswell.Expressions;
using Groundswell.Masters;
using Groundswell.Masters.Contents;

namespace Groundswell.Tests.Masters;

public sealed class ExpressionCheckTests
{
    private static readonly WorkMaster Master = Story.StateAfter<WorkMaster>(HandRub.MasterCreated);

    /// <summary>One expression wrong, and the one fault that it is.</summary>
    public static TheoryData<string, string, WorkMasterContent> Wrong => new()
    {
        { "expression.unknown-name", "operations/filling/steps/tidy/when", When("tidy", "weather = \"fine\"") },
        { "expression.wrong-result", "operations/filling/steps/tidy/when", When("tidy", "assay") },
        { "expression.not-an-option", "operations/filling/steps/tidy/when", When("tidy", "look = \"muddy\"") },
        { "expression.empty", "operations/filling/steps/tidy/when", When("tidy", " ") },
        { "expression.wrong-result", "operations/mixing/steps/temperature/does.limits.low", Does("temperature", new EnterNumber("Cel", Limits: new Limits("5 mL"))) },
        { "expression.unexpected", "operations/mixing/steps/temperature/does.limits.high", Does("temperature", new EnterNumber("Cel", Limits: new Limits(null, "5 Cel 6"))) },
        { "expression.wrong-result", "operations/mixing/steps/temperature/does.target", Does("temperature", new EnterNumber("Cel", "true")) },
        { "expression.limits-crossed", "operations/mixing/steps/temperature/does.limits.low", Does("temperature", new EnterNumber("Cel", Limits: new Limits("25 Cel", "15 Cel"))) },
        { "expression.target-outside-limits", "operations/mixing/steps/temperature/does.target", Does("temperature", new EnterNumber("Cel", "30 Cel", new Limits("15 Cel", "25 Cel"))) },
        { "expression.wrong-result", "operations/filling/steps/expiry/does.limits.low", Does("expiry", new EnterDate(Limits: new Limits("@2026-01-01T00:00Z"))) },
        { "expression.wrong-result", "operations/filling/steps/expiry/does.limits.high", Does("expiry", new EnterDate(WithTime: true, new Limits(null, "@2026-01-01"))) },
        { "expression.wrong-result", "operations/mixing/steps/water/does.quantity", Does("water", new ConsumeMaterial("aq", "5 kg")) },
        { "expression.wrong-result", "operations/filling/steps/deviation/does.expression", Does("deviation", new Calculate("assay > 5 %", "%")) },
        { "expression.unknown-function", "operations/filling/steps/deviation/does.expression", Does("deviation", new Calculate("guess(assay)")) },
        { "expression.step-not-before", "operations/mixing/steps/temperature/does.target", Does("temperature", new EnterNumber("Cel", "temperature")) },
        { "expression.step-not-before", "operations/mixing/steps/temperature/when", When("temperature", "labelled") },
        { "expression.step-not-before", "operations/filling/steps/assay/when", When("assay", "labelled") },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_wrong_with_an_expression_is_found_and_named(string code, string at, WorkMasterContent content)
    {
        var fault = Assert.Single(ContentCheck.Faults(content, Master, HandRub.Materials));

        Assert.Equal((code, at), (fault.Code, fault.At));
    }

    [Fact]
    public void A_fault_says_which_characters_it_is_about()
    {
        var fault = Assert.Single(ContentCheck.Faults(When("tidy", "labelled and weather"), Master, HandRub.Materials));

        Assert.Equal((13, 7), (fault.Start, fault.Length));
    }

    [Fact]
    public void Steps_that_use_each_others_values_are_both_named()
    {
        var content = ContentChanges.Apply(
            HandRub.Content,
            [
                new StepChanged(HandRub.Content.FindStep("tidy")! with { Does = new Calculate("rest2 + 1 %", "%") }),
                new StepAdded("filling", new Step("rest2", "Rest", new Calculate("tidy - 1 %", "%")), "tidy"),
            ]);

        Assert.Equal(
            ["expression.step-not-before operations/filling/steps/tidy/does.expression"],
            ContentCheck.Faults(content, Master, HandRub.Materials).Select(fault => $"{fault.Code} {fault.At}"));
    }

    [Fact]
    public void A_value_of_an_operation_that_runs_side_by_side_is_not_there_yet()
    {
        var content = ContentChanges.Apply(
            When("tidy", "temperature > 18 Cel"), new OperationChanged(HandRub.Filling with { After = [] }));

        Assert.Equal("expression.step-not-before", Assert.Single(ContentCheck.Faults(content, Master, HandRub.Materials)).Code);
    }

    [Fact]
    public void Expressions_call_steps_parameters_and_the_orders_quantity()
    {
        var names = ContentNames.Of(HandRub.Content);

        Assert.Equal(Kind.Number("mL"), names.Check("ethanol_per_batch * (order.quantity / 10 L)").Expression?.Kind);
        Assert.Equal(Kind.Number("%"), names.Check("deviation").Expression?.Kind);
        Assert.Equal(Kind.Number("mL"), names.Check("ethanol").Expression?.Kind);
        Assert.Equal(Kind.Number("L"), names.Check("output").Expression?.Kind);
        Assert.Equal(Kind.Date, names.Check("expiry").Expression?.Kind);
        Assert.Null(names.Check("photo").Expression);
    }

    [Fact]
    public void A_calculation_without_a_unit_is_of_the_kind_it_comes_to_wherever_it_stands()
    {
        var content = ContentChanges.Apply(
            HandRub.Content,
            [
                new StepAdded("mixing", new Step("warm", "Warm", new Calculate("not cold"))), new StepAdded("filling", new Step("cold", "Cold", new Calculate("temperature < 18 Cel"))),
            ]);

        Assert.Equal(Kind.YesNo, ContentNames.Of(content).Check("warm").Expression?.Kind);
    }

    [Fact]
    public void The_names_are_kept_with_the_content() => Assert.Same(ContentNames.Of(HandRub.Content), ContentNames.Of(HandRub.Content));

    private static WorkMasterContent When(string step, string when) => HandRub.WithStep(step, one => one with { When = when });

    private static WorkMasterContent Does(string step, StepKind kind) => HandRub.WithoutExpressionsBut(step, kind);
}

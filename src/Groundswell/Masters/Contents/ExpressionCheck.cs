using Groundswell.Expressions;

namespace Groundswell.Masters.Contents;

/// <summary>Checks limits, conditions and calculations: that they can be read, that their units agree, and that what they use is known when they are asked.</summary>
internal static class ExpressionCheck
{
    public static bool IsUnit(string unit) => Unit.TryParse(unit, out _);

    public static void Check(WorkMasterContent content, ContentOrder order, FaultsAt at)
    {
        var names = ContentNames.Of(content);
        foreach (var operation in content.Operations)
        {
            foreach (var step in operation.Steps)
            {
                var here = at.Below($"operations/{operation.Id}/steps/{step.Id}");
                foreach (var (field, fault) in Faults(step, content, names))
                    here.Add(field, fault);
                Later(step, content, order.StepsBefore(operation, step), here);
            }
        }
    }

    private static IEnumerable<(string Field, Fault Fault)> Faults(Step step, WorkMasterContent content, Names names)
    {
        var faults = Of("when", step.When, Kind.YesNo);
        return step.Does switch
        {
            EnterNumber number => faults.Concat(Limits(number.Unit, number.Limits, number.Target)),
            EnterDate { Limits: { } limits } date =>
                [.. faults, .. Of("does.limits.low", limits.Low, KindOf(date)), .. Of("does.limits.high", limits.High, KindOf(date))],
            ConsumeMaterial consume when content.FindLine(consume.Line) is { } line && ContentNames.NumberIn(line.Unit) is { } kind =>
                faults.Concat(Of("does.quantity", consume.Quantity, kind)),
            Calculate { Unit: { } unit } calculate when ContentNames.NumberIn(unit) is { } kind =>
                [.. faults, .. Of("does.expression", calculate.Expression, kind), .. Limits(unit, calculate.Limits, null)],
            Calculate { Unit: null } calculate => faults.Concat(Of("does.expression", calculate.Expression, null)),
            _ => faults,
        };

        IEnumerable<(string, Fault)> Of(string field, string? text, Kind? wanted) =>
            text is null ? [] : names.Check(text, wanted).Faults.Select(fault => (field, fault));

        // An unknown unit is a fault of its own, found elsewhere.
        IEnumerable<(string, Fault)> Limits(string unit, Limits? limits, string? target) => IsUnit(unit)
            ? new NumberLimits(unit, limits?.Low, target, limits?.High).Check(names).Faults
                .Select(fault => (fault.Field == "target" ? "does.target" : $"does.limits.{fault.Field}", fault))
            : [];

        static Kind KindOf(EnterDate date) => date.WithTime ? Kind.Time : Kind.Date;
    }

    /// <summary>What is used before it is there: the step itself, or one that is done later or side by side.</summary>
    private static void Later(Step step, WorkMasterContent content, HashSet<string> before, FaultsAt at)
    {
        foreach (var (field, text) in StepExpressions.Of(step))
        {
            foreach (var name in Formula.Parse(text).Formula?.Names ?? [])
            {
                at.AddIf(content.FindStep(name) is not null && !before.Contains(name), "expression.step-not-before", field,
                    $"The value of '{name}' is not there yet when this is asked.", name);
            }
        }
    }
}

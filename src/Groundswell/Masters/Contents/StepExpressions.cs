namespace Groundswell.Masters.Contents;

/// <summary>The limits, conditions and calculations of a step.</summary>
internal static class StepExpressions
{
    /// <summary>Every expression of a step with its field, as it is named in JSON.</summary>
    public static IEnumerable<(string Field, string Text)> Of(Step step)
    {
        (string Field, string? Text)[] own = step.Does switch
        {
            EnterNumber number => [("does.target", number.Target), ("does.limits.low", number.Limits?.Low), ("does.limits.high", number.Limits?.High)],
            EnterDate date => [("does.limits.low", date.Limits?.Low), ("does.limits.high", date.Limits?.High)],
            ConsumeMaterial consume => [("does.quantity", consume.Quantity)],
            Calculate calculate =>
            [
                ("does.expression", calculate.Expression), ("does.limits.low", calculate.Limits?.Low), ("does.limits.high", calculate.Limits?.High),
            ],
            _ => [],
        };
        (string Field, string? Text) when = ("when", step.When);
        return own.Prepend(when).Where(one => one.Text is not null).Select(one => (one.Field, one.Text!));
    }
}

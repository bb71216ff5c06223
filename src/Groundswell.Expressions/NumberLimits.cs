namespace Groundswell.Expressions;

/// <summary>What a measured number is held against: a low and a high limit and a target, each an expression or none, and the unit they are told in.</summary>
/// <remarks>
/// A value that equals a limit is within. Low and high may use the name <c>target</c>: "target - 0.5 g", "target * 98 %". The measured value is
/// compared as it is; where a rounded one is to be judged, a calculation rounds it.
/// </remarks>
public sealed record NumberLimits(string Unit, string? Low = null, string? Target = null, string? High = null)
{
    /// <summary>Checks the limits against the names they may use. Limits known already must not be crossed, nor a target known already be outside.</summary>
    public CheckedLimits Check(Names names) => names.Check(this, CheckAnew);

    private CheckedLimits CheckAnew(Names names)
    {
        if (!Expressions.Unit.TryParse(Unit, out var unit))
            return new(null, [new Fault("unknown-unit", 0, Unit.Length, [Unit]) { Field = "unit" }]);

        var kind = Kind.Number(unit);
        var withTarget = Target is null ? names : names.With(ReadyLimits.TargetName, kind);
        var faults = new List<Fault>();
        var ready = new ReadyLimits(unit, Checked(Low, "low", withTarget), Checked(Target, "target", names), Checked(High, "high", withTarget));
        if (faults.Count == 0)
            faults.AddRange(Contradictions(ready));
        return new(faults.Count == 0 ? ready : null, faults);

        Expression? Checked(string? text, string field, Names known)
        {
            if (text is null)
                return null;

            var result = known.Check(text, kind);
            faults.AddRange(result.Faults.Select(fault => fault with { Field = field }));
            return result.Expression;
        }
    }

    private IEnumerable<Fault> Contradictions(ReadyLimits limits)
    {
        var known = limits.Judge(limits.TargetIfConstant, _ => Value.Missing);
        if (Crossed(known))
            yield return new Fault("limits-crossed", 0, Low!.Length, [$"{known.Low}", $"{known.High}"]) { Field = "low" };
        else if (known.Verdict is Verdict.Below or Verdict.Above)
            yield return new Fault("target-outside-limits", 0, Target!.Length, [$"{known.Target}"]) { Field = "target" };
    }

    private static bool Crossed(Judgement known) =>
        known is { Low.Form: ValueForm.Number, High.Form: ValueForm.Number } && known.Low.Number > known.High.Number;
}

/// <summary>What checking limits gave: they are there exactly when there are no faults.</summary>
public sealed record CheckedLimits(ReadyLimits? Limits, IReadOnlyList<Fault> Faults);

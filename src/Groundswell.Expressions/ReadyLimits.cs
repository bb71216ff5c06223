namespace Groundswell.Expressions;

/// <summary>Where a measured value lies.</summary>
public enum Verdict
{
    /// <summary>Within the limits, or on one.</summary>
    In,

    Below,
    Above,

    /// <summary>Not known yet: there is no measured value, or a limit it does not already break is not known.</summary>
    Missing,

    /// <summary>The value or a limit can't be worked out, or the low limit is above the high one.</summary>
    Error,
}

/// <summary>A verdict and what it was found from, all in the limits' unit. A limit that is not set is missing.</summary>
/// <param name="Error">Why there is no verdict, where it is <see cref="Verdict.Error"/>.</param>
public sealed record Judgement(Verdict Verdict, Value Measured, Value Low, Value Target, Value High, ErrorCode? Error = null);

/// <summary>Limits that are checked and ready to judge by; hold them with the version of the work master they belong to.</summary>
public sealed class ReadyLimits
{
    internal const string TargetName = "target";

    private readonly Expression? _low;
    private readonly Expression? _target;
    private readonly Expression? _high;
    private readonly Kind _kind;
    private readonly bool _needsTarget;

    internal ReadyLimits(Unit unit, Expression? low, Expression? target, Expression? high)
    {
        (_low, _target, _high) = (low, target, high);
        _kind = Kind.Number(unit);
        _needsTarget = target is not null && new[] { low, high }.Any(limit => limit?.Formula.Names.Contains(TargetName) == true);
    }

    public Unit Unit => _kind.Unit!;

    /// <summary>The target, where it depends on no input.</summary>
    internal Value TargetIfConstant => _target?.Evaluate(_ => Value.Missing) ?? Value.Missing;

    /// <summary>Judges a measured value, in any unit that fits, given the inputs that the limits use.</summary>
    public Judgement Judge(Value measured, Func<string, Value> input)
    {
        var value = Operations.AsDeclared(measured, _kind);
        var target = _target?.Evaluate(input) ?? Value.Missing;
        var known = _needsTarget ? name => name == TargetName ? target : input(name) : input;
        var low = _low?.Evaluate(known) ?? Value.Missing;
        var high = _high?.Evaluate(known) ?? Value.Missing;

        foreach (var part in (ReadOnlySpan<Value>)[value, low, high])
        {
            if (part.IsError)
                return new(Verdict.Error, value, low, target, high, part.ErrorCode);
        }

        if (value.IsMissing)
            return new(Verdict.Missing, value, low, target, high);
        if (!low.IsMissing && !high.IsMissing && low.Raw > high.Raw)
            return new(Verdict.Error, value, low, target, high, ErrorCode.LimitsCrossed);
        if (!low.IsMissing && value.Raw < low.Raw)
            return new(Verdict.Below, value, low, target, high);
        if (!high.IsMissing && value.Raw > high.Raw)
            return new(Verdict.Above, value, low, target, high);

        var open = (_low is not null && low.IsMissing) || (_high is not null && high.IsMissing);
        return new(open ? Verdict.Missing : Verdict.In, value, low, target, high);
    }
}

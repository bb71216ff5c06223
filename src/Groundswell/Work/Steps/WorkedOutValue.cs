using Groundswell.Deciding;
using Groundswell.Expressions;
using Groundswell.Masters.Contents;

namespace Groundswell.Work.Steps;

/// <summary>Values that are worked out from others. The door works them out itself; what a terminal sends is not taken for it.</summary>
internal static class WorkedOutValue
{
    public static Decision Decide(StepDoing doing, Calculate calculate)
    {
        var wanted = calculate.Unit is { } unit && Unit.TryParse(unit, out var known) ? Kind.Number(known) : null;
        var text = calculate.Decimals is { } places ? FormattableString.Invariant($"round({calculate.Expression}, {places})") : calculate.Expression;
        if (doing.Values.Names.Check(text, wanted) is not { Expression: { } expression } checkedText)
            return new StepCannotBeWorkedOut(doing.Step.Id, Faulty(doing.Values.Names.Check(text, wanted).Faults));
        var value = expression.Evaluate(doing.Values.Of);
        if (value.IsMissing || value.IsError)
            return new StepCannotBeWorkedOut(doing.Step.Id, value.IsMissing ? Saying.Of("told.value-missing") : Failed(value));
        if (value.Form != ValueForm.Number || calculate.Unit is null)
            return doing.Done(value.ToString());

        var judged = EnteredValue.Number(new EnterNumber(calculate.Unit, null, calculate.Limits), value, doing.Values);
        if (judged is null || judged.Error is not null)
            return new StepCannotBeWorkedOut(doing.Step.Id, judged?.Error ?? Saying.Of("told.not-in-unit", ("value", value.ToString()), ("unit", calculate.Unit)));
        var done = doing.Done(judged.Value, judged.Limits);
        return judged.Outside is { } detail ? doing.Except(done, ExceptionKind.OutOfLimits, detail) : done;
    }

    /// <summary>The master's expression is faulty: by the codes of what is wrong with it.</summary>
    public static Saying Faulty(IEnumerable<Fault> faults) => Saying.Of("told.faulty", ("faults", string.Join(", ", faults.Select(fault => fault.Code))));

    /// <summary>What came out is no value: <c>error division-by-zero</c>.</summary>
    public static Saying Failed(Value error) => Saying.Of("told.failed", ("error", error.ToString()));
}

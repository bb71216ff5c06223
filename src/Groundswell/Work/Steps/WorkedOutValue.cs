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
            return new StepCannotBeWorkedOut(doing.Step.Id, string.Join("; ", doing.Values.Names.Check(text, wanted).Faults));
        var value = expression.Evaluate(doing.Values.Of);
        if (value.IsMissing || value.IsError)
            return new StepCannotBeWorkedOut(doing.Step.Id, value.IsMissing ? "a value that it needs is not there yet" : value.ToString());
        if (value.Form != ValueForm.Number || calculate.Unit is null)
            return doing.Done(value.ToString());

        var judged = EnteredValue.Number(new EnterNumber(calculate.Unit, null, calculate.Limits), value, doing.Values);
        if (judged is null || judged.Error is not null)
            return new StepCannotBeWorkedOut(doing.Step.Id, judged?.Error ?? $"{value} is not in {calculate.Unit}");
        var done = doing.Done(judged.Value, judged.Limits);
        return judged.Outside is { } detail ? doing.Except(done, ExceptionKind.OutOfLimits, detail) : done;
    }
}

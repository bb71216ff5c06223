using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Expressions;
using Groundswell.Masters.Contents;

namespace Groundswell.Work.Steps;

/// <summary>Values that a person or an instrument gives: of the step's kind, held against its limits.</summary>
internal static class EnteredValue
{
    private const int LongestText = 2_000;

    public static Decision Decide(StepDoing doing)
    {
        var text = doing.Asked.Value;
        if (text is null || !Value.TryParse(text, out var value) || value.IsMissing || value.IsError)
            return new StepValueUnfit(doing.Step.Id, Asked(doing.Step.Does), text);
        if (Judge(doing.Step, value, doing.Values) is not { } judged)
            return new StepValueUnfit(doing.Step.Id, Asked(doing.Step.Does), text);
        if (judged.Error is { } error)
            return new StepCannotBeWorkedOut(doing.Step.Id, error);

        var done = doing.Done(judged.Value, judged.Limits);
        return judged.Outside is { } detail ? doing.Except(done, ExceptionKind.OutOfLimits, detail) : done;
    }

    /// <summary>Holds a value against the step. Null where it is not of the step's kind.</summary>
    public static Judged? Judge(Step step, Value value, StepValues values) => step.Does switch
    {
        EnterNumber number when value.Form == ValueForm.Number => Number(number, value, values),
        EnterText words when value.Form == ValueForm.Text => value.Text.Length is > 0 and var length && length <= (words.MaxLength ?? LongestText)
            ? new Judged(value.ToString())
            : null,
        EnterChoice choice when value.Form == ValueForm.Text => choice.Choices.FirstOrDefault(one => one.Value == value.Text) is { } chosen
            ? new Judged(value.ToString(), Outside: chosen.OutOfLimit ? Saying.Of("told.not-right", ("value", chosen.Value)) : null)
            : null,
        EnterYesNo yesNo when value.Form == ValueForm.YesNo => new Judged(
            value.ToString(), Outside: yesNo.Expected is { } right && right != value.YesNo ? Saying.Of(right ? "told.yes-is-right" : "told.no-is-right") : null),
        EnterDate { WithTime: false } date when value.Form == ValueForm.Date => Ordered(Kind.Date, date.Limits, value, values),
        EnterDate { WithTime: true } time when value.Form == ValueForm.Time => Ordered(Kind.Time, time.Limits, value, values),
        _ => null,
    };

    /// <summary>A number held against limits; null where it is of another dimension.</summary>
    public static Judged? Number(EnterNumber number, Value value, StepValues values)
    {
        if (number.Decimals is { } places && DecimalsOf(value) > places)
            return null;
        var limits = new NumberLimits(number.Unit, number.Limits?.Low, number.Target, number.Limits?.High).Check(values.Names);
        if (limits.Limits is null)
            return new Judged(value.ToString(), Error: WorkedOutValue.Faulty(limits.Faults));
        if (!Unit.TryParse(number.Unit, out var unit) || !value.Unit.Fits(unit))
            return null;
        var judgement = limits.Limits.Judge(value, values.Of);
        if (judgement.Verdict is Verdict.Error)
            return new Judged(value.ToString(), Error: WorkedOutValue.Failed(Value.Error(judgement.Error!.Value)));
        if (judgement.Verdict is Verdict.Missing)
            return new Judged(value.ToString(), Error: Saying.Of("told.value-missing"));
        var has = number.Limits is not null || number.Target is not null;
        return new Judged(
            value.ToString(),
            has ? new LimitsShown(Word(judgement.Verdict), Shown(judgement.Low), Shown(judgement.Target), Shown(judgement.High)) : null,
            judgement.Verdict is Verdict.In ? null : Beyond(Word(judgement.Verdict), value, Shown(judgement.Low), Shown(judgement.High)));
    }

    private static Judged Ordered(Kind kind, Limits? limits, Value value, StepValues values)
    {
        if (limits is null)
            return new Judged(value.ToString());
        var names = values.Names.With(ValueName, kind);
        var below = limits.Low is { } low && names.Check($"{ValueName} < ({low})", Kind.YesNo).Expression?.Evaluate(With) is { Form: ValueForm.YesNo, YesNo: true };
        var above = limits.High is { } high && names.Check($"{ValueName} > ({high})", Kind.YesNo).Expression?.Evaluate(With) is { Form: ValueForm.YesNo, YesNo: true };
        var verdict = below ? "below" : above ? "above" : "in";
        return new Judged(
            value.ToString(), new LimitsShown(verdict, limits.Low, null, limits.High),
            below || above ? Beyond(verdict, value, limits.Low, limits.High) : null);

        Value With(string name) => name == ValueName ? value : values.Of(name);
    }

    private static Saying Beyond(string verdict, Value value, string? low, string? high) =>
        Saying.Of($"told.{verdict}", ("value", value.ToString()), ("low", low ?? "–"), ("high", high ?? "–"));

    private const string ValueName = "value_entered";

    private static int DecimalsOf(Value value)
    {
        var text = value.Number.ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : text.Length - point - 1;
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Below => "below",
        Verdict.Above => "above",
        _ => "in",
    };

    private static string? Shown(Value value) => value.IsMissing ? null : value.ToString();

    /// <summary>What a step asks for.</summary>
    public static Saying Asked(StepKind does) => does switch
    {
        EnterNumber { Decimals: { } places } number =>
            Saying.Of("told.asks-decimals", ("unit", number.Unit), ("decimals", places.ToString(CultureInfo.InvariantCulture))),
        EnterNumber number => Saying.Of("told.asks-number", ("unit", number.Unit)),
        EnterText words => Saying.Of("told.asks-text", ("longest", (words.MaxLength ?? LongestText).ToString(CultureInfo.InvariantCulture))),
        EnterChoice choice => Saying.Of("told.asks-choice", ("choices", string.Join(", ", choice.Choices.Select(one => one.Value)))),
        EnterYesNo => Saying.Of("told.asks-yes-no"),
        EnterDate { WithTime: true } => Saying.Of("told.asks-time", ("example", "@2026-11-30T06:00:00Z")),
        _ => Saying.Of("told.asks-date", ("example", "@2026-11-30")),
    };
}

/// <summary>A value held against its step.</summary>
/// <param name="Outside">In which way it is not right; null where it is.</param>
/// <param name="Error">Why nothing can be said; null where something can.</param>
internal sealed record Judged(string Value, LimitsShown? Limits = null, Saying? Outside = null, Saying? Error = null);

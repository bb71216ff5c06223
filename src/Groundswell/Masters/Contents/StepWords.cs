using System.Globalization;
using Groundswell.Showing;

namespace Groundswell.Masters.Contents;

/// <summary>What a step asks for, in a reader's words.</summary>
internal static class StepWords
{
    /// <summary>The word for a kind, as it is called in JSON.</summary>
    public static string KindOf(StepKind does) => does switch
    {
        Confirm => "confirm",
        EnterNumber => "number",
        EnterText => "text",
        EnterChoice => "choice",
        EnterYesNo => "yes-no",
        EnterDate => "date",
        TakePhoto => "photo",
        ConsumeMaterial => "consume",
        ReportOutput => "output",
        CheckEquipment => "equipment",
        RunTimer => "timer",
        Calculate => "calculation",
        ConfirmBySecondPerson => "second-person",
        _ => "signature",
    };

    /// <summary>What of it a reviewer looks at first: unit, target, limits, material, who.</summary>
    public static string Asks(Words words, Step step, WorkMasterContent content)
    {
        IEnumerable<string?> parts = step.Does switch
        {
            EnterNumber number =>
                [words.Say("asks.in", ("unit", number.Unit)), Target(words, number.Target), Range(words, number.Limits), Decimals(words, number.Decimals)],
            EnterChoice choice => [string.Join(" / ", choice.Choices.Select(one => TextOf(words, one.Text) ?? one.Value))],
            EnterYesNo { Expected: { } expected } => [words.Say("asks.expected", ("answer", words[expected ? "field.yes" : "field.no"]))],
            EnterDate date => [Range(words, date.Limits)],
            TakePhoto photo => [words.Say("asks.photos", ("count", photo.AtLeast))],
            ConsumeMaterial consume =>
            [
                content.FindLine(consume.Line) is { } line ? $"{line.Material} {consume.Quantity ?? words.Amount(line.Quantity, line.Unit)}" : consume.Line,
                consume.Tolerance is { } tolerance ? $"−{words.Number(tolerance.Below)} +{words.Number(tolerance.Above)}{(tolerance.Percent ? " %" : "")}" : null,
                consume.Scan ? words["edit.scan"] : null,
            ],
            ReportOutput output => [output.Material?.Value, output.Kinds is { } kinds ? string.Join(", ", kinds.Select(words.Of)) : null],
            CheckEquipment check => [string.Join(", ", check.Checks.Select(words.Of)), check.Equipment?.Code, check.Scan ? words["edit.scan"] : null],
            RunTimer timer =>
            [
                timer.AtLeast is { } least ? words.Say("asks.at-least", ("time", Exact(least))) : null,
                timer.AtMost is { } most ? words.Say("asks.at-most", ("time", Exact(most))) : null,
                timer.Since is { } since ? words.Say("asks.since", ("step", content.FindStep(since)?.Name ?? since)) : null,
            ],
            Calculate calculate => [calculate.Expression, calculate.Unit, Range(words, calculate.Limits), Decimals(words, calculate.Decimals)],
            ConfirmBySecondPerson second => [StepsOf(second.Of, content), second.Qualification, second.ByElectronicSignature ? words["edit.by-signature"] : null],
            SignStep sign => [words.Meaning(sign.Meaning), sign.Roles is { } roles ? string.Join(", ", roles.Select(words.Of)) : null, StepsOf(sign.Of, content)],
            _ => [],
        };
        return string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>A text in the reader's language, or in the one that is there.</summary>
    public static string? TextOf(Words words, IReadOnlyDictionary<string, string>? texts) => texts is null or { Count: 0 } ? null
        : texts.TryGetValue(words.Language, out var own) ? own
        : texts.FirstOrDefault(text => text.Key.StartsWith(words.Language, StringComparison.Ordinal)).Value ?? (texts.TryGetValue("en", out var english) ? english : texts.First().Value);

    public static string Exact(TimeSpan time) => time.ToString(time.Days == 0 ? "hh':'mm':'ss" : "d'.'hh':'mm':'ss", CultureInfo.InvariantCulture);

    private static string? Target(Words words, string? target) => target is null ? null : words.Say("asks.target", ("target", target));

    private static string? Range(Words words, Limits? limits) => limits switch
    {
        { Low: { } low, High: { } high } => words.Say("asks.between", ("low", low), ("high", high)),
        { Low: { } low } => words.Say("asks.from", ("low", low)),
        { High: { } high } => words.Say("asks.to", ("high", high)),
        _ => null,
    };

    private static string? Decimals(Words words, int? decimals) => decimals is { } places ? words.Say("asks.decimals", ("count", places)) : null;

    private static string? StepsOf(IReadOnlyList<string>? steps, WorkMasterContent content) =>
        steps is null ? null : string.Join(", ", steps.Select(id => content.FindStep(id)?.Name ?? id));
}

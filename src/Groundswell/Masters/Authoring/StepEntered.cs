using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters.Authoring;

/// <summary>Makes a step of what was entered in its form.</summary>
internal static class StepEntered
{
    /// <summary>Every kind of step, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "confirm", "number", "text", "choice", "yes-no", "date", "photo", "consume", "output", "equipment", "timer", "calculation", "second-person", "signature",
    ];

    /// <param name="before">The step as it is; null for a new one. Its pictures have forms of their own.</param>
    public static Step Read(FormEntered form, Step? before, string id) => new(
        id,
        form.Text("name") ?? "",
        Does(form, before?.Does),
        form.Texts("instruction", before?.Instruction),
        form.Texts("hazard", before?.Hazard),
        before?.Attachments,
        form.Text("when"),
        form.Is("critical"),
        form.Is("optional"),
        Rule(form),
        form.Texts("names", before?.Names));

    private static StepKind Does(FormEntered form, StepKind? before) => form.Text("kind") switch
    {
        "number" => new EnterNumber(form.Text("does.unit") ?? "", form.Text("does.target"), Limits(form), form.Whole("does.decimals")),
        "text" => new EnterText(form.Whole("does.maxLength")),
        "choice" => new EnterChoice(Choices(form, before as EnterChoice)),
        "yes-no" => new EnterYesNo(form.Text("does.expected") switch { "true" => true, "false" => false, _ => null }),
        "date" => new EnterDate(form.Is("does.withTime"), Limits(form)),
        "photo" => new TakePhoto(form.Whole("does.atLeast") ?? 1),
        "consume" => new ConsumeMaterial(form.Text("does.line") ?? "", form.Text("does.quantity"), Allowed(form), form.Is("does.scan")),
        "output" => new ReportOutput(
            Id<MaterialDefinition>.TryParse(form.Text("does.material"), null, out var material) ? material : null, form.Text("does.unit"),
            form.Chosen<OutputKind>("does.kinds"), Id<ReasonList>.TryParse(form.Text("does.reasons"), null, out var reasons) ? reasons : null),
        "equipment" => new CheckEquipment(form.Chosen<EquipmentCheck>("does.checks") ?? [], OperationEntered.Equipment(form, "does.equipment"), form.Is("does.scan")),
        "timer" => new RunTimer(form.Minutes("does.atLeast"), form.Minutes("does.atMost"), form.Text("does.since")),
        "calculation" => new Calculate(form.Text("does.expression") ?? "", form.Text("does.unit"), Limits(form), form.Whole("does.decimals")),
        "second-person" => new ConfirmBySecondPerson(form.Chosen("does.of"), form.Text("does.qualification"), form.Is("does.byElectronicSignature")),
        "signature" => new SignStep(form.Text("does.meaning") ?? SignatureMeaning.Performed, form.Chosen<Role>("does.roles"), form.Chosen("does.of")),
        _ => new Confirm(),
    };

    private static Limits? Limits(FormEntered form) =>
        (form.Text("does.limits.low"), form.Text("does.limits.high")) is var (low, high) && (low ?? high) is not null ? new Limits(low, high) : null;

    private static Tolerance? Allowed(FormEntered form) =>
        (form.Number("does.tolerance.below"), form.Number("does.tolerance.above")) is var (below, above) && (below ?? above) is not null
            ? new Tolerance(below ?? 0, above ?? 0, form.Is("does.tolerance.percent"))
            : null;

    /// <summary>The answers row by row; what they are called in languages that the form does not show stays.</summary>
    private static List<Choice> Choices(FormEntered form, EnterChoice? before)
    {
        var (values, texts) = (form.Form["choice.value"], form.Form["choice.text"]);
        var language = form.Text("choice.language") ?? "en";
        var outside = form.Form["choice.out"].OfType<string>().ToHashSet();
        var choices = new List<Choice>();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i]?.Trim() is not { Length: > 0 } value)
                continue;
            var known = before?.Choices.FirstOrDefault(choice => choice.Value == value)?.Text ?? new Dictionary<string, string>();
            var told = known.Where(text => text.Key != language).ToDictionary(text => text.Key, text => text.Value);
            if (i < texts.Count && texts[i]?.Trim() is { Length: > 0 } text)
                told[language] = text;
            choices.Add(new Choice(value, told.Count == 0 ? null : told, outside.Contains(i.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        }

        return choices;
    }

    private static ExceptionRule? Rule(FormEntered form)
    {
        var rule = new ExceptionRule(form.Is("exceptions.notTaken"), form.Chosen<Role>("exceptions.releasedBy"), form.Is("exceptions.releaseSigned"));
        return rule is { NotTaken: false, ReleasedBy: null, ReleaseSigned: false } ? null : rule;
    }
}

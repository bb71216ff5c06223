using System.Buffers;
using Groundswell.Deciding;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters.Contents;

/// <summary>What a step has to be to be done. Its expressions are looked at elsewhere (<see cref="ExpressionCheck"/>).</summary>
internal static class StepCheck
{
    private const int MostDecimals = 10;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly HashSet<string> Meanings =
    [
        SignatureMeaning.Performed, SignatureMeaning.Verified, SignatureMeaning.Reviewed, SignatureMeaning.Approved, SignatureMeaning.Released,
    ];

    public static void Check(
        WorkMasterContent content, ContentOrder order, Operation operation, Step step, HashSet<Id<MaterialDefinition>> inUse, FaultsAt at)
    {
        at.AddIf(string.IsNullOrWhiteSpace(step.Name), "name.missing", "name", "The step has no name.");
        OperationCheck.Texts(step.Names, "names", at);
        OperationCheck.Texts(step.Instruction, "instruction", at);
        OperationCheck.Texts(step.Hazard, "hazard", at);
        at.AddIf((step.Attachments ?? []).Any(attachment => !IsAddress(attachment.Address)), "attachment.address-unfit", "attachments",
            "An attachment's address is not sha256: and 64 hexadecimal digits.");
        at.AddIf(step.Exceptions is { ReleaseSigned: true, ReleasedBy: null or [] }, "exception.nobody-releases", "exceptions.releasedBy",
            "A release is to be signed, but no role is named that may release.");
        Kind(content, order.StepsBefore(operation, step), step, inUse, at);
    }

    private static void Kind(WorkMasterContent content, HashSet<string> before, Step step, HashSet<Id<MaterialDefinition>> inUse, FaultsAt at)
    {
        switch (step.Does)
        {
            case EnterNumber number:
                Decimals(number.Decimals, at);
                ContentCheck.Unit(number.Unit, "does.unit", at);
                break;
            case Calculate calculate:
                Decimals(calculate.Decimals, at);
                if (calculate.Unit is { } unit)
                    ContentCheck.Unit(unit, "does.unit", at);
                at.AddIf(calculate is { Unit: null, Limits: not null } or { Unit: null, Decimals: not null }, "calculation.unit-missing", "does.unit",
                    "A calculation with limits or decimals is a number: give its unit.");
                break;
            case EnterText { MaxLength: < 1 or > 10_000 }:
                at.Add("text.length-unfit", "does.maxLength", "A text has room for 1 to 10,000 characters.");
                break;
            case EnterChoice choice:
                Choices(choice.Choices, at);
                break;
            case TakePhoto { AtLeast: < 1 or > 20 }:
                at.Add("photo.count-unfit", "does.atLeast", "Ask for 1 to 20 photos.");
                break;
            case ConsumeMaterial consume:
                at.AddIf(content.FindLine(consume.Line) is null, "bill-line.unknown", "does.line", $"The bill of material has no line '{consume.Line}'.", consume.Line);
                at.AddIf(consume.Tolerance is { Below: < 0 } or { Above: < 0 }, "tolerance.negative", "does.tolerance", "A tolerance is not less than 0.");
                at.AddIf(consume.Tolerance is { Percent: true, Below: > 100 }, "tolerance.too-wide", "does.tolerance.below", "No more than 100 % can be missing.");
                break;
            case ReportOutput output:
                at.AddIf(output.Kinds is [], "output.kinds-none", "does.kinds", "Name at least one of good, rejected, rework and review.");
                at.AddIf(output.Material is { } material && !inUse.Contains(material), "material.not-in-use", "does.material",
                    $"There is no material '{output.Material}' in use.", output.Material?.Value ?? "");
                if (output.Unit is { } outputUnit)
                    ContentCheck.Unit(outputUnit, "does.unit", at);
                break;
            case CheckEquipment check:
                at.AddIf(check.Checks.Count == 0, "equipment.checks-none", "does.checks", "Name at least one thing to check.");
                at.AddIf(check.Equipment is { } equipment && string.IsNullOrWhiteSpace(equipment.Code), "equipment.code-missing", "does.equipment.code",
                    "The equipment has no code.");
                break;
            case RunTimer timer:
                Timer(timer, before, at);
                break;
            case ConfirmBySecondPerson second:
                Steps(second.Of, before, "does.of", at);
                break;
            case SignStep sign:
                at.AddIf(!Meanings.Contains(sign.Meaning), "signature.meaning-unknown", "does.meaning",
                    $"A signature means {string.Join(", ", Meanings)}; '{sign.Meaning}' is none of them.", sign.Meaning);
                at.AddIf(sign.Roles is [], "signature.roles-none", "does.roles", "No role is named that may sign. Leave the roles out where whoever does the work signs.");
                Steps(sign.Of, before, "does.of", at);
                break;
        }
    }

    private static void Decimals(int? decimals, FaultsAt at) => at.AddIf(
        decimals is < 0 or > MostDecimals, "number.decimals-unfit", "does.decimals", $"A number has 0 to {MostDecimals} decimals.");

    private static void Choices(IReadOnlyList<Choice> choices, FaultsAt at)
    {
        at.AddIf(choices.Count < 2, "choice.too-few", "does.choices", "A choice has at least two answers.");
        at.AddIf(choices.Any(choice => string.IsNullOrWhiteSpace(choice.Value)), "choice.blank", "does.choices", "An answer has no value.");
        at.AddIf(choices.Count > 0 && choices.All(choice => choice.OutOfLimit), "choice.none-right", "does.choices", "No answer is right.");
        foreach (var twice in choices.GroupBy(choice => choice.Value).Where(same => same.Count() > 1))
            at.Add("choice.twice", "does.choices", $"The answer '{twice.Key}' is given twice.", twice.Key);
        foreach (var choice in choices)
            OperationCheck.Texts(choice.Text, "does.choices", at);
    }

    private static void Timer(RunTimer timer, HashSet<string> before, FaultsAt at)
    {
        at.AddIf(timer is { AtLeast: null, AtMost: null }, "timer.empty", "does", "A timer has a least or a longest time.");
        at.AddIf(timer.AtLeast < TimeSpan.Zero || timer.AtMost < TimeSpan.Zero, "time.negative", "does", "A time is not less than 0.");
        at.AddIf(timer.AtLeast > timer.AtMost, "timer.crossed", "does.atMost", "The longest time is shorter than the least.");
        if (timer.Since is { } since)
            Steps([since], before, "does.since", at);
    }

    private static void Steps(IReadOnlyList<string>? steps, HashSet<string> before, string field, FaultsAt at)
    {
        at.AddIf(steps is [], "step.none", field, "No step is named. Leave it out where the usual ones are meant.");
        foreach (var id in steps ?? [])
            at.AddIf(!before.Contains(id), "step.not-before", field, $"No step '{id}' is done before this one.", id);
    }

    private static bool IsAddress(string address) =>
        address.StartsWith("sha256:", StringComparison.Ordinal) && address.Length == 71 && address.AsSpan(7).IndexOfAnyExcept(HexDigits) < 0;
}

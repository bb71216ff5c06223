using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters.ReasonLists;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters.Contents;

/// <summary>What a step asks for. In JSON <c>kind</c> says which it is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Confirm), "confirm")]
[JsonDerivedType(typeof(EnterNumber), "number")]
[JsonDerivedType(typeof(EnterText), "text")]
[JsonDerivedType(typeof(EnterChoice), "choice")]
[JsonDerivedType(typeof(EnterYesNo), "yes-no")]
[JsonDerivedType(typeof(EnterDate), "date")]
[JsonDerivedType(typeof(TakePhoto), "photo")]
[JsonDerivedType(typeof(ConsumeMaterial), "consume")]
[JsonDerivedType(typeof(ReportOutput), "output")]
[JsonDerivedType(typeof(CheckEquipment), "equipment")]
[JsonDerivedType(typeof(RunTimer), "timer")]
[JsonDerivedType(typeof(Calculate), "calculation")]
[JsonDerivedType(typeof(ConfirmBySecondPerson), "second-person")]
[JsonDerivedType(typeof(SignStep), "signature")]
public abstract record StepKind;

/// <summary>Read and confirm that it is done.</summary>
public sealed record Confirm : StepKind;

/// <summary>A number in a unit.</summary>
/// <param name="Unit">A UCUM code; <c>1</c> for a bare number.</param>
/// <param name="Target">The value to aim at, an expression.</param>
/// <param name="Decimals">The places that are asked for; null: as many as are typed.</param>
public sealed record EnterNumber(string Unit, string? Target = null, Limits? Limits = null, int? Decimals = null) : StepKind;

/// <summary>A text.</summary>
/// <param name="MaxLength">In characters; null: 2,000.</param>
public sealed record EnterText(int? MaxLength = null) : StepKind;

/// <summary>One of some answers.</summary>
public sealed record EnterChoice(IReadOnlyList<Choice> Choices) : StepKind;

/// <summary>An answer that can be chosen.</summary>
/// <param name="Value">What expressions compare with, and what is recorded.</param>
/// <param name="Text">As it is shown, by language; null: the value itself.</param>
/// <param name="OutOfLimit">Choosing it makes an exception.</param>
public sealed record Choice(
    string Value,
    IReadOnlyDictionary<string, string>? Text = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OutOfLimit = false);

/// <summary>Yes or no.</summary>
/// <param name="Expected">The answer that is right, where one is; the other makes an exception.</param>
public sealed record EnterYesNo(bool? Expected = null) : StepKind;

/// <summary>A date, or a date with its time.</summary>
/// <param name="Limits">The earliest and the latest that is right.</param>
public sealed record EnterDate(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool WithTime = false, Limits? Limits = null) : StepKind;

/// <summary>Photos of what is there.</summary>
public sealed record TakePhoto(int AtLeast = 1) : StepKind;

/// <summary>Use up a material of the bill.</summary>
/// <param name="Line">The id of the bill line.</param>
/// <param name="Quantity">How much, an expression in the line's unit; null: what the line says, for the order's quantity.</param>
/// <param name="Tolerance">How far from it is still right; null: any quantity is.</param>
/// <param name="Scan">The lot or serial has to be scanned; typing it makes an exception.</param>
public sealed record ConsumeMaterial(
    string Line,
    string? Quantity = null,
    Tolerance? Tolerance = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Scan = false) : StepKind;

/// <summary>How far a quantity may be from what is asked for.</summary>
/// <param name="Below">0 or more.</param>
/// <param name="Above">0 or more.</param>
/// <param name="Percent">Both are percent of the quantity; otherwise they are in its unit.</param>
public sealed record Tolerance(
    decimal Below, decimal Above, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Percent = false);

/// <summary>Report what came out: good, rejected with a reason, for rework, for review.</summary>
/// <param name="Material">What came out; null: what the master makes. Another material is a by-product or co-product.</param>
/// <param name="Unit">Null: the unit that the master makes it in.</param>
/// <param name="Kinds">What can be reported here; null: all four.</param>
/// <param name="Reasons">The list that a reject's reason comes from: as the site uses it, or, as <c>scrap@3</c>, one version of it.</param>
public sealed record ReportOutput(
    Id<MaterialDefinition>? Material = null,
    string? Unit = null,
    IReadOnlyList<OutputKind>? Kinds = null,
    Id<ReasonList>? Reasons = null) : StepKind;

/// <summary>What becomes of what came out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutputKind>))]
public enum OutputKind
{
    Good = 1,
    Rejected,
    Rework,

    /// <summary>Set aside until somebody has judged it (material review).</summary>
    Review,
}

/// <summary>Check a piece of equipment before it is used.</summary>
/// <param name="Equipment">What is to be checked; null: the work unit of the job.</param>
/// <param name="Checks">At least one.</param>
/// <param name="Scan">Its code has to be scanned.</param>
public sealed record CheckEquipment(
    IReadOnlyList<EquipmentCheck> Checks,
    EquipmentRequirement? Equipment = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Scan = false) : StepKind;

/// <summary>What has to be so of the equipment.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EquipmentCheck>))]
public enum EquipmentCheck
{
    InService = 1,
    Clean,
    Calibrated,

    /// <summary>Nothing of an earlier order is left at it (line clearance).</summary>
    Cleared,
}

/// <summary>Let time pass, or finish in time. Outside makes an exception.</summary>
/// <param name="Since">The step whose completion starts the time; null: the start of this one.</param>
public sealed record RunTimer(TimeSpan? AtLeast = null, TimeSpan? AtMost = null, string? Since = null) : StepKind;

/// <summary>A value that is worked out from others.</summary>
/// <param name="Unit">Of the result; null where it is no number.</param>
/// <param name="Decimals">The places that the result is rounded to, half to even; null: it is not rounded.</param>
public sealed record Calculate(string Expression, string? Unit = null, Limits? Limits = null, int? Decimals = null) : StepKind;

/// <summary>Somebody other than who did the work confirms it.</summary>
/// <param name="Of">The steps that are confirmed; null: the one before.</param>
/// <param name="Qualification">What the second person needs; null: what the operation asks for.</param>
/// <param name="ByElectronicSignature">With an electronic signature that means "verified".</param>
public sealed record ConfirmBySecondPerson(
    IReadOnlyList<string>? Of = null,
    string? Qualification = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ByElectronicSignature = false) : StepKind;

/// <summary>An electronic signature.</summary>
/// <param name="Meaning">performed, verified, reviewed, approved or released.</param>
/// <param name="Roles">Who may sign: any of these; null: whoever does the work.</param>
/// <param name="Of">The steps that are signed; null: all of the operation so far.</param>
public sealed record SignStep(string Meaning, IReadOnlyList<Role>? Roles = null, IReadOnlyList<string>? Of = null) : StepKind;

using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Record.Attachments;

namespace Groundswell.Masters.Contents;

/// <summary>What a person or a machine does and confirms, one thing at a time (an ISA-88 phase done by hand).</summary>
/// <param name="Id">A name that expressions can call its value by: a letter, then letters, digits and underscores; 1 to 60.</param>
/// <param name="Does">What is asked for, of its own kind.</param>
/// <param name="Instruction">What to do, by BCP 47 tag of the language.</param>
/// <param name="Hazard">What can hurt here, by language. It is never left out where the step is shown.</param>
/// <param name="Attachments">Pictures and videos, in the order they are shown.</param>
/// <param name="When">A condition over earlier values: the step is shown, and asked for, where it is true. Null: always.</param>
/// <param name="Critical">A mistake here can make the product unfit.</param>
/// <param name="Optional">It may be left undone without a word.</param>
/// <param name="Exceptions">What has to happen where a value is outside its limits, or the step is skipped or forced.</param>
/// <param name="Names">The name in other languages, by BCP 47 tag.</param>
public sealed record Step(
    string Id,
    string Name,
    StepKind Does,
    IReadOnlyDictionary<string, string>? Instruction = null,
    IReadOnlyDictionary<string, string>? Hazard = null,
    IReadOnlyList<AttachmentReference>? Attachments = null,
    string? When = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Critical = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Optional = false,
    ExceptionRule? Exceptions = null,
    IReadOnlyDictionary<string, string>? Names = null);

/// <summary>What an exception of a step needs. Without a rule the person's own reason is enough.</summary>
/// <param name="NotTaken">A value outside the limits is refused instead of recorded as an exception.</param>
/// <param name="ReleasedBy">Work goes on only when somebody in one of these roles has released the exception; null or empty: it just goes on.</param>
/// <param name="ReleaseSigned">The release is an electronic signature.</param>
public sealed record ExceptionRule(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool NotTaken = false,
    IReadOnlyList<Role>? ReleasedBy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ReleaseSigned = false);

/// <summary>What a value has to keep to; each an expression that comes to a value of the step's kind and unit. Null: no limit on that side.</summary>
/// <param name="Low">The least that is right; the limit itself is right.</param>
/// <param name="High">The most that is right; the limit itself is right.</param>
public sealed record Limits(string? Low = null, string? High = null);

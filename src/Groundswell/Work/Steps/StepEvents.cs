using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Materials.Lots;
using Groundswell.Record;
using Groundswell.Record.Attachments;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Steps;

// What is done at a job's steps, in the job's own stream. These names and fields are in plants' records: add to them, never change them.

/// <param name="Value">What was entered or worked out, as a literal of the expression language: <c>416 mL</c>, <c>"red"</c>, <c>true</c>.</param>
/// <param name="Limits">What the value was held against, where it has limits.</param>
/// <param name="Lot">The lot that was used.</param>
/// <param name="Quantity">How much of it, in the bill line's unit.</param>
/// <param name="Equipment">What was scanned to be checked.</param>
/// <param name="Signatures">Those that the step asked for.</param>
[RecordedAs("step.completed")]
public sealed record StepCompleted(
    Id<Job> Job, string Step, string? Value = null, LimitsShown? Limits = null, Id<MaterialLot>? Lot = null, decimal? Quantity = null,
    IReadOnlyList<AttachmentReference>? Photos = null, string? Equipment = null, IReadOnlyList<Signature>? Signatures = null) : Event;

/// <summary>A value was wrong. The entry names the one it corrects; the first value stays readable there.</summary>
[RecordedAs("step.corrected")]
public sealed record StepCorrected(Id<Job> Job, string Step, string From, string To, string Reason, LimitsShown? Limits = null) : Event;

/// <summary>It is to be done again; what was recorded stays readable.</summary>
[RecordedAs("step.undone")]
public sealed record StepUndone(Id<Job> Job, string Step, string Reason) : Event;

[RecordedAs("step.skipped")]
public sealed record StepSkipped(Id<Job> Job, string Step, string Reason) : Event;

/// <summary>It counts as done although it was not done as the master asks: somebody who leads said so.</summary>
/// <param name="Value">What there was of a value, a literal of the expression language.</param>
[RecordedAs("step.forced")]
public sealed record StepForced(Id<Job> Job, string Step, string Reason, string? Value = null) : Event;

/// <summary>Something was not as the master asks. It stands in the order's record until somebody has looked at it.</summary>
/// <param name="Number">The exception's number within the job, from 1.</param>
/// <param name="Step">Empty where it is about the whole job.</param>
/// <param name="Detail">What was asked for and what there was, in English.</param>
/// <param name="Told">The same by its code and values, to be read in any language; absent in entries from before it was kept.</param>
/// <param name="ReleasedBy">Work goes on only when somebody in one of these roles has released it; absent: it just goes on.</param>
[RecordedAs("exception.raised")]
public sealed record ExceptionRaised(
    Id<Job> Job, int Number, string Step, ExceptionKind Kind, string Detail, string Reason, IReadOnlyList<Role>? ReleasedBy = null,
    bool? ReleaseSigned = null, Saying? Told = null) : Event;

[RecordedAs("exception.released")]
public sealed record ExceptionReleased(Id<Job> Job, int Number, string Reason, Signature? Signature = null) : Event;

/// <summary>The limits of a value as they were worked out, literals of the expression language, and where the value lies.</summary>
/// <param name="Verdict">in, below or above.</param>
public sealed record LimitsShown(string Verdict, string? Low = null, string? Target = null, string? High = null);

/// <summary>In what way something was not as the master asks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExceptionKind>))]
public enum ExceptionKind
{
    /// <summary>A value outside its limits, or an answer that is not the right one.</summary>
    OutOfLimits = 1,

    /// <summary>More or less material than the tolerance allows.</summary>
    OutOfTolerance,

    /// <summary>A lot was used although a rule stood in the way.</summary>
    LotOverride,

    /// <summary>Typed where the master asks to scan.</summary>
    Typed,

    /// <summary>Too early or too late.</summary>
    Time,

    Skipped,

    /// <summary>Counted as done by somebody who leads, although it was not done as asked.</summary>
    Forced,

    /// <summary>More came out than the job is for.</summary>
    BeyondPlan,

    /// <summary>A value was put right after the end of its job, and what confirmed or signed it was about another value.</summary>
    ChangedAfterConfirmation,
}

using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Record.Attachments;
using Groundswell.Work.Orders;
using Groundswell.Work.SetAside;
using Groundswell.Work.Steps;

namespace Groundswell.Work.OrderRecords;

/// <summary>An order's record as a person reads it: what was done at each step, by whom and when, what was not as asked, who signed, and every entry.</summary>
public sealed record OrderRecord(
    OrderRow Order, string Made, IReadOnlyList<RecordedJob> Jobs, IReadOnlyList<RecordedSignature> Signatures, IReadOnlyList<RecordedSetAside> SetAside,
    IReadOnlyList<RecordedEntry> Trail, RecordProof Proof, IReadOnlyDictionary<string, string> People, IReadOnlyDictionary<string, RecordedPhoto> Photos, DateTimeOffset Now)
{
    /// <summary>What is recorded so much later than it happened is told as late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public IEnumerable<RecordedStep> Corrected => Jobs.SelectMany(job => job.Steps).Where(step => step.Corrections.Count > 0);

    public IEnumerable<RecordedEntry> LateOnes => Trail.Where(entry => entry.RecordedAt - entry.OccurredAt > Late);

    /// <summary>The photos of a step, each compared with its hash.</summary>
    public IEnumerable<RecordedPhoto> PhotosOf(RecordedStep step) => (step.Photos ?? []).Select(photo => Photos[photo.Address]);

    public string NameOf(string person) => People.GetValueOrDefault(person) ?? person;
}

/// <summary>What was done in a job.</summary>
/// <param name="Operation">As the version calls it.</param>
public sealed record RecordedJob(
    string Job, string Operation, string? WorkUnit, DateTimeOffset? From, DateTimeOffset? Until, IReadOnlyList<RecordedStep> Steps,
    IReadOnlyList<RecordedOutput> Outputs, IReadOnlyList<RecordedException> Exceptions);

/// <summary>A step that was done or skipped.</summary>
/// <param name="Value">As it was first recorded, a literal of the expression language.</param>
/// <param name="Entry">Of the entry that it was recorded with.</param>
/// <param name="Skipped">Why, where it was skipped.</param>
/// <param name="Undone">Why, where it had to be done again.</param>
/// <param name="Forced">Why, where somebody who leads had it count as done.</param>
public sealed record RecordedStep(
    string Step, string Name, string? Value, LimitsShown? Limits, string? Lot, decimal? Quantity, string? Equipment, string By, Entry Entry,
    IReadOnlyList<RecordedCorrection> Corrections, string? Skipped = null, string? Undone = null, IReadOnlyList<AttachmentReference>? Photos = null,
    string? Forced = null);

/// <summary>A value was put right.</summary>
public sealed record RecordedCorrection(string From, string To, string Reason, string By, Entry Entry);

/// <summary>What was reported to have come out.</summary>
/// <param name="Reason">Why it was put right, where this puts an earlier report right.</param>
public sealed record RecordedOutput(Jobs.Output Output, string By, Entry Entry, string? Reason = null);

/// <summary>Something that was not as the master asks.</summary>
/// <param name="Released">Null where nobody has released it.</param>
public sealed record RecordedException(
    int Number, string Step, ExceptionKind Kind, string Detail, string Reason, string By, Entry Entry, bool NeedsRelease, RecordedRelease? Released = null,
    Saying? Told = null);

/// <summary>Something that a terminal did on its own and that was refused when it arrived.</summary>
/// <param name="Step">The step's name, where it was at one.</param>
/// <param name="Settled">Who settled it and why; null while it waits.</param>
/// <param name="Entered">Where it then stands in the log; null where it was rejected or waits.</param>
public sealed record RecordedSetAside(
    ActSetAside Act, string? Step, Entry Entry, RecordedRelease? Settled = null, (long First, int Count)? Entered = null);

/// <summary>Who released or settled something, and why.</summary>
public sealed record RecordedRelease(string By, string Reason, Entry Entry);

/// <summary>A signature, and of what.</summary>
/// <param name="Of">The recorded name of what was signed.</param>
/// <param name="About">The step or the exception, where it was one.</param>
public sealed record RecordedSignature(Signature Signature, string Of, string? About, long Position);

using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Record;

namespace Groundswell.Changes.Launches;

// A change at a site, in order, in the site's log. These names and fields are in plants' records: add to them, never change them.

/// <param name="Way">How it came here.</param>
[RecordedAs("site-change.brought-in")]
public sealed record ChangeBroughtIn(Id<Change> Change, BroughtInBy Way) : Event;

/// <summary>Where the change touches work here, said whole.</summary>
[RecordedAs("site-change.reach-said")]
public sealed record SiteReachSaid(Id<Change> Change, IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string> Shifts) : Event;

/// <summary>Whose work it touches. The entry's actor listed them, or added themselves.</summary>
[RecordedAs("site-change.affected-listed")]
public sealed record AffectedListed(Id<Change> Change, IReadOnlyList<AffectedPerson> People) : Event;

/// <summary>The record was asked whose work it touches where it does.</summary>
/// <param name="People">Those who were not on the list; none: all of them were.</param>
[RecordedAs("site-change.affected-found")]
public sealed record AffectedFound(Id<Change> Change, IReadOnlyList<AffectedPerson> People) : Event;

/// <summary>They don't work here any more.</summary>
[RecordedAs("site-change.affected-left")]
public sealed record AffectedLeft(Id<Change> Change, string Person) : Event;

[RecordedAs("site-change.fallback-chosen")]
public sealed record FallbackChosen(Id<Change> Change, FallbackChoice Choice) : Event;

/// <param name="Champion">The person's id.</param>
/// <param name="Versions">Approved versions that the change carries, one of each master.</param>
[RecordedAs("site-change.launch-asked")]
public sealed record LaunchAsked(Id<Change> Change, string Champion, IReadOnlyList<Id<WorkMasterVersion>> Versions) : Event;

/// <summary>Some lines and shifts work by it from a shift date on. What they are given is in the streams of the masters, by the same command.</summary>
/// <param name="Shifts">Null: all that the change touches.</param>
[RecordedAs("site-change.step-launched")]
public sealed record StepLaunched(
    Id<Change> Change, string Champion, IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string>? Shifts = null, DateOnly? From = null) : Event;

/// <param name="Guard">What was broken; null where a person paused it.</param>
[RecordedAs("site-change.launch-paused")]
public sealed record LaunchPaused(Id<Change> Change, string Reason, LaunchGuard? Guard = null, decimal? Was = null, decimal? Is = null) : Event;

/// <summary>It has been paused for longer than the time of grace, under GMP: new orders are held, in the streams of the masters, by the same command.</summary>
[RecordedAs("site-change.paused-too-long")]
public sealed record PausedTooLong(Id<Change> Change) : Event;

[RecordedAs("site-change.launch-resumed")]
public sealed record LaunchResumed(Id<Change> Change, string Champion, string Reason) : Event;

/// <param name="Signature">Quality's, where it was given.</param>
[RecordedAs("site-change.launch-withdrawn")]
public sealed record LaunchWithdrawn(Id<Change> Change, string Reason, Signature? Signature = null) : Event;

/// <param name="Uncovered">The places that no champion covers: <c>FILL-1 N</c>.</param>
[RecordedAs("site-change.grace-began")]
public sealed record GraceBegan(Id<Change> Change, DateTimeOffset Until, IReadOnlyList<string> Uncovered) : Event;

[RecordedAs("site-change.grace-ended")]
public sealed record GraceEnded(Id<Change> Change) : Event;

[RecordedAs("site-change.fell-back")]
public sealed record LaunchFellBack(Id<Change> Change, FallbackChoice Choice, IReadOnlyList<string> Uncovered) : Event;

/// <summary>Six weeks after the launch the record was asked again whether the change is used as designed.</summary>
/// <param name="Share">The share of work on the new version, live and complete: 0 to 1.</param>
/// <param name="Fallen">Less than the policy asks for: the change is open again.</param>
[RecordedAs("site-change.use-looked-at")]
public sealed record UseLookedAt(Id<Change> Change, decimal Share, decimal Asked, bool Fallen) : Event;

/// <summary>Six weeks after the launch the record was asked again, and fewer than five people work by it: no share is told. They are to be asked themselves.</summary>
/// <param name="Asked">The share that the policy asks for.</param>
[RecordedAs("site-change.use-not-told")]
public sealed record UseNotTold(Id<Change> Change, decimal Asked) : Event;

[JsonConverter(typeof(JsonStringEnumConverter<BroughtInBy>))]
public enum BroughtInBy
{
    /// <summary>It began here.</summary>
    Origin = 1,

    /// <summary>A champion of the site has asked for it.</summary>
    Pull,
}

/// <summary>What a launch is guarded by: compared with the site's own before, and with lines that are not launched yet.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LaunchGuard>))]
public enum LaunchGuard
{
    FirstPassYield = 1,
    CycleTime,
    Overrides,
    HelpCalls,
    LateEntries,
}

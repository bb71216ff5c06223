using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Changes.Pilots;

// The life of a pilot, in order, in the site's log. These names and fields are in plants' records: add to them, never change them.

[RecordedAs("pilot.group-opened")]
public sealed record PilotGroupOpened(Id<Pilot> Pilot, Id<Change> Change, string Facilitator) : Event;

[RecordedAs("pilot.volunteered")]
public sealed record PilotVolunteered(Id<Pilot> Pilot, string Person) : Event;

[RecordedAs("pilot.invited")]
public sealed record PilotInvited(Id<Pilot> Pilot, string Person, SuggestedBy By, string? Why = null) : Event;

/// <summary>They have accepted for themselves.</summary>
[RecordedAs("pilot.joined")]
public sealed record PilotJoined(Id<Pilot> Pilot, string Person) : Event;

[RecordedAs("pilot.declined")]
public sealed record PilotDeclined(Id<Pilot> Pilot, string Person) : Event;

[RecordedAs("pilot.left")]
public sealed record PilotLeft(Id<Pilot> Pilot, string Person) : Event;

[RecordedAs("pilot.planned")]
public sealed record PilotPlanned(Id<Pilot> Pilot, PilotPlan Plan) : Event;

/// <summary>Quality has signed what is tried, where and when.</summary>
[RecordedAs("pilot.plan-signed")]
public sealed record PilotPlanSigned(Id<Pilot> Pilot, Signature Signature) : Event;

[RecordedAs("pilot.started")]
public sealed record PilotStarted(Id<Pilot> Pilot) : Event;

/// <summary>Paper, or a list of somebody's own, is kept beside the system.</summary>
[RecordedAs("pilot.own-list-seen")]
public sealed record OwnListSeen(Id<Pilot> Pilot, string What) : Event;

/// <summary>New orders get the revision no more, for now.</summary>
/// <param name="Rule">The rule that was broken; null where a person paused it.</param>
/// <param name="Figures">What the rule was judged by.</param>
[RecordedAs("pilot.paused")]
public sealed record PilotPaused(Id<Pilot> Pilot, string Reason, string? Rule = null, PilotFigures? Figures = null) : Event;

[RecordedAs("pilot.resumed")]
public sealed record PilotResumed(Id<Pilot> Pilot, string Reason) : Event;

[RecordedAs("pilot.ended")]
public sealed record PilotEnded(Id<Pilot> Pilot, string Reason, string? Rule = null, PilotFigures? Figures = null) : Event;

[RecordedAs("pilot.vote-opened")]
public sealed record PilotVoteOpened(Id<Pilot> Pilot, IReadOnlyList<string> Voters, DateTimeOffset ClosesAt) : Event;

/// <param name="Asked">How many could vote.</param>
/// <param name="Cast">How many did.</param>
/// <param name="For">Only where at least five voted: of fewer, a number would tell who.</param>
[RecordedAs("pilot.vote-closed")]
public sealed record PilotVoteClosed(Id<Pilot> Pilot, int Asked, int Cast, bool Accepted, int? For = null) : Event;

/// <summary>Quality agrees with what the group has accepted. It adds to the vote and never stands for it.</summary>
[RecordedAs("pilot.acceptance-agreed")]
public sealed record AcceptanceAgreed(Id<Pilot> Pilot, Signature Signature) : Event;

/// <summary>What a pilot's rules are judged by, worked out from the record of its jobs. A share that nothing was done for is not there.</summary>
/// <param name="Jobs">Completed jobs.</param>
/// <param name="Yield">Good at the first pass, of all: 0 to 1.</param>
/// <param name="Cycle">Time of a job, as a share of the same operations' before: 1 is as before.</param>
/// <param name="Overrides">Exceptions for each job.</param>
/// <param name="HelpCalls">For each job.</param>
/// <param name="LateEntries">The share of entries that came late.</param>
public sealed record PilotFigures(
    int Jobs, decimal? Yield = null, decimal? Cycle = null, decimal? Overrides = null, decimal? HelpCalls = null, decimal? LateEntries = null);

/// <summary>Who had the idea to ask somebody.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SuggestedBy>))]
public enum SuggestedBy
{
    /// <summary>They themselves.</summary>
    Self = 1,
    Lead,
    Peers,

    /// <summary>The record shows that people turn to them.</summary>
    Record,
}

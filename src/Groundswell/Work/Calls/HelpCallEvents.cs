using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Calls;

// The life of a help call, in order. Who helped whom is what later shows whom people turn to: none of it can be recorded afterwards.

/// <param name="About">What kind of help: the code of a reason, such as <c>material</c>, <c>machine</c>, <c>quality</c>, <c>instruction</c>.</param>
/// <param name="Step">The step it was raised from.</param>
/// <param name="Version">The version whose step it was.</param>
/// <param name="For">One person who is asked for by name; absent: whoever can help.</param>
[RecordedAs("help-call.raised")]
public sealed record HelpCallRaised(
    Id<HelpCall> Call, string About, Id<WorkCenter> WorkCenter, Id<Job>? Job = null, string? Step = null, string? Version = null, string? For = null,
    string? Remark = null) : Event;

/// <summary>Sent to those who can help.</summary>
/// <param name="To">Persons.</param>
[RecordedAs("help-call.routed")]
public sealed record HelpCallRouted(Id<HelpCall> Call, IReadOnlyList<string> To) : Event;

[RecordedAs("help-call.taken")]
public sealed record HelpCallTaken(Id<HelpCall> Call, Answering Answering) : Event;

[RecordedAs("help-call.given-back")]
public sealed record HelpCallGivenBack(Id<HelpCall> Call, string Reason) : Event;

/// <param name="Note">What helped, for whoever has the same trouble next.</param>
[RecordedAs("help-call.answered")]
public sealed record HelpCallAnswered(Id<HelpCall> Call, bool Solved, string? Note = null) : Event;

/// <param name="Solved">As the one who called says.</param>
/// <param name="Reason">Why somebody else ended it for them.</param>
[RecordedAs("help-call.closed")]
public sealed record HelpCallClosed(Id<HelpCall> Call, bool Solved, string? Reason = null) : Event;

/// <summary>Why somebody took a call.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Answering>))]
public enum Answering
{
    /// <summary>It is their duty on this shift.</summary>
    OnDuty = 1,

    /// <summary>Nobody had to ask them.</summary>
    OwnAccord,
}

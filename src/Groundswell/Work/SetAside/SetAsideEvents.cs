using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.SetAside;

// The life of an act that arrived late and was refused. These names and fields are in plants' records: add to them, never change them.

/// <param name="Session">The badge's session it was done in.</param>
/// <param name="OffsetMilliseconds">How far the station's clock was ahead, as it knew when the act was done; <paramref name="DoneAt"/> is put right by it.</param>
/// <param name="Refusal">The code of the refusal.</param>
/// <param name="Why">The refusal, in English.</param>
/// <param name="Facts">What the refusal speaks of, as JSON: with its code, its text in any language; absent in entries from before it was kept.</param>
[RecordedAs("act.set-aside")]
public sealed record ActSetAside(
    Id<SetAsideAct> SetAside, string Act, string DoneBy, DateTimeOffset? DoneAt = null, string Session = "", long OffsetMilliseconds = 0,
    string Command = "", bool Proved = false, string Refusal = "", string Why = "", Id<Job>? Job = null, string? Step = null,
    string? Facts = null) : Event;

/// <param name="First">The position, in the same log, of the first entry that the act made.</param>
/// <param name="Count">How many it made.</param>
[RecordedAs("set-aside.entered")]
public sealed record SetAsideEntered(Id<SetAsideAct> SetAside, string Reason, long First, int Count) : Event;

[RecordedAs("set-aside.rejected")]
public sealed record SetAsideRejected(Id<SetAsideAct> SetAside, string Reason) : Event;

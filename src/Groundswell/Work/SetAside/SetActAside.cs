using Groundswell.Deciding;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.SetAside;

/// <summary>Keep an act that was refused when it arrived late: whole, with the refusal and the person.</summary>
public sealed record SetActAside(
    Id<SetAsideAct> SetAside, string Act, string DoneBy, DateTimeOffset? DoneAt, string Session, long OffsetMilliseconds, string Command, bool Proved,
    string Refusal, string Why, Id<Job>? Job = null, string? Step = null, string? Facts = null) : SiteCommand
{
    public static Decision Decide(SetActAside keep, SetAsideAct aside) => aside.Status == SetAsideStatus.Unknown
        ? new ActSetAside(
            keep.SetAside, keep.Act, keep.DoneBy, keep.DoneAt, keep.Session, keep.OffsetMilliseconds, keep.Command, keep.Proved, keep.Refusal, keep.Why,
            keep.Job, keep.Step, keep.Facts)
        : new SetAsideThere();
}

/// <summary>It was set aside already.</summary>
public sealed record SetAsideThere() : Refusal("set-aside.already-there");

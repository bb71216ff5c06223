using Groundswell.Deciding;
using Groundswell.Work.Orders;

namespace Groundswell.Work.SetAside;

/// <summary>Say that an act set aside is now in the record, as a late entry of who did it.</summary>
/// <param name="First">The position of the first entry that it made.</param>
public sealed record EnterSetAside(Id<SetAsideAct> SetAside, string Reason, long First, int Count) : SiteCommand
{
    public static Decision Decide(EnterSetAside enter, SetAsideAct aside)
    {
        if (Refuses(enter.SetAside, enter.Reason, aside) is { } refusal)
            return refusal;
        return aside.Proved
            ? new SetAsideEntered(enter.SetAside, enter.Reason.Trim(), enter.First, enter.Count)
            : new SetAsideNotProved(enter.SetAside);
    }

    /// <summary>Why an act set aside can't be settled at all, or null.</summary>
    public static Refusal? Refuses(Id<SetAsideAct> id, string reason, SetAsideAct aside) => aside.Status switch
    {
        SetAsideStatus.Unknown => new SetAsideUnknown(id),
        SetAsideStatus.Waiting => string.IsNullOrWhiteSpace(reason) ? new WorkReasonMissing() : null,
        _ => new SetAsideSettled(id),
    };
}

/// <summary>Leave an act set aside out of the record of its job, with the reason. What was sent stays readable here.</summary>
public sealed record RejectSetAside(Id<SetAsideAct> SetAside, string Reason) : SiteCommand
{
    public static Decision Decide(RejectSetAside reject, SetAsideAct aside) => EnterSetAside.Refuses(reject.SetAside, reject.Reason, aside) is { } refusal
        ? refusal
        : new SetAsideRejected(reject.SetAside, reject.Reason.Trim());
}

/// <summary>Nothing of this id was set aside here.</summary>
public sealed record SetAsideUnknown(Id<SetAsideAct> SetAside) : Refusal("set-aside.unknown")
{
    public override string Field => "setAside";
}

/// <summary>It was entered or rejected before.</summary>
public sealed record SetAsideSettled(Id<SetAsideAct> SetAside) : Refusal("set-aside.settled")
{
    public override string Field => "setAside";
}

/// <summary>Nobody knows whose it is: it was not sealed by a session at the station, or can't be read.</summary>
public sealed record SetAsideNotProved(Id<SetAsideAct> SetAside) : Refusal("set-aside.not-proved")
{
    public override string Field => "setAside";
}

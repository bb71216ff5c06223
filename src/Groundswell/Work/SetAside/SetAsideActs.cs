using Groundswell.Deciding;

namespace Groundswell.Work.SetAside;

/// <summary>Acts that arrived late and were refused: what can be done with them, and by whom.</summary>
internal static class SetAsideActs
{
    /// <summary>Who settles what a station could not send in time.</summary>
    public static Rights Settling { get; } = Rights.Of(Role.LineLead, Role.Supervisor, Role.QualityReviewer, Role.QualityApprover);

    public static void List(Acts acts)
    {
        var json = WorkJson.Default;
        acts.Add(() => json.SetActAside, "Keep an act that was refused when it arrived late.", Rights.OfProgram, keep => keep.SetAside, SetActAside.Decide);
        acts.Add(() => json.EnterSetAside, "Say that an act set aside is in the record now.", Rights.OfProgram, enter => enter.SetAside, EnterSetAside.Decide);
        acts.Add(() => json.RejectSetAside, "Leave an act set aside out, with the reason.", Settling, reject => reject.SetAside, RejectSetAside.Decide);
    }
}

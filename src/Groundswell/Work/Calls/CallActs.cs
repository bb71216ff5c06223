using Groundswell.Deciding;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Calls;

/// <summary>Calls, hand-overs and copies: what can be done, by whom, and what each decision reads.</summary>
internal static class CallActs
{
    private static readonly Rights Leading = Rights.Of(Role.LineLead, Role.Supervisor, Role.Integration);

    public static void List(Acts acts)
    {
        var json = WorkJson.Default;
        acts.Add(() => json.RaiseHelpCall, "Call for help from where one works.", Rights.Everyone, async (raise, read, _) =>
        {
            var job = raise.Job is { } id ? await read.Of<Job>(id) : null;
            return RaiseHelpCall.Decide(
                raise, await read.Of(raise.Call), await read.Of(raise.WorkCenter), job,
                await JobActs.VersionOf(job ?? Job.Unknown, read)).On(raise.Call);
        });
        acts.Add(() => json.RouteHelpCall, "Send a call to those who can help.", Leading, route => route.Call, RouteHelpCall.Decide);
        acts.Add(() => json.TakeHelpCall, "Take a call.", Rights.Everyone, take => take.Call, TakeHelpCall.Decide);
        acts.Add(() => json.GiveBackHelpCall, "Give a call back for somebody else.", Rights.Everyone, give => give.Call, GiveBackHelpCall.Decide);
        acts.Add(() => json.AnswerHelpCall, "Say what came of the help.", Rights.Everyone, answer => answer.Call, AnswerHelpCall.Decide);
        acts.Add(() => json.CloseHelpCall, "End a call one has raised.", Rights.Everyone, close => close.Call, CloseHelpCall.Decide);
        acts.Add(() => json.EndHelpCall, "End a call for the one who raised it.", Leading, end => end.Call, EndHelpCall.Decide);
        acts.Add(() => json.WriteHandOver, "Leave a note to whoever comes next.", Rights.Everyone, async (write, read, _) =>
            WriteHandOver.Decide(write, await read.Of(write.HandOver), await read.Of(write.WorkCenter)).On(write.HandOver));
        acts.Add(() => json.ReadHandOver, "Say that one has read a note.", Rights.Everyone, note => note.HandOver, ReadHandOver.Decide);
        acts.Add(() => json.CopyRecord, "Say that a record is printed or exported.", Rights.Everyone, copy => copy.Copy, CopyRecord.Decide);
    }
}

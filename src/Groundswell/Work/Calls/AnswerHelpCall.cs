using Groundswell.Deciding;

namespace Groundswell.Work.Calls;

/// <summary>Take a call: one goes there.</summary>
public sealed record TakeHelpCall(Id<HelpCall> Call, Answering Answering) : SiteCommand
{
    public static Decision Decide(TakeHelpCall take, HelpCall call, Circumstances circumstances)
    {
        if (call.Status != HelpCallStatus.Open)
            return new HelpCallNotOpen(take.Call, call.Status);
        if (call.RaisedBy == circumstances.Person)
            return new HelpCallOwn(take.Call);

        return new HelpCallTaken(take.Call, take.Answering);
    }
}

/// <summary>Give a call back for somebody else to take.</summary>
public sealed record GiveBackHelpCall(Id<HelpCall> Call, string Reason) : SiteCommand
{
    public static Decision Decide(GiveBackHelpCall give, HelpCall call, Circumstances circumstances)
    {
        if (call.Status != HelpCallStatus.Taken || call.TakenBy != circumstances.Person)
            return new HelpCallNotYours(give.Call);
        if (string.IsNullOrWhiteSpace(give.Reason))
            return new Orders.WorkReasonMissing();

        return new HelpCallGivenBack(give.Call, give.Reason.Trim());
    }
}

/// <summary>Say what came of the help one gave.</summary>
public sealed record AnswerHelpCall(Id<HelpCall> Call, bool Solved, string? Note = null) : SiteCommand
{
    public static Decision Decide(AnswerHelpCall answer, HelpCall call, Circumstances circumstances) =>
        call.Status != HelpCallStatus.Taken || call.TakenBy != circumstances.Person
            ? new HelpCallNotYours(answer.Call)
            : new HelpCallAnswered(answer.Call, answer.Solved, answer.Note);
}

/// <summary>End a call, as the one who raised it: solved or not.</summary>
public sealed record CloseHelpCall(Id<HelpCall> Call, bool Solved) : SiteCommand
{
    public static Decision Decide(CloseHelpCall close, HelpCall call, Circumstances circumstances)
    {
        if (call.Status is HelpCallStatus.Unknown or HelpCallStatus.Closed)
            return new HelpCallNotOpen(close.Call, call.Status);
        if (call.RaisedBy != circumstances.Person)
            return new HelpCallNotYours(close.Call);

        return new HelpCallClosed(close.Call, close.Solved);
    }
}

/// <summary>End a call for the one who raised it, who has gone or forgotten it.</summary>
public sealed record EndHelpCall(Id<HelpCall> Call, bool Solved, string Reason) : SiteCommand
{
    public static Decision Decide(EndHelpCall end, HelpCall call)
    {
        if (call.Status is HelpCallStatus.Unknown or HelpCallStatus.Closed)
            return new HelpCallNotOpen(end.Call, call.Status);
        if (string.IsNullOrWhiteSpace(end.Reason))
            return new Orders.WorkReasonMissing();

        return new HelpCallClosed(end.Call, end.Solved, end.Reason.Trim());
    }
}

/// <summary>Nobody helps themselves.</summary>
public sealed record HelpCallOwn(Id<HelpCall> Call) : Refusal("help-call.own");

/// <summary>Another person raised or took the call.</summary>
public sealed record HelpCallNotYours(Id<HelpCall> Call) : Refusal("help-call.not-yours");

using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.Work.Calls;

/// <summary>Somebody at work needs help. It is raised from where they are, taken by somebody, answered, and closed by the one who called.</summary>
/// <param name="RaisedBy">Who called.</param>
/// <param name="TakenBy">Who is on it; null while nobody is.</param>
public sealed record HelpCall(Id<HelpCall> Id, HelpCallStatus Status, string RaisedBy, string? TakenBy) : IState<HelpCall>
{
    public static string Kind => "help-call";

    public static HelpCall Unknown { get; } = new(default, HelpCallStatus.Unknown, "", null);

    public HelpCall Evolve(Happened happened) => happened.Event switch
    {
        HelpCallRaised e => new HelpCall(e.Call, HelpCallStatus.Open, happened.Actor, null),
        HelpCallTaken => this with { Status = HelpCallStatus.Taken, TakenBy = happened.Actor },
        HelpCallGivenBack => this with { Status = HelpCallStatus.Open, TakenBy = null },
        HelpCallAnswered => this with { Status = HelpCallStatus.Answered },
        HelpCallClosed => this with { Status = HelpCallStatus.Closed },
        _ => this,
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<HelpCallStatus>))]
public enum HelpCallStatus
{
    Unknown,
    Open,
    Taken,
    Answered,
    Closed,
}

using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.Work.SetAside;

/// <summary>
/// An act that a person did at a station without network and that was refused when it arrived. It is kept whole: a lead enters it late, once what
/// stood in its way is put right, or rejects it with a reason.
/// </summary>
/// <param name="Act">The command's name on the wire.</param>
/// <param name="DoneBy">Who did it.</param>
/// <param name="DoneAt">When, by the station's clock put right; null where it did not say.</param>
/// <param name="Command">The command as it was sent: JSON.</param>
/// <param name="Proved">It came whole, under the seal of its person's session at the station.</param>
public sealed record SetAsideAct(
    Id<SetAsideAct> Id, SetAsideStatus Status, string Act, string DoneBy, string? Station, DateTimeOffset? DoneAt, string Command, bool Proved)
    : IState<SetAsideAct>
{
    public static string Kind => "set-aside";

    public static SetAsideAct Unknown { get; } = new(default, SetAsideStatus.Unknown, "", "", null, null, "", false);

    public SetAsideAct Evolve(Happened happened) => happened.Event switch
    {
        ActSetAside e => new SetAsideAct(e.SetAside, SetAsideStatus.Waiting, e.Act, e.DoneBy, happened.Station, e.DoneAt, e.Command, e.Proved),
        SetAsideEntered => this with { Status = SetAsideStatus.Entered },
        SetAsideRejected => this with { Status = SetAsideStatus.Rejected },
        _ => this,
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<SetAsideStatus>))]
public enum SetAsideStatus
{
    Unknown,

    /// <summary>For a lead to settle.</summary>
    Waiting,

    /// <summary>In the record as a late entry.</summary>
    Entered,

    Rejected,
}

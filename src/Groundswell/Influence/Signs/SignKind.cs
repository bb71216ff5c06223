using System.Text.Json.Serialization;
using Groundswell.Networks.Signs;
using Groundswell.Networks.Statistics;

namespace Groundswell.Influence.Signs;

/// <summary>What in a group's entries can be a sign that something does not fit. Each is first of all a report of a fault in the design: of a screen, a step, a form.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignKind>))]
public enum SignKind
{
    /// <summary>Steps recorded more than a quarter of an hour after they were done.</summary>
    Late = 1,

    /// <summary>Steps recorded within fifteen seconds of the one before, by the same hand at the same job.</summary>
    InOneGo,

    Skipped,
    Forced,

    /// <summary>Typed where it can be scanned.</summary>
    Typed,

    /// <summary>Values exactly at their target.</summary>
    AtTarget,

    /// <summary>Calls about the instruction, of all calls.</summary>
    InstructionCalls,

    /// <summary>Calls that were ended with nobody having come.</summary>
    Unanswered,

    /// <summary>Calls in a hundred steps, falling: people have stopped asking.</summary>
    FewerCalls,

    /// <summary>Records printed, in a hundred steps.</summary>
    Paper,
}

/// <summary>What each sign is measured by, and which way it would be one.</summary>
public static class SignKinds
{
    public static Sign SignOf(SignKind kind) => kind switch
    {
        SignKind.FewerCalls => new Sign(kind.ToString(), Measured.Rate, Direction.Falling),
        SignKind.Paper => new Sign(kind.ToString(), Measured.Rate, Direction.Rising),
        _ => new Sign(kind.ToString(), Measured.Share, Direction.Rising),
    };
}

using System.Text.Json.Serialization;
using Groundswell.Networks.Signs;
using Groundswell.Networks.Statistics;
using Groundswell.Showing;

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

    /// <summary>Of what is entered afterwards, times at a whole quarter of an hour: four of sixty if nobody rounds.</summary>
    RoundTimes,

    /// <summary>Steps copied from paper or another display.</summary>
    Transcribed,

    /// <summary>Steps in the name of somebody who is not there: a login that others use, or coming and going that is not recorded.</summary>
    NotThere,

    /// <summary>Proposals in a hundred weeks of work, falling: a group has gone silent.</summary>
    FewerProposals,
}

/// <summary>What each sign is measured by, which way it would be one, and how it is asked about.</summary>
public static class SignKinds
{
    /// <summary>The question to a group: a share in percent, a rate as it is.</summary>
    internal static string Asks(SignKind kind, decimal share, decimal before, Words words)
    {
        var rate = SignOf(kind).By == Measured.Rate;
        return words.Say($"sign-ask.{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString())}", ("share", Told(share)), ("before", Told(before)));

        string Told(decimal value) => rate ? words.Number(Math.Round(value, 1)) : words.Percent(value);
    }

    public static Sign SignOf(SignKind kind) => kind switch
    {
        SignKind.FewerCalls or SignKind.FewerProposals => new Sign(kind.ToString(), Measured.Rate, Direction.Falling),
        SignKind.Paper => new Sign(kind.ToString(), Measured.Rate, Direction.Rising),
        _ => new Sign(kind.ToString(), Measured.Share, Direction.Rising),
    };
}

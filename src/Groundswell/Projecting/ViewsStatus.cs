using System.Text.Json.Serialization;

namespace Groundswell.Projecting;

/// <summary>What the views of this node are doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ViewsPhase>))]
public enum ViewsPhase
{
    /// <summary>The program has just begun.</summary>
    Starting = 1,

    /// <summary>There are no whole views yet; they are being folded from the record's beginning.</summary>
    Building,

    /// <summary>This node folds what is recorded.</summary>
    Live,

    /// <summary>Another node folds; this one reads.</summary>
    Following,

    /// <summary>The views, or the record, can't be reached; it is tried again and again.</summary>
    Waiting,

    /// <summary>An entry could not be folded. The views stand still before it until the program is mended or they are folded anew.</summary>
    Failed,
}

/// <param name="Build">How far a set of views that is being folded from the beginning has come; null where none is.</param>
/// <param name="Failure">The entry that could not be folded: where the views stand still, or why the last rebuild was given up.</param>
/// <param name="Trouble">What stands in the way, where it waits.</param>
/// <param name="Lag">How long what was newest in the record took into the views when that was last looked at, or has taken already; where they stand still, for how long they do.</param>
public sealed record ViewsStatus(ViewsPhase Phase, BuildProgress? Build, ViewsFailure? Failure, string? Trouble, TimeSpan Lag);

/// <param name="Done">Entries folded.</param>
/// <param name="Total">Entries there were in the record when it was last counted.</param>
public sealed record BuildProgress(long Done, long Total);

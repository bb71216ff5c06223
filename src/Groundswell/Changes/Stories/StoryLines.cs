using System.Text.Json.Serialization;
using Groundswell.Changes.Proposals;

namespace Groundswell.Changes.Stories;

/// <summary>What a line of a change's story tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StoryKind>))]
public enum StoryKind
{
    Voice = 1,
    VoiceAccepted,
    Opened,
    Heard,
    MeasureNamed,
    MeasuresSigned,
    TakenUp,
    PutDown,
    ClassRaised,
    Frozen,
    Tried,
    Accepted,
    Reopened,
    GivenUp,
    BroughtIn,
    LaunchAsked,
    Launched,
    LaunchPaused,
    LaunchResumed,
    Withdrawn,
    FellBack,
    Pushed,
    Described,
    DraftOpened,
    ReachSaid,
    EffectsSaid,
    BenefitSaid,
    GroupOpened,
    Joined,
    Planned,
    PlanSigned,
    OwnListSeen,
    PilotPaused,
    PilotResumed,
    PilotEnded,
    VoteOpened,
    VoteCarried,
    VoteLost,
    Agreed,
    PlacesSaid,
    GraceBegan,
    GraceEnded,
    UseHeld,
    UseFallen,
    PushAccepted,
    VariantOffered,
    UseNotTold,
}

/// <summary>A line of a change's story.</summary>
public sealed class StoryLineRow
{
    public required string Change { get; init; }

    /// <summary>The entry that it tells of.</summary>
    public required string Log { get; init; }

    public required long Position { get; init; }
    public required StoryKind Kind { get; init; }

    /// <summary>Null: of all sites.</summary>
    public string? Site { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null where they are not to be named.</summary>
    public string? Person { get; init; }

    public string? Words { get; init; }

    /// <summary>What it is about: a function, what a voice says is the matter.</summary>
    public string? Of { get; init; }
}

/// <summary>A proposal, until it is known which change it came to.</summary>
public sealed class StoryProposalRow
{
    public required string Site { get; init; }
    public required string Proposal { get; init; }
    public string? Person { get; init; }
    public required ProposalAbout About { get; init; }
    public string? Words { get; init; }
    public required DateTimeOffset At { get; init; }
    public required long Position { get; init; }
}

/// <summary>The change that a pilot tries.</summary>
public sealed class StoryPilotRow
{
    public required string Site { get; init; }
    public required string Pilot { get; init; }
    public required string Change { get; init; }
}

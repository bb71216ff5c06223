using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Plant;

namespace Groundswell.Changes.Launches;

/// <summary>What a site does with a change: its own part of the story, in its own log.</summary>
/// <param name="WorkCenters">Where the change touches work here.</param>
/// <param name="Shifts">The codes of the shifts it touches.</param>
/// <param name="Affected">By the person's id.</param>
/// <param name="Fallback">What the site has chosen for when nobody carries the change any more.</param>
/// <param name="AskedBy">The champion who asked for the launch; null where nobody has, or it was withdrawn since.</param>
/// <param name="Versions">What is launched: approved versions that the change carries.</param>
/// <param name="LaunchedAt">When the first step was launched.</param>
/// <param name="Use">How far it was used when the record was asked again, since it was last asked for.</param>
/// <param name="GraceUntil">Until when the site may mend it that nobody covers some place; null while all are covered.</param>
public sealed record SiteChange(
    Id<Change> Change, SiteChangeStatus Status, ImmutableArray<Id<WorkCenter>> WorkCenters, ImmutableArray<string> Shifts,
    ImmutableDictionary<string, AffectedPerson> Affected, FallbackChoice Fallback, string? AskedBy, ImmutableArray<Id<WorkMasterVersion>> Versions,
    DateTimeOffset? LaunchedAt, DateTimeOffset? GraceUntil, DateTimeOffset? LookedAgainAt, UseLookedAt? Use = null) : IState<SiteChange>
{
    /// <summary>The record was asked who works where it touches work, since that was said last.</summary>
    public bool RecordAsked { get; init; }

    /// <summary>Since when the launch is paused; null where it is not.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When new orders were held because the pause took too long; null where they are not.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    public static string Kind => "site-change";

    public static SiteChange Unknown { get; } = new(
        default, SiteChangeStatus.Unknown, [], [], ImmutableDictionary<string, AffectedPerson>.Empty, FallbackChoice.VersionBefore, null, [], null, null, null);

    public static Id<SiteChange> IdOf(Id<Change> change) => new(change.Value);

    public SiteChange Evolve(Happened happened) => happened.Event switch
    {
        ChangeBroughtIn e => this with { Change = e.Change, Status = SiteChangeStatus.BroughtIn },
        SiteReachSaid e => this with { WorkCenters = [.. e.WorkCenters], Shifts = [.. e.Shifts], RecordAsked = false },
        AffectedFound e => this with
        {
            Affected = Affected.AddRange(e.People.Where(one => !Affected.ContainsKey(one.Person.Value)).Select(one => KeyValuePair.Create(one.Person.Value, one))),
            RecordAsked = true,
        },
        AffectedListed e => this with { Affected = Affected.SetItems(e.People.Select(one => KeyValuePair.Create(one.Person.Value, one))) },
        AffectedLeft e => this with { Affected = Affected.Remove(e.Person) },
        FallbackChosen e => this with { Fallback = e.Choice },
        // A launch that is asked for anew is looked at anew.
        LaunchAsked e => this with
        {
            Status = SiteChangeStatus.Asked,
            AskedBy = e.Champion,
            Versions = [.. e.Versions],
            LaunchedAt = null,
            LookedAgainAt = null,
            Use = null,
        },
        StepLaunched => this with { Status = SiteChangeStatus.Launched, LaunchedAt = LaunchedAt ?? happened.RecordedAt },
        LaunchPaused => this with { Status = SiteChangeStatus.Paused, PausedAt = happened.RecordedAt, HeldAt = null },
        PausedTooLong => this with { HeldAt = happened.RecordedAt },
        LaunchResumed => this with { Status = SiteChangeStatus.Launched, PausedAt = null, HeldAt = null },
        LaunchWithdrawn => this with { Status = SiteChangeStatus.Withdrawn, AskedBy = null, GraceUntil = null, PausedAt = null, HeldAt = null },
        GraceBegan e => this with { GraceUntil = e.Until },
        GraceEnded => this with { GraceUntil = null },
        LaunchFellBack => this with { Status = SiteChangeStatus.FellBack, AskedBy = null, GraceUntil = null, PausedAt = null, HeldAt = null },
        UseLookedAt e => this with { LookedAgainAt = happened.RecordedAt, Use = e },
        UseNotTold => this with { LookedAgainAt = happened.RecordedAt },
        _ => this,
    };
}

/// <summary>How far a change has come at a site.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SiteChangeStatus>))]
public enum SiteChangeStatus
{
    Unknown,

    /// <summary>It began here, or a champion has asked for it.</summary>
    BroughtIn,

    /// <summary>A champion has asked for its launch, and the gate was green.</summary>
    Asked,

    /// <summary>Some line or shift works by it.</summary>
    Launched,
    Paused,

    /// <summary>The site went back.</summary>
    Withdrawn,

    /// <summary>Nobody carried it any more.</summary>
    FellBack,
}

/// <summary>What is to happen when nobody carries a change any more and the time of grace is over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FallbackChoice>))]
public enum FallbackChoice
{
    /// <summary>New orders get the version before.</summary>
    VersionBefore = 1,

    /// <summary>New orders get none until somebody decides.</summary>
    HoldNewOrders,
}

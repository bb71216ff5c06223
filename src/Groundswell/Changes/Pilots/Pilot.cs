using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Plant;

namespace Groundswell.Changes.Pilots;

/// <summary>A group of people who do the work, and what they try: frozen revisions of a change, on real orders, at their work centers, for a time.</summary>
/// <param name="Facilitator">Who helps the group to talk; nobody's line manager in it.</param>
/// <param name="People">Everybody who was ever asked, and where they stand.</param>
/// <param name="SignedPlan">The hash of the plan that Quality has signed; null where it has not, or the plan is another since.</param>
/// <param name="OwnLists">How often somebody said that paper or a list of their own is kept beside the system, since it last went on.</param>
/// <param name="PausedBy">The rule that paused it; null where a person did.</param>
/// <param name="AgreedAt">The entry of Quality's agreement to the group's vote.</param>
public sealed record Pilot(
    Id<Pilot> Id, PilotStatus Status, Id<Change> Change, string Facilitator, ImmutableDictionary<string, PilotStanding> People, PilotPlan? Plan,
    string? SignedPlan, int OwnLists, string? PausedBy, PilotVote? Vote, long? AgreedAt) : IState<Pilot>
{
    public static string Kind => "pilot";

    public static Pilot Unknown { get; } = new(
        default, PilotStatus.Unknown, default, "", ImmutableDictionary<string, PilotStanding>.Empty, null, null, 0, null, null, null);

    /// <summary>Those who have accepted for themselves and have not left, by their ids.</summary>
    public IEnumerable<string> Members => People.Where(one => one.Value == PilotStanding.Member).Select(one => one.Key).Order(StringComparer.Ordinal);

    public bool IsMember(string person) => People.GetValueOrDefault(person) == PilotStanding.Member;

    public Pilot Evolve(Happened happened) => happened.Event switch
    {
        PilotGroupOpened e => Unknown with { Id = e.Pilot, Status = PilotStatus.Gathering, Change = e.Change, Facilitator = e.Facilitator },
        PilotVolunteered e => Stands(e.Person, PilotStanding.Volunteer),
        PilotInvited e => Stands(e.Person, PilotStanding.Invited),
        PilotJoined e => Stands(e.Person, PilotStanding.Member),
        PilotDeclined e => Stands(e.Person, PilotStanding.Declined),
        PilotLeft e => Stands(e.Person, PilotStanding.Left),
        PilotPlanned e => this with { Plan = e.Plan, SignedPlan = null },
        PilotPlanSigned e => this with { SignedPlan = e.Signature.ContentHash },
        PilotStarted => this with { Status = PilotStatus.Running, PausedBy = null },
        OwnListSeen => this with { OwnLists = OwnLists + 1 },
        // After a broken rule, what Quality signed for no longer stands.
        PilotPaused e => this with { Status = PilotStatus.Paused, PausedBy = e.Rule, SignedPlan = e.Rule is null ? SignedPlan : null },
        PilotResumed => this with { Status = PilotStatus.Running, PausedBy = null, OwnLists = 0 },
        PilotEnded => this with { Status = PilotStatus.Ended },
        PilotVoteOpened e => this with { Vote = new PilotVote([.. e.Voters], e.ClosesAt, happened.Position, null, false), AgreedAt = null },
        PilotVoteClosed e => this with { Vote = Vote is { } vote ? vote with { ClosedBy = happened.Position, Accepted = e.Accepted } : null },
        AcceptanceAgreed => this with { AgreedAt = happened.Position },
        _ => this,
    };

    private Pilot Stands(string person, PilotStanding standing) => this with { People = People.SetItem(person, standing) };
}

[JsonConverter(typeof(JsonStringEnumConverter<PilotStatus>))]
public enum PilotStatus
{
    Unknown,

    /// <summary>The group comes together and shapes the draft.</summary>
    Gathering,
    Running,
    Paused,
    Ended,
}

/// <summary>Where somebody stands to a pilot group.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PilotStanding>))]
public enum PilotStanding
{
    None,
    Volunteer,
    Invited,

    /// <summary>Has accepted for themselves.</summary>
    Member,
    Declined,
    Left,
}

/// <summary>What is tried, where, when, by whom, and what ends it.</summary>
/// <param name="Revisions">Frozen revisions, one of each draft.</param>
/// <param name="Shifts">The codes of shifts; null: all.</param>
/// <param name="People">Who works by it: persons' ids.</param>
public sealed record PilotPlan(
    IReadOnlyList<Id<WorkMasterVersion>> Revisions, IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string> People, DateOnly From, DateOnly Until,
    IReadOnlyList<PilotRule> Rules, IReadOnlyList<string>? Shifts = null);

/// <summary>A rule by which a pilot is stopped, or has shown enough.</summary>
/// <param name="Words">As people say it.</param>
/// <param name="Condition">Of the expression language, over the pilot's figures: <c>jobs &gt;= 5 and yield &lt; 0.95</c>.</param>
public sealed record PilotRule(string Id, PilotRuleKind Kind, string Words, string Condition);

[JsonConverter(typeof(JsonStringEnumConverter<PilotRuleKind>))]
public enum PilotRuleKind
{
    /// <summary>Where it holds, the pilot is paused.</summary>
    Stop = 1,

    /// <summary>Where it holds, the pilot has shown what it was to show, and ends.</summary>
    Exit,
}

/// <param name="Voters">The members when it was opened.</param>
/// <param name="ClosedBy">The entry that closed it.</param>
public sealed record PilotVote(ImmutableArray<string> Voters, DateTimeOffset ClosesAt, long OpenedBy, long? ClosedBy, bool Accepted)
{
    public bool IsOpen => ClosedBy is null;
}

using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;

namespace Groundswell.Changes.Pilots;

/// <summary>The site has no such pilot for the change.</summary>
public sealed record PilotUnknown(Id<Pilot> Pilot) : Refusal("pilot.unknown")
{
    public override string Field => "pilot";
}

/// <summary>The site has a pilot of this id.</summary>
public sealed record PilotAlreadyThere(Id<Pilot> Pilot) : Refusal("pilot.already-there")
{
    public override string Field => "pilot";
}

/// <summary>The person does not work at the site.</summary>
public sealed record NotWorkingHere(string Person) : Refusal("pilot.person-not-here")
{
    public override string Field => "person";
}

/// <summary>The person is asked, or a member.</summary>
public sealed record AskedAlready(Id<Pilot> Pilot, string Person) : Refusal("pilot.asked-already");

/// <summary>Nobody has asked the person.</summary>
public sealed record NotInvited(Id<Pilot> Pilot, string Person) : Refusal("pilot.not-invited");

/// <summary>Only who has accepted to be in the group does this.</summary>
public sealed record NotOfPilotGroup(Id<Pilot> Pilot, string Person) : Refusal("pilot.not-of-group");

/// <summary>Too few have accepted.</summary>
public sealed record PilotGroupTooSmall(Id<Pilot> Pilot, int Members, int Fewest) : Refusal("pilot.group-too-small");

/// <summary>More than a third of the group have, or lately had, people who report to them.</summary>
public sealed record TooManyManagers(Id<Pilot> Pilot, int Managers, int Members) : Refusal("pilot.too-many-managers");

/// <summary>Nobody of a function that the change touches is in the group.</summary>
public sealed record FunctionNotInGroup(Id<Pilot> Pilot, Function Function) : Refusal("pilot.function-not-in-group");

/// <summary>The facilitator is the line manager of somebody in the group.</summary>
public sealed record FacilitatorLeadsMember(Id<Pilot> Pilot, string Facilitator, string Member) : Refusal("pilot.facilitator-leads-member");

/// <summary>It has begun: its plan stands.</summary>
public sealed record PilotBegun(Id<Pilot> Pilot, PilotStatus Status) : Refusal("pilot.begun");

/// <summary>What is tried is a frozen revision of the change.</summary>
public sealed record RevisionNotFrozen(Id<Change> Change, Id<WorkMasterVersion> Revision) : Refusal("pilot.revision-not-frozen")
{
    public override string Field => "plan.revisions";
}

/// <summary>The last frozen revision of each draft is tried, and nothing else.</summary>
public sealed record NotTheLatestRevisions(Id<Change> Change) : Refusal("pilot.not-the-latest-revisions")
{
    public override string Field => "plan.revisions";
}

/// <summary>No work center is named, or one that is not in use.</summary>
public sealed record PilotPlaceUnfit(Id<Pilot> Pilot) : Refusal("pilot.place-unfit")
{
    public override string Field => "plan.workCenters";
}

/// <summary>Nobody is named who works by it.</summary>
public sealed record PilotPeopleMissing(Id<Pilot> Pilot) : Refusal("pilot.people-missing")
{
    public override string Field => "plan.people";
}

/// <summary>The dates are past, the wrong way round, or too far apart.</summary>
public sealed record PilotDatesUnfit(Id<Pilot> Pilot, int LongestDays) : Refusal("pilot.dates-unfit")
{
    public override string Field => "plan.until";
}

/// <summary>It needs a rule to stop by and one to end by.</summary>
public sealed record PilotRulesMissing(Id<Pilot> Pilot) : Refusal("pilot.rules-missing")
{
    public override string Field => "plan.rules";
}

/// <summary>The condition can't be read.</summary>
public sealed record PilotRuleUnclear(string Rule, string Faults) : Refusal("pilot.rule-unclear")
{
    public override string Field => "plan.rules";
}

/// <summary>Nobody has said what is tried.</summary>
public sealed record PilotPlanMissing(Id<Pilot> Pilot) : Refusal("pilot.plan-missing");

/// <summary>A touched function was not listened to, or what it will judge the change by has no name.</summary>
public sealed record FunctionUnheard(Id<Change> Change, Function Function) : Refusal("pilot.function-not-heard");

/// <summary>Under GMP, and for a critical change, Quality signs the plan, and again after a broken rule.</summary>
public sealed record PilotNotSigned(Id<Pilot> Pilot) : Refusal("pilot.not-signed");

/// <summary>Another pilot tries the same master there and then.</summary>
public sealed record PilotOverlaps(Id<Pilot> Pilot) : Refusal("pilot.overlaps");

/// <summary>It does not run.</summary>
public sealed record PilotNotRunning(Id<Pilot> Pilot, PilotStatus Status) : Refusal("pilot.not-running");

/// <summary>It is not paused.</summary>
public sealed record PilotNotPaused(Id<Pilot> Pilot, PilotStatus Status) : Refusal("pilot.not-paused");

/// <summary>It has not ended.</summary>
public sealed record PilotNotEnded(Id<Pilot> Pilot, PilotStatus Status) : Refusal("pilot.not-ended");

/// <summary>No rule of it holds by these figures.</summary>
public sealed record NoRuleHolds(Id<Pilot> Pilot) : Refusal("pilot.no-rule-holds");

/// <summary>The vote is open, or was accepted.</summary>
public sealed record VoteOpenedAlready(Id<Pilot> Pilot) : Refusal("pilot.vote-opened-already");

/// <summary>A vote is open for a shift at least and three weeks at most.</summary>
public sealed record VoteTimeUnfit(Id<Pilot> Pilot) : Refusal("pilot.vote-time-unfit")
{
    public override string Field => "closesAt";
}

/// <summary>No vote is open.</summary>
public sealed record NoVoteOpen(Id<Pilot> Pilot) : Refusal("pilot.no-vote-open");

/// <summary>The person was not in the group when the vote was opened, or has left it.</summary>
public sealed record NotAskedToVote(Id<Pilot> Pilot, string Person) : Refusal("pilot.not-asked-to-vote");

/// <summary>That is what the person has said already.</summary>
public sealed record BallotUnchanged(Id<Pilot> Pilot) : Refusal("pilot.ballot-unchanged");

/// <summary>The person has cast none.</summary>
public sealed record NoBallotCast(Id<Pilot> Pilot) : Refusal("pilot.no-ballot-cast");

/// <summary>Not all have voted, and its time is not over.</summary>
public sealed record VoteStillRuns(Id<Pilot> Pilot, DateTimeOffset ClosesAt) : Refusal("pilot.vote-still-runs");

/// <summary>The group has not accepted it.</summary>
public sealed record PilotNotAccepted(Id<Pilot> Pilot) : Refusal("pilot.not-accepted");

/// <summary>A critical change also needs Quality's signed agreement.</summary>
public sealed record QualityHasNotAgreed(Id<Pilot> Pilot) : Refusal("pilot.quality-has-not-agreed");

/// <summary>Whoever follows what the network proposes says why in their own words.</summary>
public sealed record InvitationWhyMissing() : Refusal("pilot.invitation-why-missing")
{
    public override string Field => "why";
}

/// <summary>A reason has so many characters at most.</summary>
public sealed record InvitationTooLong(int Most) : Refusal("pilot.invitation-too-long")
{
    public override string Field => "why";
}

/// <summary>The trial is over: who votes on it has been in the group while it ran.</summary>
public sealed record PilotGroupClosed(Id<Pilot> Pilot) : Refusal("pilot.group-closed");

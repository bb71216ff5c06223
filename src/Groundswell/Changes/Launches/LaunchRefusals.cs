using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;

namespace Groundswell.Changes.Launches;

/// <summary>The site has not brought the change in.</summary>
public sealed record ChangeNotHere(Id<Change> Change) : Refusal("site-change.not-here");

/// <summary>The site has brought the change in.</summary>
public sealed record ChangeIsHere(Id<Change> Change) : Refusal("site-change.is-here");

/// <summary>A variant is of the site that made it: it comes to others through the core.</summary>
public sealed record VariantOfOtherSite(Id<Change> Change, string Site) : Refusal("site-change.variant-of-other-site");

/// <summary>Only an active champion of the site, for what they carry, does this.</summary>
public sealed record NotAChampion(string Person) : Refusal("site-change.not-a-champion");

/// <summary>Nobody says where it touches work here.</summary>
public sealed record SiteReachMissing(Id<Change> Change) : Refusal("site-change.reach-missing")
{
    public override string Field => "workCenters";
}

/// <summary>Once it is asked for, no place is taken out: its people would not be asked.</summary>
public sealed record ReachGrowsOnly(Id<Change> Change) : Refusal("site-change.reach-grows-only")
{
    public override string Field => "workCenters";
}

/// <summary>Nobody is named.</summary>
public sealed record NobodyNamed(Id<Change> Change) : Refusal("site-change.nobody-named")
{
    public override string Field => "people";
}

/// <summary>The person is on the list like this.</summary>
public sealed record AffectedAlready(Id<Change> Change, string Person) : Refusal("site-change.affected-already");

/// <summary>The person is not on the list.</summary>
public sealed record NotAffected(Id<Change> Change, string Person) : Refusal("site-change.not-affected")
{
    public override string Field => "person";
}

/// <summary>Who works here stays on the list.</summary>
public sealed record StillWorksHere(string Person) : Refusal("site-change.still-works-here")
{
    public override string Field => "person";
}

/// <summary>The time of grace runs: what happens after it is settled.</summary>
public sealed record GraceRuns(Id<Change> Change) : Refusal("site-change.grace-runs");

/// <summary>Its launch is asked for.</summary>
public sealed record LaunchAskedAlready(Id<Change> Change) : Refusal("launch.asked-already");

/// <summary>No champion has asked for its launch.</summary>
public sealed record LaunchNotAsked(Id<Change> Change, SiteChangeStatus Status) : Refusal("launch.not-asked");

/// <summary>The gate is not green. Its page says what is missing, and who can do something about it.</summary>
/// <param name="Missing">The codes of the conditions that are not met.</param>
public sealed record GateNotGreen(Id<Change> Change, IReadOnlyList<string> Missing) : Refusal("launch.gate-not-green");

/// <summary>The approved content is not the one that the pilot group has accepted.</summary>
public sealed record NotWhatWasAccepted(Id<Change> Change, Id<WorkMasterVersion> Version) : Refusal("launch.not-what-was-accepted");

/// <summary>Who asks for a launch is not its only signer from Quality.</summary>
public sealed record AskerIsOnlySigner(string Person) : Refusal("launch.asker-is-only-signer");

/// <summary>The work centers or shifts are not among those that the change touches here.</summary>
public sealed record StepOutsideReach(Id<Change> Change) : Refusal("launch.step-outside-reach")
{
    public override string Field => "workCenters";
}

/// <summary>A launch begins today or later.</summary>
public sealed record StepInThePast(Id<Change> Change, DateOnly From) : Refusal("launch.step-in-the-past")
{
    public override string Field => "from";
}

/// <summary>A push has replaced the version there, and the site has accepted that.</summary>
public sealed record VersionWasReplaced(Id<WorkMasterVersion> Version) : Refusal("launch.version-was-replaced");

/// <summary>It does not run here.</summary>
public sealed record NotLaunched(Id<Change> Change, SiteChangeStatus Status) : Refusal("launch.not-launched");

/// <summary>It is not paused.</summary>
public sealed record LaunchNotPaused(Id<Change> Change, SiteChangeStatus Status) : Refusal("launch.not-paused");

/// <summary>The guard is not broken.</summary>
public sealed record GuardHolds(Id<Change> Change, LaunchGuard Guard) : Refusal("launch.guard-holds");

/// <summary>No new orders are held by that entry.</summary>
public sealed record NothingHeld(Id<WorkMaster> WorkMaster, long Held) : Refusal("launch.nothing-held")
{
    public override string Field => "held";
}

/// <summary>Nothing has changed in who carries the change.</summary>
public sealed record CoverageUnchanged(Id<Change> Change) : Refusal("launch.coverage-unchanged");

/// <summary>The time of grace has not begun, is not over, or the change is carried everywhere.</summary>
public sealed record GraceNotOver(Id<Change> Change, DateTimeOffset? Until) : Refusal("launch.grace-not-over");

/// <summary>Six weeks are not over, or the record was asked.</summary>
public sealed record NotTimeToLook(Id<Change> Change) : Refusal("launch.not-time-to-look");

/// <summary>A push ends, and soon.</summary>
public sealed record PushTimeUnfit(int LongestDays) : Refusal("push.time-unfit")
{
    public override string Field => "endsAt";
}

/// <summary>The version was pushed there before: now it is the site's turn.</summary>
public sealed record PushedBefore(Id<WorkMasterVersion> Version) : Refusal("push.pushed-before")
{
    public override string Field => "version";
}

/// <summary>No push of that entry holds.</summary>
public sealed record NoSuchPush(Id<WorkMaster> WorkMaster, long Pushed) : Refusal("push.none")
{
    public override string Field => "pushed";
}

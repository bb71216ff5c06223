using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;

namespace Groundswell.Changes.Stories;

/// <summary>There is no such change.</summary>
public sealed record ChangeUnknown(Id<Change> Change) : Refusal("change.unknown")
{
    public override string Field => "change";
}

/// <summary>There is a change of this id.</summary>
public sealed record ChangeAlreadyThere(Id<Change> Change) : Refusal("change.already-there")
{
    public override string Field => "change";
}

/// <summary>It is accepted or given up: it is not shaped any more.</summary>
public sealed record ChangeNotOpen(Id<Change> Change, ChangeStatus Status) : Refusal("change.not-open");

/// <summary>No pilot group has accepted it.</summary>
public sealed record ChangeNotAccepted(Id<Change> Change) : Refusal("change.not-accepted");

/// <summary>At that site it is used as the policy asks, or the record was not asked again yet.</summary>
public sealed record UseHasNotFallen(Id<Change> Change) : Refusal("change.use-has-not-fallen");

/// <summary>A few words by which people know it are missing.</summary>
public sealed record ChangeTitleMissing() : Refusal("change.title-missing")
{
    public override string Field => "title";
}

/// <summary>Why is missing: the reason stays in the record.</summary>
public sealed record ChangeReasonMissing() : Refusal("change.reason-missing")
{
    public override string Field => "reason";
}

/// <summary>The change has a draft of this master.</summary>
public sealed record ChangeHasDraft(Id<Change> Change, Id<WorkMaster> WorkMaster) : Refusal("change.has-draft")
{
    public override string Field => "workMaster";
}

/// <summary>The draft does not belong to this change.</summary>
public sealed record DraftOfOtherChange(Id<Change> Change, Id<WorkMasterVersion> Version) : Refusal("change.draft-of-other-change")
{
    public override string Field => "version";
}

/// <summary>Nobody says what it touches.</summary>
public sealed record ReachMissing(Id<Change> Change) : Refusal("change.reach-missing")
{
    public override string Field => "reach";
}

/// <summary>It has come to a trial: no function is left out any more.</summary>
public sealed record ReachNarrowed(Id<Change> Change, string Functions) : Refusal("change.reach-narrowed")
{
    public override string Field => "reach";
}

/// <summary>Nobody says who gains and who loses.</summary>
public sealed record EffectsMissing(Id<Change> Change) : Refusal("change.effects-missing")
{
    public override string Field => "effects";
}

/// <summary>What the function gets, or what will show it, is missing.</summary>
public sealed record BenefitMissing(Function Function) : Refusal("change.benefit-missing")
{
    public override string Field => "words";
}

/// <summary>The class is what it is, or more.</summary>
public sealed record ClassNotRaised(Id<Change> Change, ChangeClass Now, ChangeClass To) : Refusal("change.class-not-raised")
{
    public override string Field => "to";
}

/// <summary>The draft says what the version before says.</summary>
public sealed record NothingToTry(Id<WorkMasterVersion> Version) : Refusal("change.nothing-to-try")
{
    public override string Field => "version";
}

/// <summary>The pilot did not try every draft of the change.</summary>
public sealed record PilotTriedLess(Id<Pilot> Pilot) : Refusal("change.pilot-tried-less")
{
    public override string Field => "pilot";
}

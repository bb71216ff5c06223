using Groundswell.Deciding;

namespace Groundswell.Changes.Stories;


/// <summary>There is a change of this id.</summary>
public sealed record ChangeAlreadyThere(Id<Change> Change) : Refusal("change.already-there")
{
    public override string Field => "change";
}

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

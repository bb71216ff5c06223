using Groundswell.Deciding;

namespace Groundswell.People;

/// <summary>The act needs a reason, which stays in the record.</summary>
public sealed record ReasonMissing() : Refusal("people.reason-missing")
{
    public override string Field => "reason";
}

using Groundswell.Deciding;
using Groundswell.Influence.Policies;

namespace Groundswell.Influence.Standings;

/// <summary>I take part: what the record shows of whom I help and who helps me may be read, for what the site's policy says.</summary>
/// <param name="Policy">The version of the policy that one has read.</param>
public sealed record TakePart(int Policy) : PeopleCommand
{
    public static Decision Decide(TakePart take, Standing standing, InfluencePolicy policy, Circumstances circumstances)
    {
        if (!policy.IsOn)
            return new InfluenceOff();
        if (take.Policy != policy.Version)
            return new InfluencePolicyOther(policy.Version);
        if (standing.TakingPart == TakingPart.In)
            return new TakingPartAlready();

        return new TakingPartBegun(Standing.Of(circumstances.Person), policy.Version);
    }
}

/// <summary>Leave me out for now. What was read of me is not looked at until I am back.</summary>
public sealed record PauseTakingPart : PeopleCommand
{
    public static Decision Decide(PauseTakingPart pause, Standing standing, Circumstances circumstances) =>
        standing.TakingPart == TakingPart.In ? new TakingPartPaused(Standing.Of(circumstances.Person)) : new NotTakingPart();
}

/// <summary>I don't take part. Nobody has to say why.</summary>
/// <param name="Objects">Not in figures of groups either.</param>
public sealed record EndTakingPart(bool Objects = false) : PeopleCommand
{
    public static Decision Decide(EndTakingPart end, Standing standing, Circumstances circumstances) =>
        standing.TakingPart == (end.Objects ? TakingPart.Objecting : TakingPart.NotIn)
            ? new NotTakingPart()
            : new TakingPartEnded(Standing.Of(circumstances.Person), end.Objects);
}

/// <summary>Forget whom I helped and who helped me, up to now. The work record stays as it is; nothing is read from it any more.</summary>
public sealed record DeleteTies : PeopleCommand
{
    public static Decision Decide(DeleteTies delete, Standing standing, Circumstances circumstances) =>
        standing.ForgottenUpTo is { } upTo && upTo >= circumstances.At
            ? new TiesDeletedAlready(upTo)
            : new TiesDeleted(Standing.Of(circumstances.Person), circumstances.Now);
}

/// <summary>The person takes part already.</summary>
public sealed record TakingPartAlready() : Refusal("influence.taking-part-already");

/// <summary>The person does not take part.</summary>
public sealed record NotTakingPart() : Refusal("influence.not-taking-part");

/// <summary>The person's ties up to then are deleted already.</summary>
public sealed record TiesDeletedAlready(DateTimeOffset UpTo) : Refusal("influence.ties-deleted-already");

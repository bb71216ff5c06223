using Groundswell.Changes.Stories;
using Groundswell.Deciding;

namespace Groundswell.Changes.Proposals;

/// <summary>Take a proposal into a change.</summary>
/// <param name="Answer">What the proposer is told.</param>
public sealed record AcceptProposal(Id<Proposal> Proposal, Id<Change> Change, string? Answer = null) : SiteCommand
{
    public static Decision Decide(AcceptProposal accept, Proposal proposal, Change change, Circumstances circumstances)
    {
        if (Answering.Refuses(proposal, accept.Proposal, circumstances) is { } refusal)
            return refusal;
        if (change.Status is ChangeStatus.Unknown or ChangeStatus.GivenUp)
            return new ProposalChangeUnknown(accept.Change);

        return new ProposalAccepted(accept.Proposal, accept.Change, Propose.Words(accept.Answer));
    }
}

/// <summary>Let a proposal go on as part of another one, which says the same.</summary>
public sealed record MergeProposal(Id<Proposal> Proposal, Id<Proposal> Into, string? Answer = null) : SiteCommand
{
    public static Decision Decide(MergeProposal merge, Proposal proposal, Proposal into, Circumstances circumstances)
    {
        if (Answering.Refuses(proposal, merge.Proposal, circumstances) is { } refusal)
            return refusal;
        if (merge.Into == merge.Proposal || into.Status is not (ProposalStatus.Open or ProposalStatus.Objected or ProposalStatus.Accepted))
            return new ProposalNotToMergeInto(merge.Into);

        return Decision.Of(new ProposalMerged(merge.Proposal, merge.Into, Propose.Words(merge.Answer)))
            .And(merge.Into, new ProposalTookIn(merge.Into, merge.Proposal));
    }
}

/// <summary>Refuse a proposal, with a reason that the proposer is told.</summary>
public sealed record RefuseProposal(Id<Proposal> Proposal, string Reason) : SiteCommand
{
    public static Decision Decide(RefuseProposal refuse, Proposal proposal, Circumstances circumstances)
    {
        if (Answering.Refuses(proposal, refuse.Proposal, circumstances) is { } refusal)
            return refusal;
        if (Propose.Words(refuse.Reason) is not { } reason)
            return new RefusalReasonMissing();

        return new ProposalRefused(refuse.Proposal, reason);
    }
}

/// <summary>Who may answer a proposal that waits for it.</summary>
internal static class Answering
{
    public static Refusal? Refuses(Proposal proposal, Id<Proposal> id, Circumstances circumstances)
    {
        if (!proposal.IsOpen)
            return new ProposalNotOpen(id, proposal.Status);
        if (proposal.ProposedBy == circumstances.Person)
            return new ProposalOwn(id);
        return proposal.Status == ProposalStatus.Objected && proposal.RefusedBy == circumstances.Person ? new ProposalRefusedByYou(id) : null;
    }
}

/// <summary>It was answered or taken back, or there is none.</summary>
public sealed record ProposalNotOpen(Id<Proposal> Proposal, ProposalStatus Status) : Refusal("proposal.not-open")
{
    public override string Field => "proposal";
}

/// <summary>Nobody answers or supports their own proposal.</summary>
public sealed record ProposalOwn(Id<Proposal> Proposal) : Refusal("proposal.own");

/// <summary>The proposer objected to this person's refusal: somebody else answers.</summary>
public sealed record ProposalRefusedByYou(Id<Proposal> Proposal) : Refusal("proposal.refused-by-you");

/// <summary>There is no such change, or it was given up.</summary>
public sealed record ProposalChangeUnknown(Id<Change> Change) : Refusal("proposal.change-unknown")
{
    public override string Field => "change";
}

/// <summary>The other proposal is this one, or does not go on either.</summary>
public sealed record ProposalNotToMergeInto(Id<Proposal> Into) : Refusal("proposal.not-to-merge-into")
{
    public override string Field => "into";
}

/// <summary>The proposer gets to see why.</summary>
public sealed record RefusalReasonMissing() : Refusal("proposal.refusal-reason-missing")
{
    public override string Field => "reason";
}

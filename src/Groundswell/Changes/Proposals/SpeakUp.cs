using Groundswell.Changes.Policies;
using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.Changes.Proposals;

/// <summary>Add one's voice to a proposal, once: the same here, or another experience.</summary>
public sealed record AddVoice(Id<Proposal> Proposal, bool Same, string? Text = null) : SiteCommand
{
    public static Decision Decide(AddVoice add, Proposal proposal, Person person, Circumstances circumstances)
    {
        if (!proposal.IsOpen && proposal.Status != ProposalStatus.Accepted)
            return new ProposalNotOpen(add.Proposal, proposal.Status);
        if (person.Status != PersonStatus.Here)
            return new ProposerNotHere(circumstances.Person);
        if (proposal.ProposedBy == circumstances.Person)
            return new ProposalOwn(add.Proposal);
        if (proposal.Voices.ContainsKey(circumstances.Person))
            return new VoiceAddedAlready(add.Proposal);
        if (add.Text?.Length > Propose.LongestText)
            return new ProposalTooLong(Propose.LongestText);

        return new VoiceAdded(add.Proposal, add.Same, Propose.Words(add.Text));
    }
}

/// <summary>Object, once, to the refusal of one's own proposal: somebody above the one who refused it answers.</summary>
public sealed record ObjectToRefusal(Id<Proposal> Proposal, string Why) : SiteCommand
{
    /// <param name="refuser">Who refused it.</param>
    public static Decision Decide(ObjectToRefusal objection, Proposal proposal, Person refuser, ChangePolicy policy, Circumstances circumstances)
    {
        if (proposal.ProposedBy != circumstances.Person)
            return new ProposalNotYours(objection.Proposal);
        if (proposal.Status != ProposalStatus.Refused || proposal.Objected)
            return new NothingToObjectTo(objection.Proposal);
        if (Propose.Words(objection.Why) is not { } why)
            return new ObjectionWhyMissing();

        return new RefusalObjected(objection.Proposal, why, circumstances.At + policy.AnswerTime, refuser.ReportsTo);
    }
}

/// <summary>Take back one's own proposal.</summary>
public sealed record WithdrawProposal(Id<Proposal> Proposal, string? Why = null) : SiteCommand
{
    public static Decision Decide(WithdrawProposal withdraw, Proposal proposal, Circumstances circumstances)
    {
        if (proposal.ProposedBy != circumstances.Person)
            return new ProposalNotYours(withdraw.Proposal);
        if (!proposal.IsOpen)
            return new ProposalNotOpen(withdraw.Proposal, proposal.Status);

        return new ProposalWithdrawn(withdraw.Proposal, Propose.Words(withdraw.Why));
    }
}

/// <summary>Let an unanswered proposal go up the reporting line. The program does it when its time is over.</summary>
public sealed record ClimbProposal(Id<Proposal> Proposal) : SiteCommand
{
    /// <param name="answerer">Who has not answered; unknown where whoever leads the site had to.</param>
    public static Decision Decide(ClimbProposal climb, Proposal proposal, Person answerer, ChangePolicy policy, Circumstances circumstances)
    {
        if (!proposal.IsOpen)
            return new ProposalNotOpen(climb.Proposal, proposal.Status);
        if (circumstances.Now < proposal.DueAt)
            return new ProposalNotOverdue(climb.Proposal);
        if (proposal.Answerer is null)
            return new ProposalAtTheTop(climb.Proposal);

        // Nobody decides a second time on what they refused.
        var next = answerer.ReportsTo is { } above && above.Value == proposal.RefusedBy ? null : answerer.ReportsTo;
        return new ProposalClimbed(climb.Proposal, circumstances.Now + policy.AnswerTime, proposal.Answerer, next);
    }
}

/// <summary>One voice each.</summary>
public sealed record VoiceAddedAlready(Id<Proposal> Proposal) : Refusal("proposal.voice-added-already");

/// <summary>It is another person's proposal.</summary>
public sealed record ProposalNotYours(Id<Proposal> Proposal) : Refusal("proposal.not-yours");

/// <summary>It was not refused, or the objection was heard.</summary>
public sealed record NothingToObjectTo(Id<Proposal> Proposal) : Refusal("proposal.nothing-to-object-to");

/// <summary>Whoever answers an objection has to know what it is.</summary>
public sealed record ObjectionWhyMissing() : Refusal("proposal.objection-why-missing")
{
    public override string Field => "why";
}

/// <summary>Its time is not over.</summary>
public sealed record ProposalNotOverdue(Id<Proposal> Proposal) : Refusal("proposal.not-overdue");

/// <summary>There is nobody further up: its age shows.</summary>
public sealed record ProposalAtTheTop(Id<Proposal> Proposal) : Refusal("proposal.at-the-top");

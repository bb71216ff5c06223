using Groundswell.Changes.Policies;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.People.Persons;

namespace Groundswell.Changes.Proposals;

/// <summary>Proposals: what can be done with them, by whom, and what each decision reads.</summary>
internal static class ProposalActs
{
    /// <summary>Who can be asked for an answer: those who lead, engineer or judge the work. Not an administrator, not a machine.</summary>
    internal static readonly Rights Answerers = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.Facilitator, Role.SiteLead, Role.MesLeader);

    public static IEnumerable<Type> Events =>
    [
        typeof(ProposalMade), typeof(VoiceAdded), typeof(ProposalClimbed), typeof(ProposalAccepted), typeof(ProposalMerged), typeof(ProposalTookIn),
        typeof(ProposalRefused), typeof(RefusalObjected), typeof(ProposalWithdrawn),
    ];

    public static void List(Acts acts)
    {
        var json = VoicesJson.Default;
        acts.Add(() => json.Propose, "Say that something should be otherwise, from where one is.", Rights.Everyone, async (propose, read, circumstances) =>
        {
            var job = propose.Job is { } jobId ? await read.Of(jobId) : null;
            return Proposals.Propose.Decide(
                propose, await read.Of(propose.Proposal), await Asker(circumstances, read), job,
                job is { Version.Value: not null } ? await read.Settled(job.Version) : WorkMasterVersion.Unknown,
                propose.Order is { } order ? await read.Of(order) : null,
                propose.WorkCenter is { } center ? await read.Of(center) : null, await read.Shared(ChangePolicy.OfEnterprise), circumstances).On(propose.Proposal);
        });
        acts.Add(() => json.AddVoice, "Add one's voice to a proposal.", Rights.Everyone, async (add, read, circumstances) =>
            AddVoice.Decide(add, await read.Of(add.Proposal), await Asker(circumstances, read), circumstances).On(add.Proposal));
        acts.Add(() => json.AcceptProposal, "Take a proposal into a change.", Answerers, async (accept, read, circumstances) =>
            AcceptProposal.Decide(accept, await read.Of(accept.Proposal), await read.Shared(accept.Change), circumstances).On(accept.Proposal));
        acts.Add(() => json.MergeProposal, "Let a proposal go on as part of another.", Answerers, async (merge, read, circumstances) =>
            MergeProposal.Decide(merge, await read.Of(merge.Proposal), await read.Of(merge.Into), circumstances).On(merge.Proposal));
        acts.Add(() => json.RefuseProposal, "Refuse a proposal, with a reason.", Answerers, refuse => refuse.Proposal, RefuseProposal.Decide);
        acts.Add(() => json.ObjectToRefusal, "Object to the refusal of one's own proposal.", Rights.Everyone, async (objection, read, circumstances) =>
        {
            var proposal = await read.Of(objection.Proposal);
            var refuser = proposal.RefusedBy is { } person ? await read.Of(new Id<Person>(person)) : Person.Unknown;
            return ObjectToRefusal.Decide(objection, proposal, refuser, await read.Shared(ChangePolicy.OfEnterprise), circumstances).On(objection.Proposal);
        });
        acts.Add(() => json.WithdrawProposal, "Take back one's own proposal.", Rights.Everyone, withdraw => withdraw.Proposal, WithdrawProposal.Decide);
        acts.Add(() => json.ClimbProposal, "Let an unanswered proposal go up the line.", Rights.OfProgram, async (climb, read, circumstances) =>
        {
            var proposal = await read.Of(climb.Proposal);
            var answerer = proposal.Answerer is { } owes ? await read.Of(owes) : Person.Unknown;
            return ClimbProposal.Decide(climb, proposal, answerer, await read.Shared(ChangePolicy.OfEnterprise), circumstances).On(climb.Proposal);
        });
    }

    internal static ValueTask<Person> Asker(Circumstances circumstances, Reading read) => read.Of(new Id<Person>(circumstances.Person));
}

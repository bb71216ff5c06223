using Groundswell.Changes.Policies;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record.Attachments;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Changes.Proposals;

/// <summary>Say that something should be otherwise, from where one is: a step, a job, an order or a work center's board.</summary>
/// <param name="Step">The id of a step of the job's version; the version is attached.</param>
/// <param name="Wrong">What is wrong, in the proposer's words. May be left out: what it is about says it already.</param>
/// <param name="Better">What would be better.</param>
/// <param name="AsSomeone">Not to be named on boards and pages.</param>
public sealed record Propose(
    Id<Proposal> Proposal, ProposalAbout About, Id<WorkCenter>? WorkCenter = null, Id<Order>? Order = null, Id<Job>? Job = null, string? Step = null,
    string? Wrong = null, string? Better = null, AttachmentReference? Photo = null, bool AsSomeone = false) : SiteCommand
{
    /// <summary>As much as a person types at a terminal.</summary>
    public const int LongestText = 2_000;

    public static Decision Decide(
        Propose propose, Proposal proposal, Person proposer, Job? job, WorkMasterVersion version, Order? order, WorkCenter? center, ChangePolicy policy,
        Circumstances circumstances)
    {
        if (proposal.Status != ProposalStatus.Unknown)
            return new ProposalAlreadyThere(propose.Proposal);
        if (proposer.Status != PersonStatus.Here)
            return new ProposerNotHere(circumstances.Person);
        if (propose is { WorkCenter: null, Order: null, Job: null })
            return new ProposalOnNothing();
        if (job is { Status: JobStatus.Unknown })
            return new ProposedJobUnknown(propose.Job!.Value);
        if (order is { Status: OrderStatus.Unknown })
            return new ProposedOrderUnknown(propose.Order!.Value);
        if (center is { InUse: InUse.Unknown })
            return new NotInUse(Plant.WorkCenter.Kind, propose.WorkCenter!.Value.Value);
        var step = propose.Step is { } id ? StepOf(version, id) : null;
        if (propose.Step is { } missing && (job is null || step is null))
            return new ProposedStepUnknown(missing);
        if (propose.Wrong?.Length > LongestText || propose.Better?.Length > LongestText)
            return new ProposalTooLong(LongestText);

        var on = new ProposedOn(
            propose.WorkCenter ?? job?.WorkCenter, propose.Order ?? job?.Order, propose.Job, propose.Step,
            job is null ? order?.WorkMaster : version.WorkMaster, job?.Version ?? order?.Version, step);
        return new ProposalMade(
            propose.Proposal, on, propose.About, circumstances.At + policy.AnswerTime, proposer.ReportsTo, Words(propose.Wrong), Words(propose.Better),
            propose.Photo, propose.AsSomeone ? true : null);
    }

    internal static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The step's name in the version; null where the version has no such step.</summary>
    private static string? StepOf(WorkMasterVersion version, string id) =>
        version.Content.Operations.SelectMany(operation => operation.Steps).FirstOrDefault(step => step.Id == id)?.Name;
}

/// <summary>A proposal of this id is there already.</summary>
public sealed record ProposalAlreadyThere(Id<Proposal> Proposal) : Refusal("proposal.already-there")
{
    public override string Field => "proposal";
}

/// <summary>Only who works at the site proposes there.</summary>
public sealed record ProposerNotHere(string Person) : Refusal("proposal.proposer-not-here");

/// <summary>It is about something: a step, a job, an order or a work center.</summary>
public sealed record ProposalOnNothing() : Refusal("proposal.on-nothing");

/// <summary>There is no such job at the site.</summary>
public sealed record ProposedJobUnknown(Id<Job> Job) : Refusal("proposal.job-unknown")
{
    public override string Field => "job";
}

/// <summary>There is no such order at the site.</summary>
public sealed record ProposedOrderUnknown(Id<Order> Order) : Refusal("proposal.order-unknown")
{
    public override string Field => "order";
}

/// <summary>The job's version has no such step.</summary>
public sealed record ProposedStepUnknown(string Step) : Refusal("proposal.step-unknown")
{
    public override string Field => "step";
}

/// <summary>A text is longer than this.</summary>
public sealed record ProposalTooLong(int Longest) : Refusal("proposal.too-long");

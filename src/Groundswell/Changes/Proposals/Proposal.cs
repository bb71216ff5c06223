using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Changes.Proposals;

/// <summary>
/// What somebody says should be otherwise, from where they work. Others add their voice, once each. A named person owes it an answer within the policy's
/// time; where none comes it climbs the reporting line. It is accepted into a change, merged with another proposal, or refused with a reason, to which
/// the proposer may object once: then somebody else decides.
/// </summary>
/// <param name="ProposedBy">The person's id.</param>
/// <param name="Answerer">Who owes it an answer; null: whoever leads the site.</param>
/// <param name="DueAt">Until when.</param>
/// <param name="Climbed">How often it went up the line unanswered.</param>
/// <param name="RefusedBy">Who refused it last.</param>
/// <param name="Voices">Who else spoke, and whether they say the same.</param>
public sealed record Proposal(
    Id<Proposal> Id, ProposalStatus Status, string ProposedBy, ProposedOn On, Id<Person>? Answerer, DateTimeOffset ProposedAt, DateTimeOffset DueAt, int Climbed,
    ImmutableDictionary<string, bool> Voices, string? RefusedBy, bool Objected, Id<Change>? Change) : IState<Proposal>
{
    public static string Kind => "proposal";

    public static Proposal Unknown { get; } = new(
        default, ProposalStatus.Unknown, "", new ProposedOn(), null, default, default, 0, ImmutableDictionary<string, bool>.Empty, null, false, null);

    /// <summary>It waits for an answer.</summary>
    public bool IsOpen => Status is ProposalStatus.Open or ProposalStatus.Objected;

    public Proposal Evolve(Happened happened) => happened.Event switch
    {
        ProposalMade e => Unknown with
        {
            Id = e.Proposal,
            Status = ProposalStatus.Open,
            ProposedBy = happened.Actor,
            On = e.On,
            Answerer = e.Answerer,
            ProposedAt = happened.OccurredAt,
            DueAt = e.DueAt,
        },
        VoiceAdded e => this with { Voices = Voices.SetItem(happened.Actor, e.Same) },
        ProposalClimbed e => this with { Answerer = e.To, DueAt = e.DueAt, Climbed = Climbed + 1 },
        ProposalAccepted e => this with { Status = ProposalStatus.Accepted, Change = e.Change },
        ProposalMerged => this with { Status = ProposalStatus.Merged },
        ProposalRefused => this with { Status = ProposalStatus.Refused, RefusedBy = happened.Actor },
        RefusalObjected e => this with { Status = ProposalStatus.Objected, Objected = true, Answerer = e.Answerer, DueAt = e.DueAt },
        ProposalWithdrawn => this with { Status = ProposalStatus.Withdrawn },
        _ => this,
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<ProposalStatus>))]
public enum ProposalStatus
{
    Unknown,
    Open,

    /// <summary>Refused, and the proposer does not agree: somebody else answers.</summary>
    Objected,

    /// <summary>Taken into a change.</summary>
    Accepted,

    /// <summary>Goes on as part of another proposal.</summary>
    Merged,
    Refused,
    Withdrawn,
}

/// <summary>What is the matter, in one tap.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProposalAbout>))]
public enum ProposalAbout
{
    /// <summary>One can't tell what is meant.</summary>
    Unclear = 1,

    /// <summary>It can't be done so here.</summary>
    NotPossible,

    /// <summary>It takes longer than it has to.</summary>
    Slow,

    /// <summary>Somebody could be hurt.</summary>
    Unsafe,

    /// <summary>The product gets worse by it.</summary>
    Quality,

    /// <summary>There is a better way.</summary>
    Better,
}

/// <summary>What it is about: a step with the version that was being worked to, a job, an order, or a work center's board.</summary>
/// <param name="Step">The step's id in that version.</param>
/// <param name="StepText">Its text then, so that it can be read when the version is another one.</param>
public sealed record ProposedOn(
    Id<WorkCenter>? WorkCenter = null, Id<Order>? Order = null, Id<Job>? Job = null, string? Step = null, Id<WorkMaster>? WorkMaster = null,
    Id<WorkMasterVersion>? Version = null, string? StepText = null);

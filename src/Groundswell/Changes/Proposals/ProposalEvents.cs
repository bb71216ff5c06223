using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.People.Persons;
using Groundswell.Record;
using Groundswell.Record.Attachments;

namespace Groundswell.Changes.Proposals;

// The life of a proposal, in order, in its site's log. These names and fields are in plants' records: add to them, never change them.

/// <param name="Answerer">Who owes it an answer; absent: whoever leads the site.</param>
/// <param name="AsSomeone">The proposer is not to be named on boards and pages: "someone on shift B".</param>
[RecordedAs("proposal.made")]
public sealed record ProposalMade(
    Id<Proposal> Proposal, ProposedOn On, ProposalAbout About, DateTimeOffset DueAt, Id<Person>? Answerer = null, string? Wrong = null, string? Better = null,
    AttachmentReference? Photo = null, bool? AsSomeone = null) : Event, IBringsIn
{
    /// <summary>Whoever is not to be named on it is not found out by who supports it.</summary>
    string? IBringsIn.BroughtIn => AsSomeone == true ? null : $"proposal {Proposal}";
}

/// <param name="Same">They say the same; otherwise it is otherwise where they work.</param>
[RecordedAs("proposal.voice-added")]
public sealed record VoiceAdded(Id<Proposal> Proposal, bool Same, string? Text = null) : Event, IFollows
{
    string? IFollows.Followed => Same ? $"proposal {Proposal}" : null;

    Layer IFollows.Layer => Layer.Voice;

    int IFollows.Worth => 30;
}

/// <summary>Its time was over, and nobody had answered.</summary>
[RecordedAs("proposal.climbed")]
public sealed record ProposalClimbed(Id<Proposal> Proposal, DateTimeOffset DueAt, Id<Person>? From = null, Id<Person>? To = null) : Event;

[RecordedAs("proposal.accepted")]
public sealed record ProposalAccepted(Id<Proposal> Proposal, Id<Change> Change, string? Answer = null) : Event;

[RecordedAs("proposal.merged")]
public sealed record ProposalMerged(Id<Proposal> Proposal, Id<Proposal> Into, string? Answer = null) : Event;

/// <summary>In the stream of the one that goes on.</summary>
[RecordedAs("proposal.took-in")]
public sealed record ProposalTookIn(Id<Proposal> Proposal, Id<Proposal> From) : Event;

[RecordedAs("proposal.refused")]
public sealed record ProposalRefused(Id<Proposal> Proposal, string Reason) : Event;

[RecordedAs("proposal.refusal-objected")]
public sealed record RefusalObjected(Id<Proposal> Proposal, string Why, DateTimeOffset DueAt, Id<Person>? Answerer = null) : Event;

[RecordedAs("proposal.withdrawn")]
public sealed record ProposalWithdrawn(Id<Proposal> Proposal, string? Why = null) : Event;

using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Record;

namespace Groundswell.Changes.Stories;

// The life of a change, in order, in the enterprise's log. These names and fields are in enterprises' records: add to them, never change them.

/// <param name="Origin">The code of the site it began at.</param>
/// <param name="Proposals">The ids of the proposals it answers, at that site.</param>
/// <param name="VariantOf">The core that the site adapts by it.</param>
/// <param name="OfferOf">The variant that a site offers to the core by it.</param>
/// <param name="Opens">The approved versions that the site it began at begins to work with by it; null where it opens no site.</param>
[RecordedAs("change.opened")]
public sealed record ChangeOpened(
    Id<Change> Change, string Title, string Reason, string Origin, bool Affecting, IReadOnlyList<string>? Proposals = null, VariantLink? VariantOf = null,
    VariantOffer? OfferOf = null, IReadOnlyList<ChangeDraft>? Opens = null) : Event;

[RecordedAs("change.described")]
public sealed record ChangeDescribed(Id<Change> Change, string Title, string Reason, bool Affecting) : Event;

[RecordedAs("change.draft-opened")]
public sealed record ChangeDraftOpened(Id<Change> Change, Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version) : Event;

/// <summary>What the site that it opens is to begin with, said whole.</summary>
[RecordedAs("change.opening-versions-said")]
public sealed record OpeningVersionsSaid(Id<Change> Change, IReadOnlyList<ChangeDraft> Opens) : Event;

/// <summary>What it touches, said whole.</summary>
[RecordedAs("change.reach-said")]
public sealed record ChangeReachSaid(Id<Change> Change, ChangeReach Reach) : Event;

/// <summary>Who gains and who loses, said whole.</summary>
[RecordedAs("change.effects-said")]
public sealed record ChangeEffectsSaid(Id<Change> Change, IReadOnlyList<ChangeEffect> Effects) : Event;

[RecordedAs("change.benefit-said")]
public sealed record ChangeBenefitSaid(Id<Change> Change, Function Function, string Words, string Measure) : Event;

/// <summary>Quality takes it more seriously than its difference alone asks for.</summary>
[RecordedAs("change.class-raised")]
public sealed record ChangeClassRaised(Id<Change> Change, ChangeClass From, ChangeClass To, string Reason) : Event;

/// <param name="Revision">The id of the frozen revision.</param>
/// <param name="Class">What the difference to the version it is based on makes it at least.</param>
[RecordedAs("change.revision-frozen")]
public sealed record RevisionFrozen(
    Id<Change> Change, Id<WorkMasterVersion> Draft, Id<WorkMasterVersion> Revision, int Number, string ContentHash, ChangeClass Class) : Event;

/// <summary>A pilot group has accepted these revisions by its vote, and Quality agreed where it had to.</summary>
/// <param name="Closed">The entry, in that site's log, that closed the vote or gave Quality's agreement.</param>
[RecordedAs("change.accepted")]
public sealed record ChangeAccepted(
    Id<Change> Change, string Site, string Pilot, IReadOnlyList<FrozenRevision> Revisions, long Closed) : Event;

/// <summary>What was accepted is shaped again.</summary>
[RecordedAs("change.reopened")]
public sealed record ChangeReopened(Id<Change> Change, string Reason) : Event;

/// <summary>The site offers its variant to the core.</summary>
/// <param name="Offer">The change that it is offered by.</param>
[RecordedAs("change.variant-offered")]
public sealed record VariantOffered(Id<Change> Change, Id<WorkMasterVersion> Version, Id<Change> Offer) : Event;

[RecordedAs("change.given-up")]
public sealed record ChangeGivenUp(Id<Change> Change, string Reason) : Event;

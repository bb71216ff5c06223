using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;
using Groundswell.Record;

namespace Groundswell.Masters;

// The life of a work master, in order. These names and fields are in enterprises' records: add to them, never change them.

[RecordedAs("work-master.created")]
public sealed record WorkMasterCreated(Id<WorkMaster> WorkMaster, string Name, Id<MaterialDefinition> Material, string? Class = null) : Event;

[RecordedAs("work-master.changed")]
public sealed record WorkMasterChanged(Id<WorkMaster> WorkMaster, string Name, string? Class = null) : Event;

/// <param name="Site">The code of the site whose variant it is; null: it is of the core.</param>
[RecordedAs("work-master.version-opened")]
public sealed record WorkMasterVersionOpened(Id<WorkMaster> WorkMaster, int Number, string? Site = null) : Event;

[RecordedAs("work-master.version-taken-over")]
public sealed record WorkMasterVersionTakenOver(Id<WorkMaster> WorkMaster, int Number) : Event;

[RecordedAs("work-master.version-approved")]
public sealed record WorkMasterVersionApproved(Id<WorkMaster> WorkMaster, int Number) : Event;

/// <summary>The version was retired, or its draft given up.</summary>
[RecordedAs("work-master.version-retired")]
public sealed record WorkMasterVersionRetired(Id<WorkMaster> WorkMaster, int Number) : Event;

// The life of a version, in order.

/// <param name="BasedOn">The version whose content it begins with; null where somebody wrote it.</param>
/// <param name="Editors">Who had a hand in that content, where it was never approved.</param>
/// <param name="Variant">What makes it a site's own; null: it is of the core.</param>
[RecordedAs("version.opened")]
public sealed record VersionOpened(
    Id<WorkMasterVersion> Version, Id<WorkMaster> WorkMaster, int Number, WorkMasterContent Content, Id<WorkMasterVersion>? BasedOn = null,
    IReadOnlyList<string>? Editors = null, SiteVariant? Variant = null) : Event;

/// <summary>A version that was in force before there was a record: its approval lies elsewhere.</summary>
/// <param name="Evidence">What shows that it was: the document's number, the system it comes from.</param>
[RecordedAs("version.taken-over")]
public sealed record VersionTakenOver(
    Id<WorkMasterVersion> Version, Id<WorkMaster> WorkMaster, int Number, WorkMasterContent Content, string ContentHash, string Evidence) : Event;

/// <summary>A draft as it was at one time, whole, to be tried: what orders of a pilot carry for ever. It has a stream of its own and never changes.</summary>
/// <param name="Number">The draft's number as a version.</param>
/// <param name="Revision">How far the draft had come.</param>
/// <param name="Editors">Who had a hand in it.</param>
/// <param name="Variant">What makes the draft a site's own; null: it is of the core.</param>
[RecordedAs("version.frozen")]
public sealed record VersionFrozen(
    Id<WorkMasterVersion> Version, Id<WorkMaster> WorkMaster, int Number, Id<WorkMasterVersion> Draft, int Revision, WorkMasterContent Content,
    string ContentHash, IReadOnlyList<string> Editors, SiteVariant? Variant = null) : Event;

/// <param name="Revision">The draft's number after this edit.</param>
/// <param name="Changes">What the edit did, one after the other.</param>
[RecordedAs("draft.edited")]
public sealed record DraftEdited(Id<WorkMasterVersion> Version, int Revision, IReadOnlyList<ContentChange> Changes) : Event;

[RecordedAs("draft.discarded")]
public sealed record DraftDiscarded(Id<WorkMasterVersion> Version, string Reason) : Event;

/// <summary>The whole content as it is to be reviewed, so that one entry proves what was approved.</summary>
[RecordedAs("version.sent-to-review")]
public sealed record VersionSentToReview(
    Id<WorkMasterVersion> Version, int Revision, string ContentHash, WorkMasterContent Content, string? Remark = null) : Event;

[RecordedAs("version.reviewed")]
public sealed record VersionReviewed(Id<WorkMasterVersion> Version, string ContentHash, Signature Signature, string? Remark = null) : Event;

[RecordedAs("version.returned-to-draft")]
public sealed record VersionReturnedToDraft(Id<WorkMasterVersion> Version, string Reason) : Event;

/// <param name="Signatures">All that were given with the approval, the approver's among them.</param>
[RecordedAs("version.approved")]
public sealed record VersionApproved(Id<WorkMasterVersion> Version, string ContentHash, IReadOnlyList<Signature> Signatures) : Event;

[RecordedAs("version.retired")]
public sealed record VersionRetired(Id<WorkMasterVersion> Version, string Reason) : Event;

using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Record;

namespace Groundswell.Masters.Effective;

// Which version of a master runs at a site, in the site's own log. These names and fields are in plants' records: add to them, never change them.

/// <summary>What ran at the site before it had a record: once for each master.</summary>
/// <param name="Evidence">What shows that it did: a batch record, an export, an agreement.</param>
/// <param name="Signatures">Quality's, where the site is under GMP.</param>
[RecordedAs("baseline.recorded")]
public sealed record BaselineRecorded(
    Id<WorkMaster> WorkMaster, IReadOnlyList<VersionInUse> InUse, string Evidence, IReadOnlyList<Signature> Signatures) : Event;

/// <summary>The site lead has signed that the master's first version is to be used here; Quality has not yet.</summary>
/// <param name="From">The first shift date it is for; null: at once.</param>
[RecordedAs("version.commissioning-asked")]
public sealed record VersionCommissioningAsked(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string ContentHash, Signature Signature, DateOnly? From = null, string? Remark = null) : Event;

/// <summary>Quality, or the site lead, has taken it back before it was commissioned.</summary>
[RecordedAs("version.commissioning-declined")]
public sealed record VersionCommissioningDeclined(Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string Reason) : Event;

/// <param name="Signatures">The site lead's, then Quality's.</param>
[RecordedAs("version.commissioned")]
public sealed record VersionCommissioned(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string ContentHash, IReadOnlyList<Signature> Signatures, DateOnly? From = null) : Event;

/// <summary>Orders get the version no more. What was released on it stays on it.</summary>
/// <param name="Commissioned">The entry that commissioned it.</param>
[RecordedAs("version.commissioning-withdrawn")]
public sealed record VersionCommissioningWithdrawn(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, long Commissioned, string Reason, Signature Signature) : Event;

/// <summary>A version that ran at the site before it had a record, and where.</summary>
/// <param name="WorkCenter">Null: wherever no other line names the work center.</param>
public sealed record VersionInUse(Id<WorkMasterVersion> Version, string ContentHash, Id<WorkCenter>? WorkCenter = null);

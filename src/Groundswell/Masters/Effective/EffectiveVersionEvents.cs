using System.Text.Json.Serialization;
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
/// <param name="WorkCenters">Where, at a site that a change has opened: as far as it is open. Null: everywhere.</param>
[RecordedAs("version.commissioning-asked")]
public sealed record VersionCommissioningAsked(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string ContentHash, Signature Signature, DateOnly? From = null, string? Remark = null,
    IReadOnlyList<Id<WorkCenter>>? WorkCenters = null) : Event;

/// <summary>Quality, or the site lead, has taken it back before it was commissioned.</summary>
[RecordedAs("version.commissioning-declined")]
public sealed record VersionCommissioningDeclined(Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string Reason) : Event;

/// <param name="Signatures">The site lead's, then Quality's.</param>
/// <param name="WorkCenters">Where; null: everywhere.</param>
[RecordedAs("version.commissioned")]
public sealed record VersionCommissioned(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string ContentHash, IReadOnlyList<Signature> Signatures, DateOnly? From = null,
    IReadOnlyList<Id<WorkCenter>>? WorkCenters = null) : Event;

/// <summary>Orders get the version no more. What was released on it stays on it.</summary>
/// <param name="Commissioned">The entry that commissioned it.</param>
[RecordedAs("version.commissioning-withdrawn")]
public sealed record VersionCommissioningWithdrawn(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, long Commissioned, string Reason, Signature Signature) : Event;

/// <summary>The site has launched a change: the version is for these work centers and shifts, from this shift date on.</summary>
/// <param name="Change">The id of the change.</param>
/// <param name="Affecting">Work that is released and not begun moves to it.</param>
[RecordedAs("version.launched")]
public sealed record VersionLaunched(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string ContentHash, string Change, ProvisionScope Scope, DateOnly? From = null,
    bool Affecting = false) : Event;

/// <summary>A frozen revision is tried at these work centers, in these shifts, by these people, between these shift dates.</summary>
/// <param name="Pilot">The id of the pilot.</param>
[RecordedAs("version.piloted")]
public sealed record VersionPiloted(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string ContentHash, string Change, string Pilot, ProvisionScope Scope, DateOnly From,
    DateOnly Until) : Event;

/// <summary>Quality has set the version for safety or compliance, past the floor's consent, until it ends or the site accepts it.</summary>
[RecordedAs("version.pushed")]
public sealed record VersionPushed(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, string ContentHash, PushGround Ground, string Reason, DateTimeOffset EndsAt,
    ProvisionScope Scope, Signature Signature, string? Change = null, bool Affecting = false) : Event;

/// <summary>The site has made a pushed version its own, after the fact. What it replaced does not come back.</summary>
/// <param name="Pushed">The entry that pushed it.</param>
[RecordedAs("version.push-accepted")]
public sealed record PushAccepted(Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, long Pushed, string? Change = null) : Event;

/// <summary>From now on no order gets what an entry gave. What was released on it stays on it.</summary>
/// <param name="Given">The entry that gave it: of a launch, a pilot or a push.</param>
[RecordedAs("version.provision-withdrawn")]
public sealed record ProvisionWithdrawn(
    Id<WorkMaster> WorkMaster, Id<WorkMasterVersion> Version, long Given, WithdrawnFor For, string Reason, Signature? Signature = null) : Event;

/// <summary>New orders get no version there: nobody who may has said that they go back to the one before.</summary>
[RecordedAs("version.new-orders-held")]
public sealed record NewOrdersHeld(Id<WorkMaster> WorkMaster, ProvisionScope Scope, string Reason) : Event;

/// <param name="Held">The entry that held them.</param>
[RecordedAs("version.new-orders-freed")]
public sealed record NewOrdersFreed(Id<WorkMaster> WorkMaster, long Held, string Reason, Signature? Signature = null) : Event;

/// <summary>Why a version may be set past the floor's consent. Nothing else is a ground.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PushGround>))]
public enum PushGround
{
    Safety = 1,
    Compliance,
}

/// <summary>Why what was given ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WithdrawnFor>))]
public enum WithdrawnFor
{
    /// <summary>For now: the same may be given again.</summary>
    Pause = 1,

    /// <summary>It has come to its end.</summary>
    End,

    /// <summary>The site went back.</summary>
    Withdrawal,

    /// <summary>Nobody carried it any more, and the site had chosen to go back then.</summary>
    Fallback,
}

/// <summary>A version that ran at the site before it had a record, and where.</summary>
/// <param name="WorkCenter">Null: wherever no other line names the work center.</param>
public sealed record VersionInUse(Id<WorkMasterVersion> Version, string ContentHash, Id<WorkCenter>? WorkCenter = null);

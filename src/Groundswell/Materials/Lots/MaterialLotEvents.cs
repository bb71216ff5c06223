using Groundswell.Deciding;
using Groundswell.Materials.Definitions;
using Groundswell.Record;

namespace Groundswell.Materials.Lots;

// The life of a material lot, in order. A serial number is a lot of one.

[RecordedAs("material-lot.received")]
public sealed record MaterialLotReceived(
    Id<MaterialLot> Lot, Id<MaterialDefinition> Material, decimal Quantity, string Unit, string? Location = null, DateOnly? ExpiresOn = null,
    string? SupplierLot = null, bool Restricted = false) : Event;

/// <summary>A lot that is to be filled: its label is printed before anything is in it.</summary>
[RecordedAs("material-lot.registered")]
public sealed record MaterialLotRegistered(
    Id<MaterialLot> Lot, Id<MaterialDefinition> Material, string Unit, string? Location = null, DateOnly? ExpiresOn = null, bool Restricted = false)
    : Event;

[RecordedAs("material-lot.produced")]
public sealed record MaterialLotProduced(
    Id<MaterialLot> Lot, Id<MaterialDefinition> Material, decimal Quantity, string Unit, WorkReference For, string? Location = null,
    DateOnly? ExpiresOn = null, bool Restricted = false) : Event;

/// <summary>More of what is already there, from the same work.</summary>
[RecordedAs("material-lot.produced-further")]
public sealed record MaterialLotProducedFurther(Id<MaterialLot> Lot, decimal Quantity, WorkReference For) : Event;

/// <param name="Override">Why it was taken although the lot did not hold that much, or was restricted; absent where nothing stood in the way.</param>
[RecordedAs("material-lot.consumed")]
public sealed record MaterialLotConsumed(Id<MaterialLot> Lot, decimal Quantity, WorkReference For, LotOverride? Override = null) : Event;

/// <summary>What was taken and not used comes back to the lot.</summary>
[RecordedAs("material-lot.given-back")]
public sealed record MaterialLotGivenBack(Id<MaterialLot> Lot, decimal Quantity, WorkReference For, string Reason) : Event;

[RecordedAs("material-lot.split")]
public sealed record MaterialLotSplit(Id<MaterialLot> Lot, decimal Quantity, Id<MaterialLot> Into) : Event;

/// <param name="Released">The lot it comes from was released by Quality as it was.</param>
[RecordedAs("material-lot.split-off")]
public sealed record MaterialLotSplitOff(
    Id<MaterialLot> Lot, Id<MaterialLot> From, Id<MaterialDefinition> Material, decimal Quantity, string Unit, string? Location = null,
    DateOnly? ExpiresOn = null, bool Restricted = false, bool? Released = null) : Event;

[RecordedAs("material-lot.merged")]
public sealed record MaterialLotMerged(Id<MaterialLot> Lot, decimal Quantity, Id<MaterialLot> Into) : Event;

[RecordedAs("material-lot.merged-in")]
public sealed record MaterialLotMergedIn(Id<MaterialLot> Lot, decimal Quantity, Id<MaterialLot> From) : Event;

[RecordedAs("material-lot.moved")]
public sealed record MaterialLotMoved(Id<MaterialLot> Lot, string Location) : Event;

[RecordedAs("material-lot.scrapped")]
public sealed record MaterialLotScrapped(Id<MaterialLot> Lot, decimal Quantity, string Reason) : Event;

[RecordedAs("material-lot.restricted")]
public sealed record MaterialLotRestricted(Id<MaterialLot> Lot, string Reason) : Event;

[RecordedAs("material-lot.released")]
public sealed record MaterialLotReleased(Id<MaterialLot> Lot, string Reason, Signature? Signature = null) : Event;

/// <summary>Counting found another quantity than the record had.</summary>
[RecordedAs("material-lot.adjusted")]
public sealed record MaterialLotAdjusted(Id<MaterialLot> Lot, decimal From, decimal To, string Reason) : Event;

/// <summary>The work that took or made a lot, as genealogy follows it.</summary>
/// <param name="Step">The step it was done at, where one asked for it.</param>
public sealed record WorkReference(string Order, string? Job = null, string? Step = null);

/// <summary>Somebody with the right to do so let a rule of the lot be broken, and says why.</summary>
/// <param name="Rules">The rules: <c>short</c>, <c>restricted</c>, <c>expired</c>.</param>
public sealed record LotOverride(string By, string Reason, IReadOnlyList<string> Rules);

using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Materials.Definitions;

/// <summary>A kind of material, the same at all sites (ISA-95 material definition): what is bought, made, used up.</summary>
/// <param name="Unit">The unit its quantities are kept in, a UCUM code.</param>
/// <param name="ShelfLifeDays">Whole days from when it was made or received; null: it keeps.</param>
public sealed record MaterialDefinition(
    Id<MaterialDefinition> Id, MaterialStatus Status, string Name, string Unit, MaterialTracking Tracking, bool UnderGmp, int? ShelfLifeDays)
    : IState<MaterialDefinition>
{
    public static string Kind => "material-definition";

    public static MaterialDefinition Unknown { get; } = new(default, MaterialStatus.Unknown, "", "", default, false, null);

    public MaterialDefinition Evolve(Happened happened) => happened.Event switch
    {
        MaterialDefined e => new MaterialDefinition(e.Material, MaterialStatus.InUse, e.Name, e.Unit, e.Tracking, e.UnderGmp, e.ShelfLifeDays),
        MaterialChanged e => this with { Name = e.Name, UnderGmp = e.UnderGmp, ShelfLifeDays = e.ShelfLifeDays },
        MaterialRetired => this with { Status = MaterialStatus.Retired },
        _ => this,
    };
}

/// <summary>Whether a material can be used in new work.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MaterialStatus>))]
public enum MaterialStatus
{
    Unknown,
    InUse,
    Retired,
}

/// <summary>How exactly it is known what went where.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MaterialTracking>))]
public enum MaterialTracking
{
    /// <summary>Quantities only: screws, gloves.</summary>
    None = 1,

    /// <summary>By lot.</summary>
    Lot,

    /// <summary>Each piece by its own number.</summary>
    Serial,
}

// The life of a material definition. These names and fields are in enterprises' records: add to them, never change them.

[RecordedAs("material-definition.defined")]
public sealed record MaterialDefined(
    Id<MaterialDefinition> Material, string Name, string Unit, MaterialTracking Tracking, bool UnderGmp, int? ShelfLifeDays = null) : Event;

/// <summary>Unit and tracking stay: quantities and lots in the record would change their meaning.</summary>
[RecordedAs("material-definition.changed")]
public sealed record MaterialChanged(Id<MaterialDefinition> Material, string Name, bool UnderGmp, int? ShelfLifeDays = null) : Event;

[RecordedAs("material-definition.retired")]
public sealed record MaterialRetired(Id<MaterialDefinition> Material, string Reason) : Event;

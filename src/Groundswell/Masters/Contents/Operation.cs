using System.Text.Json.Serialization;

namespace Groundswell.Masters.Contents;

/// <summary>A stop on the routing: work of one kind at one place. An order gets a job of each.</summary>
/// <param name="Id">1 to 60 letters, digits, dots, hyphens and underscores; often the ERP's operation number.</param>
/// <param name="Equipment">Where it can be done.</param>
/// <param name="After">The operations that have to be finished before; null for the one before it in the list, empty for none.</param>
/// <param name="Qualifications">The codes of qualifications; whoever starts a job of it needs all of them.</param>
/// <param name="Setup">To make ready, once per job.</param>
/// <param name="ReworkTo">Where pieces to be reworked may go back to; its own id lets the operation be repeated.</param>
/// <param name="Names">The name in other languages, by BCP 47 tag.</param>
public sealed record Operation(
    string Id,
    string Name,
    IReadOnlyList<Step> Steps,
    EquipmentRequirement? Equipment = null,
    IReadOnlyList<string>? After = null,
    IReadOnlyList<string>? Qualifications = null,
    TimeSpan? Setup = null,
    Duration? Run = null,
    IReadOnlyList<string>? ReworkTo = null,
    IReadOnlyDictionary<string, string>? Names = null);

/// <summary>What an operation needs to be done at, by code, so that a master holds at every site that has something of this code.</summary>
public sealed record EquipmentRequirement(EquipmentLevel Level, string Code);

/// <summary>How exactly the place is named.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EquipmentLevel>))]
public enum EquipmentLevel
{
    /// <summary>Any work unit of this work center.</summary>
    WorkCenter = 1,

    /// <summary>This work unit and no other.</summary>
    WorkUnit,

    /// <summary>Any work unit that can stand in for this class of equipment.</summary>
    EquipmentClass,
}

/// <summary>How long the work itself takes.</summary>
/// <param name="PerQuantity">The quantity it is for, in the unit that the master makes; null: for a run of the master's size.</param>
public sealed record Duration(TimeSpan Time, decimal? PerQuantity = null);

/// <summary>How a bill line's quantity follows the order's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BillScaling>))]
public enum BillScaling
{
    Proportional = 1,

    /// <summary>The same for every run, however large.</summary>
    Fixed,
}

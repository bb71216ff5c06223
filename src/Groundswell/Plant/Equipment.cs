using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Whether a place or a device of the plant is known and in use.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InUse>))]
public enum InUse
{
    Unknown,
    Yes,
    Retired,
}

/// <summary>A part of a site (ISA-95 area): a hall, a department.</summary>
public sealed record Area(Id<Area> Id, InUse InUse) : IState<Area>
{
    public static string Kind => "area";

    public static Area Unknown { get; } = new(default, InUse.Unknown);

    public Area Evolve(Happened happened) => happened.Event switch
    {
        AreaAdded e => new Area(e.Area, InUse.Yes),
        AreaRetired => this with { InUse = InUse.Retired },
        _ => this,
    };
}

/// <summary>Where work is sent (ISA-95 work center): a line on people's tongues. Jobs are dispatched to it.</summary>
public sealed record WorkCenter(Id<WorkCenter> Id, InUse InUse, Id<Area> Area) : IState<WorkCenter>
{
    public static string Kind => "work-center";

    public static WorkCenter Unknown { get; } = new(default, InUse.Unknown, default);

    public WorkCenter Evolve(Happened happened) => happened.Event switch
    {
        WorkCenterAdded e => new WorkCenter(e.WorkCenter, InUse.Yes, e.Area),
        WorkCenterChanged e => this with { Area = e.Area },
        WorkCenterRetired => this with { InUse = InUse.Retired },
        _ => this,
    };
}

/// <summary>Where work is done (ISA-95 work unit): a machine, a vessel, a bench. Jobs start at it.</summary>
/// <param name="EquipmentClasses">What it can stand in for, where a master asks for a class of equipment.</param>
public sealed record WorkUnit(
    Id<WorkUnit> Id, InUse InUse, Id<WorkCenter> WorkCenter, IReadOnlyList<string> EquipmentClasses, string? OutOfServiceFor) : IState<WorkUnit>
{
    public static string Kind => "work-unit";

    public static WorkUnit Unknown { get; } = new(default, InUse.Unknown, default, [], null);

    /// <summary>Known, not retired, and not taken out of service.</summary>
    public bool InService => InUse == InUse.Yes && OutOfServiceFor is null;

    public WorkUnit Evolve(Happened happened) => happened.Event switch
    {
        WorkUnitAdded e => new WorkUnit(e.WorkUnit, InUse.Yes, e.WorkCenter, e.EquipmentClasses, null),
        WorkUnitChanged e => this with { WorkCenter = e.WorkCenter, EquipmentClasses = e.EquipmentClasses },
        WorkUnitTakenOutOfService e => this with { OutOfServiceFor = e.Reason },
        WorkUnitReturnedToService => this with { OutOfServiceFor = null },
        WorkUnitRetired => this with { InUse = InUse.Retired },
        _ => this,
    };
}

/// <summary>An enrolled device at which people badge in and work.</summary>
/// <param name="Clock">How far its device's clock is off; null while nobody has measured it.</param>
public sealed record Station(Id<Station> Id, InUse InUse, Id<WorkCenter> WorkCenter, Id<WorkUnit>? WorkUnit, DeviceClock? Clock = null) : IState<Station>
{
    public static string Kind => "station";

    /// <summary>The device that stands for it; null where none was ever set.</summary>
    public string? Device { get; init; }

    public static Station Unknown { get; } = new(default, InUse.Unknown, default, null);

    public Station Evolve(Happened happened) => happened.Event switch
    {
        StationEnrolled e => new Station(e.Station, InUse.Yes, e.WorkCenter, e.WorkUnit),
        StationMoved e => this with { WorkCenter = e.WorkCenter, WorkUnit = e.WorkUnit },
        StationDeviceSet e => this with { Device = e.Device },
        StationClockMeasured e => this with { Clock = new DeviceClock(e.Device, e.AheadMilliseconds) },
        StationWithdrawn => this with { InUse = InUse.Retired },
        _ => this,
    };
}

using Groundswell.Deciding;

namespace Groundswell.Plant;

/// <summary>Enroll a device at which people will badge in and work.</summary>
public sealed record EnrollStation(Id<Station> Station, string Name, Id<WorkCenter> WorkCenter, Id<WorkUnit>? WorkUnit = null) : SiteCommand
{
    public static Decision Decide(EnrollStation enroll, Station station, WorkCenter workCenter, WorkUnit? workUnit)
    {
        if (station.InUse != InUse.Unknown)
            return new AlreadyThere(Plant.Station.Kind, enroll.Station.Value);
        if (string.IsNullOrWhiteSpace(enroll.Name))
            return new NameMissing();

        return StationPlace.Refuses(enroll.WorkCenter, workCenter, enroll.WorkUnit, workUnit) is { } refusal
            ? refusal
            : new StationEnrolled(enroll.Station, enroll.Name.Trim(), enroll.WorkCenter, enroll.WorkUnit);
    }
}

/// <summary>Say that a station stands somewhere else.</summary>
public sealed record MoveStation(Id<Station> Station, Id<WorkCenter> WorkCenter, Id<WorkUnit>? WorkUnit = null) : SiteCommand
{
    public static Decision Decide(MoveStation move, Station station, WorkCenter workCenter, WorkUnit? workUnit)
    {
        if (station.InUse != InUse.Yes)
            return new NotInUse(Plant.Station.Kind, move.Station.Value);

        return StationPlace.Refuses(move.WorkCenter, workCenter, move.WorkUnit, workUnit) is { } refusal
            ? refusal
            : new StationMoved(move.Station, move.WorkCenter, move.WorkUnit);
    }
}

/// <summary>Take a station out of use: nothing more is accepted from it.</summary>
public sealed record WithdrawStation(Id<Station> Station, string Reason) : SiteCommand
{
    public static Decision Decide(WithdrawStation withdraw, Station station)
    {
        if (station.InUse != InUse.Yes)
            return new NotInUse(Plant.Station.Kind, withdraw.Station.Value);
        if (string.IsNullOrWhiteSpace(withdraw.Reason))
            return new PlantReasonMissing();

        return new StationWithdrawn(withdraw.Station, withdraw.Reason.Trim());
    }
}

/// <summary>Record that another device stands for a station from now on. Only the program asks for it, for who may enroll one.</summary>
/// <param name="Device">The directory's number of the device.</param>
public sealed record RecordStationDevice(Id<Station> Station, string Device) : SiteCommand
{
    public static Decision Decide(RecordStationDevice record, Station station) => station.InUse == InUse.Yes
        ? new StationDeviceSet(record.Station, record.Device, station.Device)
        : new NotInUse(Plant.Station.Kind, record.Station.Value);
}

/// <summary>Where a station may stand: at a work center in use, and at a work unit of that work center or at none.</summary>
internal static class StationPlace
{
    public static Refusal? Refuses(Id<WorkCenter> workCenterId, WorkCenter workCenter, Id<WorkUnit>? workUnitId, WorkUnit? workUnit)
    {
        if (workCenter.InUse != InUse.Yes)
            return new NotInUse(WorkCenter.Kind, workCenterId.Value);
        if (workUnitId is { } id && (workUnit is not { InUse: InUse.Yes } || workUnit.WorkCenter != workCenterId))
            return new WorkUnitElsewhere(id, workCenterId);
        return null;
    }
}

/// <summary>The work unit is not one of this work center's.</summary>
public sealed record WorkUnitElsewhere(Id<WorkUnit> WorkUnit, Id<WorkCenter> WorkCenter) : Refusal("station.work-unit-elsewhere")
{
    public override string Field => "workUnit";
}

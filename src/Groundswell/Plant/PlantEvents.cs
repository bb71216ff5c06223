using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Plant;

// The life of a site, in order. Recorded in the enterprise's log, because sites are what the enterprise shares.

/// <param name="OpensByChange">Nothing is commissioned there before its champions have launched its opening, or what ran before was entered. Not so in earlier records.</param>
[RecordedAs("site.opened")]
public sealed record SiteOpened(
    Id<Site> Site, string Name, string TimeZone, bool UnderGmp, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OpensByChange = false) : Event;

[RecordedAs("site.changed")]
public sealed record SiteChanged(Id<Site> Site, string Name, string TimeZone, bool UnderGmp, string Reason) : Event;

[RecordedAs("site.closed")]
public sealed record SiteClosed(Id<Site> Site, string Reason) : Event;

// Areas, work centers and work units: the site's ISA-95 equipment hierarchy, in the site's own log.

[RecordedAs("area.added")]
public sealed record AreaAdded(Id<Area> Area, string Name) : Event;

[RecordedAs("area.renamed")]
public sealed record AreaRenamed(Id<Area> Area, string Name) : Event;

[RecordedAs("area.retired")]
public sealed record AreaRetired(Id<Area> Area, string Reason) : Event;

[RecordedAs("work-center.added")]
public sealed record WorkCenterAdded(Id<WorkCenter> WorkCenter, string Name, Id<Area> Area) : Event;

[RecordedAs("work-center.changed")]
public sealed record WorkCenterChanged(Id<WorkCenter> WorkCenter, string Name, Id<Area> Area) : Event;

[RecordedAs("work-center.retired")]
public sealed record WorkCenterRetired(Id<WorkCenter> WorkCenter, string Reason) : Event;

[RecordedAs("work-unit.added")]
public sealed record WorkUnitAdded(Id<WorkUnit> WorkUnit, string Name, Id<WorkCenter> WorkCenter, IReadOnlyList<string> EquipmentClasses) : Event;

[RecordedAs("work-unit.changed")]
public sealed record WorkUnitChanged(Id<WorkUnit> WorkUnit, string Name, Id<WorkCenter> WorkCenter, IReadOnlyList<string> EquipmentClasses) : Event;

[RecordedAs("work-unit.taken-out-of-service")]
public sealed record WorkUnitTakenOutOfService(Id<WorkUnit> WorkUnit, string Reason) : Event;

[RecordedAs("work-unit.returned-to-service")]
public sealed record WorkUnitReturnedToService(Id<WorkUnit> WorkUnit) : Event;

[RecordedAs("work-unit.retired")]
public sealed record WorkUnitRetired(Id<WorkUnit> WorkUnit, string Reason) : Event;

// A shift calendar is always said whole: whoever changes it says how it is from then on.

[RecordedAs("shift-calendar.defined")]
public sealed record ShiftCalendarDefined(
    Id<ShiftCalendar> Calendar, IReadOnlyList<Shift> Shifts, IReadOnlyList<SpecialDay> SpecialDays) : Event;

// A station is an enrolled device at which people work: a valid source of entries (21 CFR 11.10(h)).

[RecordedAs("station.enrolled")]
public sealed record StationEnrolled(Id<Station> Station, string Name, Id<WorkCenter> WorkCenter, Id<WorkUnit>? WorkUnit = null) : Event;

[RecordedAs("station.moved")]
public sealed record StationMoved(Id<Station> Station, Id<WorkCenter> WorkCenter, Id<WorkUnit>? WorkUnit = null) : Event;

/// <summary>Another device stands for the station from now on; the one before stands for nothing any more.</summary>
/// <param name="Device">As the entries name it that come from it.</param>
[RecordedAs("station.device-set")]
public sealed record StationDeviceSet(Id<Station> Station, string Device, string? Before = null) : Event;

[RecordedAs("station.withdrawn")]
public sealed record StationWithdrawn(Id<Station> Station, string Reason) : Event;

using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;

namespace Groundswell.Plant;

/// <summary>Plant: where work is done. Sites with their clocks, areas, work centers, work units, shift calendars, enrolled stations.</summary>
public sealed class PlantRoom : IRoom
{
    private static readonly Rights Enterprise = Rights.Of(Role.MesLeader, Role.Administrator);
    private static readonly Rights Layout = Rights.Of(Role.Engineer, Role.SiteLead, Role.MesLeader, Role.Integration);
    private static readonly Rights Running = Rights.Of(Role.LineLead, Role.Supervisor, Role.Engineer, Role.SiteLead, Role.QualityReviewer);

    public string Name => "Plant";

    public JsonSerializerContext Json => PlantJson.Default;

    public IEnumerable<Type> Events =>
    [
        typeof(SiteOpened), typeof(SiteChanged), typeof(SiteClosed),
        typeof(AreaAdded), typeof(AreaRenamed), typeof(AreaRetired),
        typeof(WorkCenterAdded), typeof(WorkCenterChanged), typeof(WorkCenterRetired),
        typeof(WorkUnitAdded), typeof(WorkUnitChanged), typeof(WorkUnitTakenOutOfService), typeof(WorkUnitReturnedToService), typeof(WorkUnitRetired),
        typeof(ShiftCalendarDefined),
        typeof(StationEnrolled), typeof(StationMoved), typeof(StationDeviceSet), typeof(StationWithdrawn), typeof(StationClockMeasured),
    ];

    public void Acts(Acts acts)
    {
        var json = PlantJson.Default;
        acts.Add(() => json.OpenSite, "Open a site.", Enterprise, open => open.Site, OpenSite.Decide);
        acts.Add(() => json.ChangeSite, "Change a site's name, time zone or standing under GMP.", Enterprise, change => change.Site, ChangeSite.Decide);
        acts.Add(() => json.CloseSite, "Close a site.", Enterprise, close => close.Site, CloseSite.Decide);
        acts.Add(() => json.AddArea, "Add an area.", Layout, add => add.Area, AddArea.Decide);
        acts.Add(() => json.RenameArea, "Rename an area.", Layout, rename => rename.Area, RenameArea.Decide);
        acts.Add(() => json.RetireArea, "Take an area out of use.", Layout, retire => retire.Area, RetireArea.Decide);
        acts.Add(() => json.AddWorkCenter, "Add a work center.", Layout, async (add, read, _) =>
            AddWorkCenter.Decide(add, await read.Of(add.WorkCenter), await read.Of(add.Area)).On(add.WorkCenter));
        acts.Add(() => json.ChangeWorkCenter, "Rename a work center or move it to another area.", Layout, async (change, read, _) =>
            ChangeWorkCenter.Decide(change, await read.Of(change.WorkCenter), await read.Of(change.Area)).On(change.WorkCenter));
        acts.Add(() => json.RetireWorkCenter, "Take a work center out of use.", Layout, retire => retire.WorkCenter, RetireWorkCenter.Decide);
        acts.Add(() => json.AddWorkUnit, "Add a work unit.", Layout, async (add, read, _) =>
            AddWorkUnit.Decide(add, await read.Of(add.WorkUnit), await read.Of(add.WorkCenter)).On(add.WorkUnit));
        acts.Add(() => json.ChangeWorkUnit, "Rename or move a work unit, or say what it can stand in for.", Layout, async (change, read, _) =>
            ChangeWorkUnit.Decide(change, await read.Of(change.WorkUnit), await read.Of(change.WorkCenter)).On(change.WorkUnit));
        acts.Add(() => json.TakeWorkUnitOutOfService, "Take a work unit out of service.", Running, take => take.WorkUnit, TakeWorkUnitOutOfService.Decide);
        acts.Add(() => json.ReturnWorkUnitToService, "Return a work unit to service.", Running, give => give.WorkUnit, ReturnWorkUnitToService.Decide);
        acts.Add(() => json.RetireWorkUnit, "Take a work unit out of use.", Layout, retire => retire.WorkUnit, RetireWorkUnit.Decide);
        acts.Add(() => json.DefineShiftCalendar, "Say when people work.", Layout, define => define.Calendar, DefineShiftCalendar.Decide);
        acts.Add(() => json.EnrollStation, "Enroll a station.", Rights.Of(Role.Administrator, Role.Engineer), async (enroll, read, _) =>
            EnrollStation.Decide(
                enroll, await read.Of(enroll.Station), await read.Of(enroll.WorkCenter),
                enroll.WorkUnit is { } unit ? await read.Of(unit) : null).On(enroll.Station));
        acts.Add(() => json.MoveStation, "Say where a station stands.", Rights.Of(Role.Administrator, Role.Engineer), async (move, read, _) =>
            MoveStation.Decide(
                move, await read.Of(move.Station), await read.Of(move.WorkCenter),
                move.WorkUnit is { } unit ? await read.Of(unit) : null).On(move.Station));
        acts.Add(() => json.WithdrawStation, "Accept nothing more from a station.", Rights.Of(Role.Administrator, Role.Engineer),
            withdraw => withdraw.Station, WithdrawStation.Decide);
        acts.Add(() => json.RecordStationDevice, "Record that another device stands for a station.", Rights.OfProgram, record => record.Station, RecordStationDevice.Decide);
        acts.Add(() => json.RecordDeviceClock, "Record how far a device's clock is off.", Rights.OfProgram, record => record.Station, RecordDeviceClock.Decide);
    }

    public void Views(Projections views) => views.Add(new PlantTree());

    public void Queries(Queries queries)
    {
        queries.Add("/sites", "All sites.", Rights.Everyone, PlantTree.AllSites);
        queries.Add("/sites/{site}/plant", "A site's areas, work centers, work units and stations.", Rights.Everyone, PlantTree.Places);
    }

    public void Pages(IEndpointRouteBuilder pages) => PlantPages.Map(pages);
}

using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Plant;

/// <summary>The desk's pages of a plant, and what is done on them.</summary>
internal static class PlantPages
{
    private const string Group = "nav.plant";

    private static readonly Rights Seeing = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Planner, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead, Role.MesLeader, Role.Administrator);

    private static readonly Rights Enrolling = Rights.Of(Role.Administrator, Role.Engineer);
    private static readonly Rights Enterprise = Rights.Of(Role.MesLeader, Role.Administrator);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/plant", PlantPage.Show).OpenTo(Seeing).WithMetadata(new InNavigation(Group, 70, Group));
        pages.MapGet("/sites/{site}/plant/{kind}/{place}", (string kind, string place, [AsParameters] PlacePageReading page) => page.Show(kind, place)).OpenTo(Seeing);
        pages.MapGet("/sites/{site}/stations", StationsPage.Show).OpenTo(Enrolling).WithMetadata(new InNavigation("nav.stations", 71, Group));
        pages.MapGet("/sites/{site}/calendar", CalendarPage.Show).OpenTo(Seeing).WithMetadata(new InNavigation("nav.calendar", 72, Group));
        pages.MapPost("/sites/{site}/calendar", CalendarPage.Submit).OpenTo(Seeing);
        pages.MapGet("/sites", SitesPage.Show).For(Enterprise).WithMetadata(new InNavigation("nav.sites", 73, Group));
        pages.MapPost("/sites", SitesPage.Open).For(Enterprise);
        pages.MapPost("/sites/{site}/change", SitesPage.Change).For(Enterprise);
        pages.MapPost("/sites/{site}/close", SitesPage.Close).For(Enterprise);

        // Who may do it the door says, which knows each act's rights.
        pages.MapPost("/sites/{site}/plant/areas", AddArea).OpenTo(Seeing);
        pages.MapPost("/sites/{site}/plant/work-centers", AddWorkCenter).OpenTo(Seeing);
        pages.MapPost("/sites/{site}/plant/work-units", AddWorkUnit).OpenTo(Seeing);
        pages.MapPost("/sites/{site}/stations", Enroll).OpenTo(Enrolling);
        var place = pages.MapGroup("/sites/{site}/plant/{kind}/{place}");
        place.MapPost("/change", Change).OpenTo(Seeing);
        place.MapPost("/retire", Retire).OpenTo(Seeing);
        place.MapPost("/out-of-service", (string site, string kind, string place, [FromForm] Guid id, [FromForm] string reason, [AsParameters] PlacePageReading page) =>
            page.Do(site, kind, place, new TakeWorkUnitOutOfService(new(place), reason) { Id = id, Site = site })).OpenTo(Seeing);
        place.MapPost("/in-service", (string site, string kind, string place, [FromForm] Guid id, [AsParameters] PlacePageReading page) =>
            page.Do(site, kind, place, new ReturnWorkUnitToService(new(place)) { Id = id, Site = site })).OpenTo(Seeing);
        place.MapPost("/code", IssueCode).OpenTo(Enrolling);
    }

    private static async Task<IResult> AddArea(
        string site, [FromForm] Guid id, [FromForm] string area, [FromForm] string name, [AsParameters] PlacePageReading page) =>
        await page.Forms.Take(new AddArea(new(area.Trim()), name) { Id = id, Site = site }, page.Http) ? Page.GoTo($"/sites/{site}/plant") : await PlantPage.Show(page);

    private static async Task<IResult> AddWorkCenter(
        string site, [FromForm] Guid id, [FromForm] string workCenter, [FromForm] string name, [FromForm] string area, [AsParameters] PlacePageReading page) =>
        await page.Forms.Take(new AddWorkCenter(new(workCenter.Trim()), name, new(area)) { Id = id, Site = site }, page.Http)
            ? Page.GoTo($"/sites/{site}/plant")
            : await PlantPage.Show(page);

    private static async Task<IResult> AddWorkUnit(
        string site, [FromForm] Guid id, [FromForm] string workUnit, [FromForm] string name, [FromForm] string workCenter, [FromForm] string? equipmentClasses,
        [AsParameters] PlacePageReading page) =>
        await page.Forms.Take(new AddWorkUnit(new(workUnit.Trim()), name, new(workCenter), ClassesIn(equipmentClasses)) { Id = id, Site = site }, page.Http)
            ? Page.GoTo($"/sites/{site}/plant")
            : await PlantPage.Show(page);

    private static async Task<IResult> Enroll(
        string site, [FromForm] Guid id, [FromForm] string station, [FromForm] string name, [FromForm] string workCenter, [FromForm] string? workUnit,
        [AsParameters] PlacePageReading page) =>
        await page.Forms.Take(new EnrollStation(new(station.Trim()), name, new(workCenter), UnitIn(workUnit)) { Id = id, Site = site }, page.Http)
            ? Page.GoTo(PlacePageReading.PathOf(site, Station.Kind, station.Trim()))
            : await StationsPage.Show(page);

    private static Task<IResult> Change(
        string site, string kind, string place, [FromForm] Guid id, [FromForm] string? name, [FromForm] string? area, [FromForm] string? workCenter, [FromForm] string? workUnit,
        [FromForm] string? equipmentClasses, [AsParameters] PlacePageReading page)
    {
        SiteCommand? change =
            kind == Area.Kind ? new RenameArea(new(place), name ?? "")
            : kind == WorkCenter.Kind ? new ChangeWorkCenter(new(place), name ?? "", new(area ?? ""))
            : kind == WorkUnit.Kind ? new ChangeWorkUnit(new(place), name ?? "", new(workCenter ?? ""), ClassesIn(equipmentClasses))
            : kind == Station.Kind ? new MoveStation(new(place), new(workCenter ?? ""), UnitIn(workUnit))
            : null;
        return change is null ? Task.FromResult(Page.NothingHere()) : page.Do(site, kind, place, change with { Id = id, Site = site });
    }

    private static Task<IResult> Retire(
        string site, string kind, string place, [FromForm] Guid id, [FromForm] string reason, [AsParameters] PlacePageReading page)
    {
        SiteCommand? retire =
            kind == Area.Kind ? new RetireArea(new(place), reason)
            : kind == WorkCenter.Kind ? new RetireWorkCenter(new(place), reason)
            : kind == WorkUnit.Kind ? new RetireWorkUnit(new(place), reason)
            : kind == Station.Kind ? new WithdrawStation(new(place), reason)
            : null;
        return retire is null ? Task.FromResult(Page.NothingHere()) : page.Do(site, kind, place, retire with { Id = id, Site = site });
    }

    /// <summary>The answer shows the code: it is told once, and is in no address.</summary>
    private static async Task<IResult> IssueCode(string site, string kind, string place, [AsParameters] PlacePageReading page)
    {
        if (kind != Station.Kind || page.Viewer.Site is not { } at)
            return Page.NothingHere();
        var (code, expires, refusal) = await page.Codes.Issue(at.Code, place, page.Http.Caller()!, page.Http.RequestAborted);
        if (refusal is null)
            return await page.Show(kind, place, (code!, expires));
        page.Forms.Refuse(refusal, page.Http);
        return await page.Show(kind, place);
    }

    private static Id<WorkUnit>? UnitIn(string? entered) => string.IsNullOrWhiteSpace(entered) ? null : new Id<WorkUnit>(entered.Trim());

    private static string[] ClassesIn(string? entered) =>
        (entered ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Plant;

/// <summary>A place, or a station, as its page shows it.</summary>
/// <param name="Above">What it belongs to, the nearest first.</param>
/// <param name="Choices">Where it could be moved to.</param>
/// <param name="Device">The device that stands for a station; null where none does, or it is no station.</param>
/// <param name="Issued">A code that was just made for a station: it is shown this once.</param>
public sealed record PlaceShown(
    PlaceRow Place, IReadOnlyList<PlaceRow> Above, IReadOnlyList<PlaceRow> Below, IReadOnlyList<(string Value, string Text)> Choices,
    IReadOnlyList<(string Value, string Text)> Units, DeviceShown? Device, (string Code, DateTimeOffset ExpiresAt)? Issued, ActsOffered Acts);

/// <param name="BadgedIn">How many people are badged in at it.</param>
public sealed record DeviceShown(DateTimeOffset Since, TimeSpan? Ahead, int BadgedIn);

/// <summary>Reads the pages of a plant, and answers their forms. A route's handler takes it by AsParameters.</summary>
/// <remarks>That they are services is said of each: where no form comes with a request, the code written at build would else expect JSON.</remarks>
public sealed record PlacePageReading(
    [FromServices] ViewsDb Views, [FromServices] States States, [FromServices] Door Door, [FromServices] FormDoor Forms, [FromServices] StationDevices Devices,
    [FromServices] StationCodes Codes, [FromServices] Sessions Sessions, [FromServices] Viewer Viewer, HttpContext Http)
{
    private const string Some = ActsOffered.Some;

    /// <summary>As <see cref="WorkCenter.Kind"/> and the others say it, for a switch.</summary>
    private const string WorkCenterKind = "work-center", WorkUnitKind = "work-unit", StationKind = "station";

    /// <summary>Does what a form of a place's page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string site, string kind, string place, SiteCommand command) =>
        await Forms.Take(command, Http) ? Page.GoTo(PathOf(site, kind, place)) : await Show(kind, place);

    public static string PathOf(string site, string kind, string place) => $"/sites/{site}/plant/{kind}/{Uri.EscapeDataString(place)}";

    public async Task<IResult> Show(string kind, string place, (string, DateTimeOffset)? issued = null)
    {
        var stop = Http.RequestAborted;
        if (Viewer.Site is not { } site
            || await Views.Set<PlaceRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site.Code && row.Kind == kind && row.Id == place, stop) is not { } row)
            return Page.NothingHere();
        var all = await Views.Set<PlaceRow>().AsNoTracking().Where(other => other.Site == site.Code && other.Status != nameof(InUse.Retired)).OrderBy(other => other.Name).ToListAsync(stop);
        var above = new List<PlaceRow>();
        for (var up = Parent(row, all); up is not null && above.Count < 4; up = Parent(up, all))
            above.Add(up);
        var parents = kind == WorkCenter.Kind ? Area.Kind : WorkCenter.Kind;
        return Page.Of<PlacePage>(new
        {
            Shown = new PlaceShown(
                row, above, [.. all.Where(other => other.Parent == row.Id && (other.Kind == Station.Kind || Parent(other, all) == row))], Named(all, parents), Named(all, WorkUnit.Kind),
                kind == Station.Kind ? await DeviceOf(site.Code, place, stop) : null, issued, await ActsOn(site.Code, row)),
        });
    }

    /// <summary>What may be added to a plant. Where it goes is what the form asks for.</summary>
    public Task<ActsOffered> ActsOnPlant(string site) => ActsOffered.Ask(
        Door, Http.Caller()!, why => why is NotInUse or AlreadyThere, Http.RequestAborted,
        new AddArea(new(Some), Some) { Site = site }, new AddWorkCenter(new(Some), Some, new(Some)) { Site = site }, new AddWorkUnit(new(Some), Some, new(Some)) { Site = site },
        new EnrollStation(new(Some), Some, new(Some)) { Site = site });

    public async Task<DeviceShown?> DeviceOf(string site, string station, CancellationToken stop)
    {
        if (await Devices.Of(site, station, stop) is not { } device)
            return null;
        var state = await new Reading(States, Logs.OfSite(site), stop).Of(new Id<Station>(station));
        var ahead = state.Clock is { } clock && clock.Device == device.Id ? TimeSpan.FromMilliseconds(clock.AheadMilliseconds) : (TimeSpan?)null;
        return new DeviceShown(device.Since, ahead, (await Sessions.OpenOnes(null, device.Id, stop)).Count(session => session.Kind == SessionKind.Badge));
    }

    /// <summary>A station stands at a work unit or at a work center; all else has one kind of place above it.</summary>
    private static PlaceRow? Parent(PlaceRow row, List<PlaceRow> all) => row.Kind switch
    {
        WorkCenterKind => all.Find(other => other.Kind == Area.Kind && other.Id == row.Parent),
        WorkUnitKind => all.Find(other => other.Kind == WorkCenter.Kind && other.Id == row.Parent),
        StationKind => all.Find(other => other.Kind == WorkUnit.Kind && other.Id == row.Parent) ?? all.Find(other => other.Kind == WorkCenter.Kind && other.Id == row.Parent),
        _ => null,
    };

    private static IReadOnlyList<(string Value, string Text)> Named(List<PlaceRow> all, string kind) => [.. all.Where(row => row.Kind == kind).Select(row => (row.Id, row.Name))];

    private Task<ActsOffered> ActsOn(string site, PlaceRow row)
    {
        var parent = row.Parent ?? Some;
        SiteCommand[] acts = row.Kind switch
        {
            WorkCenterKind => [new ChangeWorkCenter(new(row.Id), row.Name, new(parent)), new RetireWorkCenter(new(row.Id), Some)],
            WorkUnitKind =>
            [
                new ChangeWorkUnit(new(row.Id), row.Name, new(parent)), new TakeWorkUnitOutOfService(new(row.Id), Some), new ReturnWorkUnitToService(new(row.Id)),
                new RetireWorkUnit(new(row.Id), Some),
            ],
            StationKind => [new MoveStation(new(row.Id), new(parent)), new WithdrawStation(new(row.Id), Some)],
            _ => [new RenameArea(new(row.Id), row.Name), new RetireArea(new(row.Id), Some)],
        };
        // Where it is moved to is what the form asks for; that it is out of use itself is not.
        return ActsOffered.Ask(
            Door, Http.Caller()!, why => why is NotInUse { Id: var id } && id != row.Id, Http.RequestAborted, acts.Select(act => act with { Site = site }));
    }
}

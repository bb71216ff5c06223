using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.Masters.Versions;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.AtSites;

/// <summary>A master as one site uses it.</summary>
/// <param name="Given">Every version that the site was ever given, the latest first.</param>
/// <param name="Approved">The versions that could be used, the newest first.</param>
public sealed record SiteMasterShown(
    WorkMasterRow Master, AtSite At, IReadOnlyList<SiteVersionRow> Given, IReadOnlyList<VersionSummary> Approved, IReadOnlyList<PlaceRow> Centers, ActsOffered Acts);

/// <summary>Reads that page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record SiteMasterReading(ViewsDb Views, States States, Door Door, FormDoor Forms, Viewer Viewer, TimeProvider Time, HttpContext Http)
{
    private CancellationToken Stop => Http.RequestAborted;

    public async Task<IResult> Do(string site, string master, SiteCommand command) =>
        await Forms.Take(command, Http) ? Page.GoTo(MasterPaths.AtSite(site, master)) : await Show(master);

    public async Task<IResult> Show(string master) =>
        Viewer.Site is { } site && await Read(site.Code, master) is { } shown ? Page.Of<SiteMasterPage>(new { Shown = shown }) : Page.NothingHere();

    private async Task<SiteMasterShown?> Read(string site, string master)
    {
        if (await Views.Set<WorkMasterRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == master, Stop) is not { } found)
            return null;
        var id = new Id<WorkMaster>(master);
        var approved = (await MasterQueries.VersionsOf(master, Views, Stop)).FindAll(version => version.Status == VersionStatus.Approved && (version.Site is null || version.Site == site));
        approved.Reverse();
        var at = await RunningVersions.At(site, id, States, Time, Stop);
        var given = await Views.Set<SiteVersionRow>().AsNoTracking().Where(row => row.Site == site && row.WorkMaster == master)
            .OrderByDescending(row => row.Position).ThenBy(row => row.WorkCenter).ToListAsync(Stop);
        var centers = await Views.Set<PlaceRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Kind == WorkCenter.Kind && row.Status != nameof(InUse.Retired)).OrderBy(row => row.Name).ToListAsync(Stop);
        var newest = approved is [var first, ..] ? new Id<WorkMasterVersion>(first.Version) : id.Version(1);
        var acts = await ActsOffered.Ask(Door, Http.Caller()!, null, Stop, new SiteCommand[]
        {
            new AskForCommissioning(id, newest) { Site = site }, new CommissionVersion(id, at.Asked?.Version ?? newest) { Site = site },
            new DeclineCommissioning(id, ActsOffered.Some) { Site = site }, new WithdrawCommissioning(id, ActsOffered.Some) { Site = site },
            new RecordBaseline(id, [new BaselineVersion(newest)], ActsOffered.Some) { Site = site },
        });
        return new SiteMasterShown(found, at, given, approved, centers, acts);
    }
}

using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.Versions;

/// <summary>One master as its page shows it, and what the one who looks may do with it.</summary>
/// <param name="Makes">What the material is called.</param>
/// <param name="Sections">What other rooms show here.</param>
public sealed record MasterShown(
    WorkMasterRow Master, string Makes, IReadOnlyList<VersionSummary> Versions, IReadOnlyList<(SiteChoice Site, AtSite At)> Sites,
    IReadOnlyList<MasterHistoryRow> History, ActsOffered Acts, IReadOnlyDictionary<string, string> People, IReadOnlyList<RenderFragment> Sections)
{
    public string NameOf(string person) => People.GetValueOrDefault(person) ?? person;

    /// <summary>Where a version runs now, as the versions' table tells it.</summary>
    public IEnumerable<string> Where(string version) =>
        Sites.Where(site => site.At.Running.Any(running => running.Version.Value == version)).Select(site => site.Site.Code);
}

/// <summary>Reads a master's page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record MasterReading(ViewsDb Views, States States, Door Door, FormDoor Forms, Names Names, Viewer Viewer, TimeProvider Time, HttpContext Http)
{
    private const int LatestLines = 30;

    private CancellationToken Stop => Http.RequestAborted;

    public async Task<IResult> Show(string master) => await Read(master) is { } shown ? Page.Of<MasterPage>(new { Shown = shown }) : Page.NothingHere();

    private async Task<MasterShown?> Read(string master)
    {
        if (await Views.Set<WorkMasterRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == master, Stop) is not { } found)
            return null;
        var id = new Id<WorkMaster>(master);
        var versions = await MasterQueries.VersionsOf(master, Views, Stop);
        var sites = new List<(SiteChoice, AtSite)>();
        foreach (var site in Viewer.Sites)
            sites.Add((site, await RunningVersions.At(site.Code, id, States, Time, Stop)));
        var history = await Views.Set<MasterHistoryRow>().AsNoTracking().Where(row => row.WorkMaster == master).OrderByDescending(row => row.Position)
            .Take(LatestLines).ToListAsync(Stop);
        var makes = await Views.Set<MaterialRow>().AsNoTracking().Where(row => row.Id == found.Material).Select(row => row.Name).FirstOrDefaultAsync(Stop);
        var acts = await ActsOffered.Ask(Door, Http.Caller()!, null, Stop, new OpenDraft(id), new ChangeWorkMaster(id, found.Name + ActsOffered.Some));
        var sections = new List<RenderFragment>();
        foreach (var room in Rooms.All.OfType<IShowsOnMaster>())
        {
            if (await room.Section(id, Http) is { } section)
                sections.Add(section);
        }

        return new MasterShown(
            found, makes ?? found.Material, versions, sites, history, acts, await Names.Of(history.Select(line => line.Person), Stop), sections);
    }
}

using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Openings;

/// <summary>A site that does not work by the record yet, and what it could begin with.</summary>
/// <param name="Versions">The newest approved version of each master, the site's own variant before the core, with its name.</param>
public sealed record SiteToOpen(string Code, string Name, IReadOnlyList<(string Value, string Text)> Versions)
{
    private const int Most = 2_000;

    /// <summary>Those for which whoever looks can begin a change, and nobody has begun their opening.</summary>
    internal static async Task<IReadOnlyList<SiteToOpen>> All(ViewsDb views, States states, Viewer viewer, CancellationToken stop)
    {
        if (viewer.Caller is not { } caller)
            return [];
        var begun = await views.Set<ChangeRow>().AsNoTracking().Where(row => row.OpensSite && row.Status == ChangeStatus.Open).Select(row => row.Origin).ToListAsync(stop);
        var found = new List<SiteToOpen>();
        foreach (var site in viewer.Sites.Where(site => StoryActs.Shaping.Allow(caller.Grants, site.Code) && !begun.Contains(site.Code)))
        {
            var read = new Reading(states, Logs.OfSite(site.Code), stop);
            if (!(await read.Of(SiteAtWork.OfSite)).IsAtWork(await read.Shared(new Id<Site>(site.Code))))
                found.Add(new SiteToOpen(site.Code, site.Name, await ToBeginWith(site.Code, views, stop)));
        }

        return found;
    }

    internal static async Task<IReadOnlyList<(string Value, string Text)>> ToBeginWith(string site, ViewsDb views, CancellationToken stop)
    {
        var approved = await (
            from version in views.Set<WorkMasterVersionRow>().AsNoTracking()
            join master in views.Set<WorkMasterRow>().AsNoTracking() on version.WorkMaster equals master.Id
            where version.Status == VersionStatus.Approved && (version.Site == null || version.Site == site)
            orderby master.Name, version.WorkMaster
            select new { version.Version, version.WorkMaster, version.Number, version.Site, master.Name }).Take(Most).ToListAsync(stop);
        return
        [
            .. approved.GroupBy(version => version.WorkMaster)
                .Select(master => master.OrderBy(version => version.Site is null).ThenByDescending(version => version.Number).First())
                .Select(version => (version.Version, $"{version.Name} ({version.Version})")),
        ];
    }
}

using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.Listing;

/// <summary>A version as the list tells it.</summary>
public sealed record VersionBrief(string WorkMaster, int Number, VersionStatus Status);

/// <summary>One master in the list.</summary>
/// <param name="Versions">By number.</param>
/// <param name="Running">At the sites that whoever looks may look at.</param>
public sealed record MasterListed(WorkMasterRow Master, string Makes, IReadOnlyList<VersionBrief> Versions, IReadOnlyList<SiteVersionRow> Running);

/// <summary>How much waits for somebody, and the first of it.</summary>
public sealed record Attention(MasterShow Show, int Count, IReadOnlyList<(string Master, string Name)> First);

/// <summary>A page of the list, and above it what needs attention.</summary>
/// <param name="Count">Of all masters that the filter lets through.</param>
/// <param name="Any">Whether there is any master at all.</param>
public sealed record MasterListing(
    MasterFilter Filter, IReadOnlyList<MasterListed> Masters, int Count, bool Any, IReadOnlyList<string> Classes, IReadOnlyList<Attention> Attention)
{
    public const int PageSize = 100;

    private const int FirstNamed = 3;

    /// <param name="sites">The sites that whoever looks may look at.</param>
    public static async Task<MasterListing> Of(
        MasterFilter filter, IReadOnlyList<SiteChoice> sites, ViewsDb views, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var codes = sites.Select(site => site.Code).ToList();
        var all = views.Set<WorkMasterRow>().AsNoTracking();
        var masters = Shown(filter.Show, all, codes, views, now);
        if (filter.Find?.Trim() is { Length: > 0 } find)
        {
            var made = views.Set<MaterialRow>().Where(material => material.Name.Contains(find)).Select(material => material.Id);
            masters = masters.Where(row => row.Name.Contains(find) || row.Id.Contains(find) || made.Contains(row.Material));
        }

        if (filter.Class is { Length: > 0 } @class)
            masters = masters.Where(row => row.Class == @class);
        var sorted = filter.Sort switch
        {
            MasterSort.Number => masters.OrderBy(row => row.Id),
            MasterSort.Newest => masters.OrderByDescending(row => row.Since).ThenBy(row => row.Id),
            _ => masters.OrderBy(row => row.Name).ThenBy(row => row.Id),
        };
        var shown = await sorted.Skip((filter.Page - 1) * PageSize).Take(PageSize).ToListAsync(stop);
        var attention = new List<Attention>();
        foreach (var show in new[] { MasterShow.InReview, MasterShow.ToCommission, MasterShow.NowhereRunning, MasterShow.RetiredRunning })
        {
            var asking = Shown(show, all, codes, views, now);
            if (await asking.CountAsync(stop) is var count and > 0)
            {
                var first = await asking.OrderBy(row => row.Name).ThenBy(row => row.Id).Take(FirstNamed).Select(row => new { row.Id, row.Name }).ToListAsync(stop);
                attention.Add(new Attention(show, count, first.ConvertAll(row => (row.Id, row.Name))));
            }
        }

        return new MasterListing(
            filter, await Told(shown, codes, views, now, stop), await masters.CountAsync(stop), await all.AnyAsync(stop),
            await all.Where(row => row.Class != null).Select(row => row.Class!).Distinct().OrderBy(one => one).ToListAsync(stop), attention);
    }

    private static IQueryable<WorkMasterRow> Shown(
        MasterShow show, IQueryable<WorkMasterRow> masters, List<string> sites, ViewsDb views, DateTimeOffset now)
    {
        var versions = views.Set<WorkMasterVersionRow>();
        var anywhere = RunningVersions.In(views, now);
        var running = anywhere.Where(given => sites.Contains(given.Site));
        return show switch
        {
            MasterShow.InReview => Having(versions.Where(version => version.Status == VersionStatus.InReview)),
            MasterShow.Drafts => Having(versions.Where(version => version.Status == VersionStatus.Draft)),
            MasterShow.ToCommission => masters.Where(row => views.Set<AskedCommissioningRow>().Any(asked => asked.WorkMaster == row.Id && sites.Contains(asked.Site))),
            MasterShow.NowhereRunning => Having(versions.Where(version =>
                version.Status == VersionStatus.Approved
                && !versions.Any(newer => newer.WorkMaster == version.WorkMaster && newer.Number > version.Number && newer.Status == VersionStatus.Approved)
                && !anywhere.Any(given => given.Version == version.Version))),
            MasterShow.RetiredRunning => masters.Where(row => running.Any(given =>
                given.WorkMaster == row.Id && versions.Any(version => version.Version == given.Version && version.Status == VersionStatus.Retired))),
            MasterShow.Running => masters.Where(row => running.Any(given => given.WorkMaster == row.Id)),
            _ => masters,
        };

        IQueryable<WorkMasterRow> Having(IQueryable<WorkMasterVersionRow> some)
        {
            var ids = some.Select(version => version.WorkMaster);
            return masters.Where(row => ids.Contains(row.Id));
        }
    }

    private static async Task<List<MasterListed>> Told(
        List<WorkMasterRow> masters, List<string> sites, ViewsDb views, DateTimeOffset now, CancellationToken stop)
    {
        var ids = masters.ConvertAll(master => master.Id);
        var materials = masters.Select(master => master.Material).Distinct().ToList();
        var called = await views.Set<MaterialRow>().AsNoTracking().Where(row => materials.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        var versions = (await views.Set<WorkMasterVersionRow>().AsNoTracking().Where(row => ids.Contains(row.WorkMaster)).OrderBy(row => row.Number)
            .Select(row => new VersionBrief(row.WorkMaster, row.Number, row.Status)).ToListAsync(stop)).ToLookup(version => version.WorkMaster);
        var running = (await RunningVersions.In(views, now).AsNoTracking().Where(given => ids.Contains(given.WorkMaster) && sites.Contains(given.Site))
            .OrderBy(given => given.Site).ThenBy(given => given.WorkCenter).ToListAsync(stop)).ToLookup(given => given.WorkMaster);
        return masters.ConvertAll(master => new MasterListed(
            master, called.GetValueOrDefault(master.Material) ?? master.Material, [.. versions[master.Id]], [.. running[master.Id]]));
    }
}

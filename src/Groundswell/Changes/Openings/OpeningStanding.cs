using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Openings;

/// <summary>How far openings have come. No pilot group accepts one, so the change as a whole stays as it was begun; it is the site that it opens which goes on.</summary>
internal static class OpeningStanding
{
    /// <summary>Of those of the changes that open a site: how each stands there.</summary>
    public static async Task<IReadOnlyDictionary<string, SiteChangeStatus>> Of(ViewsDb views, IEnumerable<ChangeRow> changes, CancellationToken stop)
    {
        var openings = changes.Where(row => row.OpensSite).ToDictionary(row => row.Change, row => row.Origin);
        if (openings.Count == 0)
            return new Dictionary<string, SiteChangeStatus>();
        var ids = openings.Keys.ToList();
        return (await views.Set<SiteChangeRow>().AsNoTracking().Where(row => ids.Contains(row.Change)).Select(row => new { row.Change, row.Site, row.Status }).ToListAsync(stop))
            .Where(row => row.Site == openings[row.Change]).ToDictionary(row => row.Change, row => row.Status);
    }

    /// <param name="opened">How it stands at the site that it opens; null where it opens none, or has not been brought in.</param>
    public static string Say(this Words words, ChangeStatus status, SiteChangeStatus? opened) => (status, opened) switch
    {
        (ChangeStatus.Open, SiteChangeStatus.Launched) => words["opening.launched"],
        (ChangeStatus.Open, { } at and not SiteChangeStatus.BroughtIn) => words.Of(at),
        _ => words.Of(status),
    };
}

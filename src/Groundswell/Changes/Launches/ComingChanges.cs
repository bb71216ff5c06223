using Groundswell.Changes.Stories;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Showing;
using Groundswell.Work.Boards;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>What comes to a site's lines, on its board before it is there: launches that a champion has asked for, and those that begin with a later shift.</summary>
public sealed class ComingChanges(ViewsDb views, Words words, TimeProvider time) : IBoardNotices
{
    private const int Most = 3;

    public async ValueTask<IReadOnlyList<BoardNotice>> At(string site, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var asked = await views.Set<SiteChangeRow>().AsNoTracking().Where(row => row.Site == site && row.Status == SiteChangeStatus.Asked)
            .OrderBy(row => row.Since).Take(Most).ToListAsync(stop);
        var given = await views.Set<SiteVersionRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Source == VersionSource.Launch && row.Change != null && row.WorkCenters != null && row.WithdrawnAt == null && row.FromShiftDate > today)
            .OrderBy(row => row.FromShiftDate).Take(Most).ToListAsync(stop);
        if (asked.Count + given.Count == 0)
            return [];
        var changes = asked.Select(row => row.Change).Concat(given.Select(row => row.Change!)).Distinct().ToList();
        var titles = await views.Set<ChangeRow>().AsNoTracking().Where(row => changes.Contains(row.Change)).ToDictionaryAsync(row => row.Change, row => row.Title, stop);
        var centers = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site && row.Kind == WorkCenter.Kind).ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        return
        [
            .. given.Select(row => Notice(
                row.Change!, words.Say("coming.at", ("lines", Lines(row.WorkCenters!)), ("date", words.Date(row.FromShiftDate!.Value))), row.BeginsAt ?? now)),
            .. asked.Select(row => Notice(row.Change, words["coming.asked"], row.Since)),
        ];

        BoardNotice Notice(string change, string text, DateTimeOffset since) => new(
            "swell", titles.GetValueOrDefault(change) ?? change, text, now - since, false, SiteChangeReading.PathOf(site, change));

        string Lines(string ids) => string.Join(", ", ids.Split(", ").Select(id => centers.GetValueOrDefault(id) ?? id));
    }
}

using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Projecting;
using Groundswell.Showing;
using Groundswell.Work.Boards;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>What stands still of a site's changes, on its board: pilots and launches that a rule, a guard or somebody has paused, and what nobody covers any more.</summary>
public sealed class ChangeNotices(ViewsDb views, Words words, TimeProvider time) : IBoardNotices
{
    private const int Most = 3;

    /// <summary>So long it is asked for what no figure tells.</summary>
    private static readonly TimeSpan AskedFor = TimeSpan.FromDays(14);

    public async ValueTask<IReadOnlyList<BoardNotice>> At(string site, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var lately = now - AskedFor;
        var pilots = await views.Set<PilotRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Status == PilotStatus.Paused).OrderByDescending(row => row.Since).Take(Most).ToListAsync(stop);
        var launches = await views.Set<SiteChangeRow>().AsNoTracking()
            .Where(row => row.Site == site && (row.Status == SiteChangeStatus.Paused || (row.Status == SiteChangeStatus.Launched && (row.GraceUntil != null || row.UseFallen == true || (row.UseShare == null && row.UseLookedAt > lately)))))
            .OrderByDescending(row => row.Since).Take(Most).ToListAsync(stop);
        var changes = pilots.Select(row => row.Change).Concat(launches.Select(row => row.Change)).Distinct().ToList();
        var titles = await views.Set<ChangeRow>().AsNoTracking().Where(row => changes.Contains(row.Change)).ToDictionaryAsync(row => row.Change, row => row.Title, stop);
        return
        [
            .. pilots.Select(row => Of(row.Rule is null ? "change-notice.pilot-paused" : "change-notice.pilot-stopped", row.Change, row.Why, row.Since)),
            .. launches.Select(row => Of(KeyOf(row), row.Change, row.Status == SiteChangeStatus.Paused ? row.Why : null, row.UseLookedAt ?? row.Since)),
        ];

        BoardNotice Of(string key, string change, string? why, DateTimeOffset since) => new(
            "voice", words.Say(key, ("change", titles.GetValueOrDefault(change) ?? change)), why ?? "", now - since, false, $"/changes/{Uri.EscapeDataString(change)}");
    }

    private static string KeyOf(SiteChangeRow row) => row switch
    {
        { Status: SiteChangeStatus.Paused, Guard: not null } => "change-notice.launch-stopped",
        { Status: SiteChangeStatus.Paused } => "change-notice.launch-paused",
        { GraceUntil: not null } => "change-notice.grace",
        { UseFallen: true } => "change-notice.use-fallen",
        _ => "change-notice.use-not-told",
    };
}

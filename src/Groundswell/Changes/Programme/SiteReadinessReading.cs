using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Influence.Spread;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Programme;

/// <summary>Answers the room Influence how ready each site is for a change: what the gate itself says.</summary>
public sealed class SiteReadinessReading(ViewsDb views, States states, TimeProvider time) : ISiteReadiness
{
    private const int Most = 100;

    public async Task<IReadOnlyList<ChangeToBegin>> Changes(CancellationToken stop) =>
        await views.Set<ChangeRow>().AsNoTracking().Where(row => row.Status != ChangeStatus.GivenUp).OrderByDescending(row => row.OpenedAt).Take(Most)
            .Select(row => new ChangeToBegin(row.Change, row.Title)).ToListAsync(stop);

    public async Task<IReadOnlyList<SiteReadiness>?> Of(string change, CancellationToken stop)
    {
        if (!await views.Set<ChangeRow>().AsNoTracking().AnyAsync(row => row.Change == change && row.Status != ChangeStatus.GivenUp, stop))
            return null;
        var sites = await views.Set<SiteRow>().AsNoTracking().Where(row => row.Status == nameof(SiteStatus.Open)).Select(row => row.Code).OrderBy(code => code).ToListAsync(stop);
        var here = await views.Set<SiteChangeRow>().AsNoTracking().Where(row => row.Change == change).ToDictionaryAsync(row => row.Site, row => row.Status, stop);
        var (now, found) = (time.GetUtcNow(), new List<SiteReadiness>());
        foreach (var site in sites)
        {
            if (!here.TryGetValue(site, out var status))
            {
                found.Add(new SiteReadiness(site, SiteStage.NotIn, 0, []));
            }
            else if (status is SiteChangeStatus.Launched or SiteChangeStatus.Paused)
            {
                found.Add(new SiteReadiness(site, SiteStage.Begun, 0, []));
            }
            else
            {
                var answer = LaunchGate.Judge(site, await LaunchActs.Of(new Id<Change>(change), site, new Reading(states, Logs.OfSite(site), stop), now), now);
                found.Add(new SiteReadiness(site, answer.IsGreen ? SiteStage.Ready : SiteStage.GettingReady, answer.Conditions.Count - answer.Missing.Count, answer.Missing));
            }
        }

        return found;
    }
}

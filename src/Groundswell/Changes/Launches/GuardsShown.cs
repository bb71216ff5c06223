using Groundswell.Changes.Judging;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>What guards a launch, as its page shows it.</summary>
/// <param name="Figures">Those of which there is enough; of fewer than five people none.</param>
/// <param name="Paused">Why it is paused; null where it runs.</param>
public sealed record GuardsShown(IReadOnlyList<GuardedFigure> Figures, SiteChangeRow? Paused)
{
    /// <summary>Null where nothing runs that could be guarded, or it was asked already whether it is used: from then on nothing is compared.</summary>
    internal static async Task<GuardsShown?> Of(string site, Change change, SiteChange here, bool enoughPeople, Reading read, ViewsDb views, CancellationToken stop)
    {
        if (await views.Set<SiteChangeRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Change == change.Id.Value, stop) is not { } row)
            return null;
        if (row.Status == SiteChangeStatus.Paused)
            return new GuardsShown([], row);
        if (row is not { Status: SiteChangeStatus.Launched, UseLookedAt: null, GuardedSince: { } since })
            return null;
        return new GuardsShown(enoughPeople ? await LaunchGuardsDue.Now(site, change, here, since, read, views, stop) : [], null);
    }
}

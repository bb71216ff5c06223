using System.Runtime.CompilerServices;
using Groundswell.Changes.Due;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>What launched changes fall due for: whether they are still carried everywhere, and the end of a time of grace.</summary>
/// <remarks>Coverage is looked at once an hour: the hour is part of the command's id, so that of many nodes one asks.</remarks>
public sealed class LaunchesDue : IFallsDue
{
    public async IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, [EnumeratorCancellation] CancellationToken stop)
    {
        var views = services.GetRequiredService<ViewsDb>();
        var running = await views.Set<SiteChangeRow>().AsNoTracking()
            .Where(row => row.Status == SiteChangeStatus.Launched || row.Status == SiteChangeStatus.Paused).ToListAsync(stop);
        var hour = now.ToUnixTimeSeconds() / 3600;
        foreach (var row in running)
        {
            var change = new Id<Change>(row.Change);
            if (row.GraceUntil is { } until && until <= now)
            {
                yield return new FallBack(change)
                {
                    Id = ChangesClock.IdOf("fall-back", row.Site, row.Change, until.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
                    Site = row.Site,
                };
            }

            if (row.Status == SiteChangeStatus.Paused)
            {
                yield return new HoldPaused(change)
                {
                    Id = ChangesClock.IdOf(
                        "hold-paused", row.Site, row.Change, row.Since.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                        hour.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                    Site = row.Site,
                };
            }

            yield return new WatchCoverage(change)
            {
                Id = ChangesClock.IdOf("watch-coverage", row.Site, row.Change, hour.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                Site = row.Site,
            };
        }
    }
}

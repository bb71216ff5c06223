using System.Globalization;
using System.Runtime.CompilerServices;
using Groundswell.Changes.Due;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Adoption;

/// <summary>Launches of which the record is to be asked again, six weeks later, whether they are used; and changes that open again because they are not.</summary>
/// <remarks>Each node looks once an hour.</remarks>
public sealed class UseDue : IFallsDue
{
    private long _looked;

    public async IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, [EnumeratorCancellation] CancellationToken stop)
    {
        var hour = now.ToUnixTimeSeconds() / 3600;
        if (hour == _looked)
            yield break;
        var views = services.GetRequiredService<ViewsDb>();
        var states = services.GetRequiredService<States>();
        var due = now - LookAtUse.After;
        var launched = await views.Set<SiteChangeRow>().AsNoTracking()
            .Where(row => row.Status == SiteChangeStatus.Launched && row.UseLookedAt == null && row.LaunchedAt <= due).ToListAsync(stop);
        var asked = false;
        foreach (var row in launched)
        {
            var change = new Id<Change>(row.Change);
            if (await UseOf(row.Site, change, now, views, states, stop) is not { } use)
                continue;
            asked = true;
            yield return new LookAtUse(change, use.Share)
            {
                Id = ChangesClock.IdOf("look-at-use", row.Site, row.Change, row.LaunchedAt!.Value.ToString("O", CultureInfo.InvariantCulture)),
                Site = row.Site,
            };
        }

        var fallen = await (
            from row in views.Set<SiteChangeRow>().AsNoTracking()
            where row.UseFallen == true
            join change in views.Set<ChangeRow>().AsNoTracking() on row.Change equals change.Change
            where change.Status == ChangeStatus.Accepted
            select new { row.Site, row.Change, row.UseLookedAt }).ToListAsync(stop);
        foreach (var row in fallen)
        {
            yield return new ReopenFallen(new Id<Change>(row.Change))
            {
                Id = ChangesClock.IdOf("reopen-fallen", row.Site, row.Change, row.UseLookedAt!.Value.ToString("O", CultureInfo.InvariantCulture)),
                Site = row.Site,
            };
        }

        // What was looked at now opens the change with the next look: the views have it by then.
        if (!asked)
            _looked = hour;
    }

    /// <summary>
    /// The share of work on the launched versions over the policy's last weeks; without a share where fewer than five people do it: it is asked for all the same, and
    /// said so. Null where there was no work: there is nothing to ask about yet.
    /// </summary>
    private static async Task<Use?> UseOf(
        string site, Id<Change> change, DateTimeOffset now, ViewsDb views, States states, CancellationToken stop)
    {
        var read = new Reading(states, Logs.OfSite(site), stop);
        var here = await read.Of(SiteChange.IdOf(change));
        var (versions, masters) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var version in here.Versions)
        {
            versions.Add(version.Value);
            masters.Add((await read.Shared(version)).WorkMaster.Value);
        }

        var policy = (await read.Shared(ChangePolicy.OfEnterprise)).For((await read.Shared(change)).AcceptedClass);
        var since = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-7 * policy.UseWeeks);
        var places = here.WorkCenters.Select(center => center.Value).ToList();
        var people = await views.Set<AdoptionPersonRow>()
            .Where(row => row.Site == site && masters.Contains(row.WorkMaster) && places.Contains(row.WorkCenter)).Select(row => row.Person).Distinct().CountAsync(stop);
        var shifts = await views.Set<AdoptionShiftRow>().AsNoTracking()
            .Where(row => row.Site == site && masters.Contains(row.WorkMaster) && places.Contains(row.WorkCenter) && row.Date > since).ToListAsync(stop);
        return shifts.Count == 0 ? null : new Use(people < AdoptionFigures.LeastGroup ? null : AdoptionFigures.ShareOf(shifts, versions));
    }

    private sealed record Use(decimal? Share);
}

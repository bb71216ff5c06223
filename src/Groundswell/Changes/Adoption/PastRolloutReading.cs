using Groundswell.Influence.Maps;
using Groundswell.Influence.Spread;
using Groundswell.Masters.Effective;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Adoption;

/// <summary>Answers the room Influence how the site has taken up what it launched, and what was pushed to it.</summary>
public sealed class PastRolloutReading(ViewsDb views, TimeProvider time) : IPastRollouts
{
    /// <summary>What is older says little of how people work together now.</summary>
    private const int Most = 20;

    public async Task<IReadOnlyList<PastRollout>> Of(string site, CancellationToken stop)
    {
        var given = await views.Set<SiteVersionRow>().AsNoTracking()
            .Where(row => row.Site == site && (row.Source == VersionSource.Launch || row.Source == VersionSource.Push))
            .OrderByDescending(row => row.Position).Select(row => new { row.WorkMaster, row.Version, row.Source }).ToListAsync(stop);
        // What was pushed and accepted later was pushed all the same.
        var versions = given.GroupBy(row => (row.WorkMaster, row.Version))
            .Select(rows => (rows.Key.WorkMaster, rows.Key.Version, By: rows.Any(row => row.Source == VersionSource.Push) ? BroughtBy.Rank : BroughtBy.Champions)).Take(Most).ToList();
        var masters = versions.ConvertAll(one => one.WorkMaster);
        var people = (await views.Set<AdoptionPersonRow>().AsNoTracking().Where(row => row.Site == site && masters.Contains(row.WorkMaster)).ToListAsync(stop)).ToLookup(row => row.WorkMaster);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return
        [
            .. from one in versions
               let first = people[one.WorkMaster].Where(row => row.Version == one.Version).GroupBy(row => row.Person).ToDictionary(own => own.Key, own => own.Min(row => row.FirstDate))
               where first.Count > 0
               select new PastRollout(one.By, first, people[one.WorkMaster].Select(row => row.Person).ToHashSet(), today),
        ];
    }
}

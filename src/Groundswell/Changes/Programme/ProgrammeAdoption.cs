using Groundswell.Changes.Adoption;
using Groundswell.Masters.Effective;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Programme;

/// <param name="Cells">By site and change: the whole site's figures.</param>
/// <param name="Pull">By site: q/p of all these changes together.</param>
internal sealed record AdoptionOfMany(
    IReadOnlyDictionary<(string Site, string Change), AdoptionOfGroup> Cells, IReadOnlyDictionary<string, decimal?> Pull);

/// <summary>Reads how far some changes are used at many sites, at once: days and sites are added up by the views, so that a page asks three times and not for each cell.</summary>
internal sealed class ProgrammeAdoption(ViewsDb views)
{
    public async Task<AdoptionOfMany> Of(IReadOnlyList<string> changes, IReadOnlyList<string> sites, DateOnly today, CancellationToken stop)
    {
        var given = (await views.Set<SiteVersionRow>().AsNoTracking()
            .Where(row => row.Change != null && changes.Contains(row.Change) && row.Source == VersionSource.Launch && sites.Contains(row.Site))
            .Select(row => new { row.Site, Change = row.Change!, row.WorkMaster, row.Version }).Distinct().ToListAsync(stop))
            .DistinctBy(row => (row.Site, row.Change)).ToList();
        if (given.Count == 0)
            return new AdoptionOfMany(new Dictionary<(string, string), AdoptionOfGroup>(), new Dictionary<string, decimal?>());
        var masters = given.Select(row => row.WorkMaster).Distinct().ToList();
        var days = (await views.Set<AdoptionShiftRow>().AsNoTracking().Where(row => masters.Contains(row.WorkMaster) && sites.Contains(row.Site))
            .GroupBy(row => new { row.Site, row.WorkMaster, row.Version, row.Date })
            .Select(day => new { day.Key, Jobs = day.Sum(row => row.Jobs), Live = day.Sum(row => row.Live), Whole = day.Sum(row => row.LiveAndWhole) }).ToListAsync(stop))
            .ToLookup(day => (day.Key.Site, day.Key.WorkMaster), day => new AdoptionShiftRow
            {
                Site = day.Key.Site,
                WorkMaster = day.Key.WorkMaster,
                Version = day.Key.Version,
                WorkCenter = "",
                Date = day.Key.Date,
                Shift = "",
                Jobs = day.Jobs,
                Live = day.Live,
                LiveAndWhole = day.Whole,
            });
        var people = (await views.Set<AdoptionPersonRow>().AsNoTracking().Where(row => masters.Contains(row.WorkMaster) && sites.Contains(row.Site))
            .GroupBy(row => new { row.Site, row.WorkMaster, row.Version, row.Person })
            .Select(one => new { one.Key, First = one.Min(row => row.FirstDate) }).ToListAsync(stop)).ToLookup(one => (one.Key.Site, one.Key.WorkMaster));
        var (cells, pooled) = (new Dictionary<(string, string), AdoptionOfGroup>(), new Dictionary<string, (List<int> After, int People, int Shortest)>());
        foreach (var one in given)
        {
            var workers = people[(one.Site, one.WorkMaster)].ToList();
            var everybody = workers.Select(worker => worker.Key.Person).ToHashSet();
            var figures = AdoptionFigures.Of(
                [.. days[(one.Site, one.WorkMaster)]], one.Version, new Dictionary<(string, string), IReadOnlySet<string>> { [("", "")] = everybody })[0];
            cells[(one.Site, one.Change)] = figures;
            if (figures.Since is not { } since)
                continue;
            var (after, all, shortest) = pooled.GetValueOrDefault(one.Site, ([], 0, int.MaxValue));
            after.AddRange(workers.Where(worker => worker.Key.Version == one.Version).Select(worker => worker.First.DayNumber - since.DayNumber));
            pooled[one.Site] = (after, all + everybody.Count, Math.Min(shortest, today.DayNumber - since.DayNumber));
        }

        return new AdoptionOfMany(cells, pooled.ToDictionary(site => site.Key, site => PullOf(site.Value.After, site.Value.People, site.Value.Shortest)));
    }

    /// <summary>From each change's own first day, over as many days as all of them have run: what runs for longer would weigh more.</summary>
    private static decimal? PullOf(List<int> after, int people, int shortest)
    {
        var begun = DateOnly.FromDayNumber(1);
        var first = after.Where(days => days >= 0 && days <= shortest).Select(begun.AddDays).ToList();
        return AdoptionFigures.PullOf(first, people, begun.AddDays(shortest)) is { } pull ? (decimal)pull.Pull : null;
    }
}

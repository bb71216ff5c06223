using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Credit;

/// <summary>Reads whose changes are. What goes on in another change, because a site's variant is offered to the core or takes the next core version over, is still theirs who made it.</summary>
internal static class CreditReading
{
    /// <summary>What people have given to some changes; of those that each goes on from, all but carrying them: that is done at a site, for itself.</summary>
    public static async Task<List<(string Change, CreditRow Row)>> Of(IReadOnlyCollection<string> changes, ViewsDb views, CancellationToken stop)
    {
        var goesOn = changes.ToDictionary(change => change, change => new HashSet<string>(StringComparer.Ordinal) { change }, StringComparer.Ordinal);
        var asked = changes.ToHashSet(StringComparer.Ordinal);
        while (asked.Count > 0)
        {
            var sources = await views.Set<CreditedSourceRow>().AsNoTracking().Where(row => asked.Contains(row.Change)).ToListAsync(stop);
            asked.Clear();
            foreach (var source in sources)
            {
                foreach (var _ in goesOn.Values.Where(all => all.Contains(source.Change) && all.Add(source.Source)))
                    asked.Add(source.Source);
            }
        }

        var ids = goesOn.Values.SelectMany(sources => sources).Distinct().ToList();
        var rows = (await views.Set<CreditRow>().AsNoTracking().Where(row => ids.Contains(row.Change)).OrderBy(row => row.Since).ToListAsync(stop)).ToLookup(row => row.Change);
        return [.. goesOn.SelectMany(one => one.Value.SelectMany(source => rows[source]).Where(row => row.Change == one.Key || row.For != CreditFor.Carried).Select(row => (one.Key, row)))];
    }

    /// <summary>What somebody has given: to these changes, and so to those that go on from them.</summary>
    public static async Task<List<(string Change, CreditFor For)>> Mine(string person, ViewsDb views, CancellationToken stop)
    {
        var mine = (await views.Set<CreditRow>().AsNoTracking().Where(row => row.Person == person).ToListAsync(stop)).ConvertAll(row => (row.Change, row.For));
        for (var last = mine.Where(one => one.For != CreditFor.Carried).ToList(); last.Count > 0;)
        {
            var sources = last.ConvertAll(one => one.Change);
            var on = await views.Set<CreditedSourceRow>().AsNoTracking().Where(row => sources.Contains(row.Source)).ToListAsync(stop);
            last = [.. on.SelectMany(row => last.Where(one => one.Change == row.Source).Select(one => (row.Change, one.For))).Except(mine)];
            mine.AddRange(last);
        }

        return mine;
    }
}

using Groundswell.Changes.Adoption;
using Groundswell.Changes.Credit;
using Groundswell.Changes.Judging;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Identifying;
using Groundswell.Masters.Effective;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Wins;

/// <summary>What a launched change has done at a site.</summary>
/// <param name="BecauseOf">The names of those who proposed, shaped or tried it and do not mind being named.</param>
/// <param name="Effects">Empty where fewer than five people have worked by it: then nothing is told of their work.</param>
public sealed record Win(
    string Change, string Title, SiteChangeStatus Status, DateTimeOffset LaunchedAt, IReadOnlyList<string> BecauseOf, int Voices, IReadOnlyList<MeasuredEffect> Effects);

/// <param name="Count">How many changes the site has launched in all.</param>
public sealed record WinsShown(int Number, int Count, IReadOnlyList<Win> Wins)
{
    public const int PageSize = 10;
}

/// <summary>Reads a site's launched changes with their measured effect, the newest first.</summary>
internal sealed class WinsReading(ViewsDb views, Names names)
{
    public async Task<WinsShown> Of(string site, int number, CancellationToken stop)
    {
        var launched = views.Set<SiteChangeRow>().AsNoTracking().Where(row => row.Site == site && row.LaunchedAt != null);
        var count = await launched.CountAsync(stop);
        var rows = await launched.OrderByDescending(row => row.LaunchedAt).Skip((number - 1) * WinsShown.PageSize).Take(WinsShown.PageSize).ToListAsync(stop);
        return new WinsShown(number, count, await Of(site, rows, stop));
    }

    /// <summary>What one change has done at a site; null while it is not launched there.</summary>
    public async Task<Win?> OfChange(string site, string change, CancellationToken stop)
    {
        var rows = await views.Set<SiteChangeRow>().AsNoTracking().Where(row => row.Site == site && row.Change == change && row.LaunchedAt != null).ToListAsync(stop);
        return (await Of(site, rows, stop)).FirstOrDefault();
    }

    private async Task<List<Win>> Of(string site, List<SiteChangeRow> rows, CancellationToken stop)
    {
        var ids = rows.ConvertAll(row => row.Change);
        var titles = await views.Set<ChangeRow>().AsNoTracking().Where(row => ids.Contains(row.Change)).ToDictionaryAsync(row => row.Change, row => row.Title, stop);
        var given = (await views.Set<SiteVersionRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Change != null && ids.Contains(row.Change) && row.Source == VersionSource.Launch)
            .Select(row => new { Change = row.Change!, row.WorkMaster, row.Version }).ToListAsync(stop)).ToLookup(row => row.Change);
        var credit = (await CreditReading.Of(ids, views, stop)).Where(one => !one.Row.Unnamed && one.Row.For != CreditFor.Carried).ToLookup(one => one.Change, one => one.Row);
        var voices = (await views.Set<StoryLineRow>().AsNoTracking().Where(row => ids.Contains(row.Change) && row.Kind == StoryKind.Voice)
            .Select(row => row.Change).ToListAsync(stop)).ToLookup(change => change);
        var called = await names.Of(credit.SelectMany(own => own).Select(row => row.Person), stop);
        var wins = new List<Win>();
        foreach (var row in rows)
        {
            var versions = given[row.Change].Select(one => one.Version).ToHashSet();
            var masters = given[row.Change].Select(one => one.WorkMaster).Distinct().ToList();
            wins.Add(new Win(
                row.Change, titles.GetValueOrDefault(row.Change) ?? row.Change, row.Status, row.LaunchedAt!.Value,
                [.. credit[row.Change].Select(one => one.Person).Distinct().Select(person => called.GetValueOrDefault(person) ?? person)], voices[row.Change].Count(),
                await Effects(site, masters, versions, row.LaunchedAt.Value, stop)));
        }

        return wins;
    }

    private async Task<IReadOnlyList<MeasuredEffect>> Effects(
        string site, IReadOnlyList<string> masters, HashSet<string> versions, DateTimeOffset launched, CancellationToken stop)
    {
        var people = await views.Set<AdoptionPersonRow>().AsNoTracking().Where(row => row.Site == site && versions.Contains(row.Version))
            .Select(row => row.Person).Distinct().CountAsync(stop);
        if (people < AdoptionFigures.LeastGroup)
            return [];
        return EffectFigures.Of(await JudgedJobs.Of(views, site, masters, launched - EffectFigures.Window, stop), versions, launched);
    }
}

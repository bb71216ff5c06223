using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Credit;

/// <summary>Something of mine went live at a site.</summary>
/// <param name="For">What I gave to it.</param>
/// <param name="IsOwnSite">It is the site where I gave it; otherwise a further one.</param>
public sealed record GoneLive(string Change, string Title, IReadOnlyList<CreditFor> For, string Site, string SiteName, bool IsOwnSite, DateTimeOffset At, SiteChangeStatus Status);

/// <summary>What somebody has given to a change, who does not mind being named.</summary>
public sealed record Credited(string Person, IReadOnlyList<CreditFor> For, string? Site);

/// <summary>Somebody who needs no training for a version: they had a hand in it, or have tried it.</summary>
public sealed record TrainedByDoing(string Person, IReadOnlyList<CreditFor> For, DateTimeOffset Since);

/// <summary>Answers whose changes are.</summary>
internal static class CreditQueries
{
    private const int Most = 500;

    private static readonly Rights Leading = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.Facilitator, Role.SiteLead);

    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/my-credit", "Where what I proposed, shaped, tried or carried has gone live: at my own site and at each further one, the newest first.",
            Rights.Everyone, Mine);
        queries.Add("/changes/{change}/credit", "Who proposed, shaped, tried and carries a change; nobody who asked not to be named.", Rights.Everyone, OfChange);
        queries.Add("/sites/{site}/versions/{version}/trained", "Who counts as trained on a version because they shaped or tried it.", Leading, Trained);
    }

    private static async Task<Results<Ok<List<GoneLive>>, UnauthorizedHttpResult>> Mine(string site, HttpContext http, ViewsDb views, CancellationToken stop) =>
        http.Caller() is { } caller ? TypedResults.Ok(await MineOf(site, caller.Person, views, stop)) : TypedResults.Unauthorized();

    /// <summary>What a person is told: the launches of their changes, the newest first.</summary>
    internal static async Task<List<GoneLive>> MineOf(string site, string person, ViewsDb views, CancellationToken stop)
    {
        var credit = await CreditReading.Mine(person, views, stop);
        var changes = credit.Select(row => row.Change).Distinct().ToList();
        var titles = await views.Set<ChangeRow>().AsNoTracking().Where(row => changes.Contains(row.Change)).ToDictionaryAsync(row => row.Change, row => row.Title, stop);
        var launched = await views.Set<SiteChangeRow>().AsNoTracking().Where(row => changes.Contains(row.Change) && row.LaunchedAt != null)
            .OrderByDescending(row => row.LaunchedAt).Take(Most).ToListAsync(stop);
        var sites = await views.Set<SiteRow>().AsNoTracking().ToDictionaryAsync(row => row.Code, row => row.Name, stop);
        return launched.ConvertAll(row => new GoneLive(
            row.Change, titles.GetValueOrDefault(row.Change) ?? row.Change, ForOf(credit.Where(one => one.Change == row.Change).Select(one => one.For)), row.Site, sites.GetValueOrDefault(row.Site) ?? row.Site,
            string.Equals(row.Site, site, StringComparison.OrdinalIgnoreCase), row.LaunchedAt!.Value, row.Status));
    }

    private static async Task<Ok<List<Credited>>> OfChange(string change, ViewsDb views, CancellationToken stop)
    {
        var credit = (await CreditReading.Of([change], views, stop)).Select(one => one.Row).Where(row => !row.Unnamed).OrderBy(row => row.Since);
        return TypedResults.Ok(credit.GroupBy(row => row.Person)
            .Select(own => new Credited(own.Key, ForOf(own.Select(row => row.For)), own.Select(row => row.Site).FirstOrDefault(at => at is not null))).ToList());
    }

    private static async Task<Ok<List<TrainedByDoing>>> Trained(string site, string version, ViewsDb views, CancellationToken stop)
    {
        var credit = await (
            from draft in views.Set<CreditedDraftRow>().AsNoTracking()
            where draft.Version == version
            join row in views.Set<CreditRow>().AsNoTracking() on draft.Change equals row.Change
            where (row.For == CreditFor.Shaped || row.For == CreditFor.Tried) && (row.Site == null || row.Site == site)
            select row).ToListAsync(stop);
        return TypedResults.Ok(credit.GroupBy(row => row.Person).OrderBy(own => own.Key, StringComparer.Ordinal)
            .Select(own => new TrainedByDoing(own.Key, ForOf(own.Select(row => row.For)), own.Min(row => row.Since))).ToList());
    }

    private static List<CreditFor> ForOf(IEnumerable<CreditFor> given) => [.. given.Distinct().Order()];
}

using Groundswell.Deciding;
using Groundswell.Influence.Spread;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Adoption;

/// <summary>A version's adoption at a site.</summary>
/// <param name="Groups">The whole site first.</param>
/// <param name="Pull">Null where there is too little to tell.</param>
public sealed record AdoptionShown(string WorkMaster, string Version, IReadOnlyList<AdoptionOfGroup> Groups, PullIndex? Pull);

/// <summary>Answers how far versions have come, never of a person.</summary>
internal static class AdoptionQueries
{
    /// <summary>Who may look along ties.</summary>
    public static readonly Rights Looking = Rights.Of(Role.Facilitator, Role.WorksCouncil);

    public static void List(Queries queries)
    {
        queries.Add(
            "/sites/{site}/adoption/{master}/{version}", "How far a version has come to be worked by at a site: by work center and shift, of five people or more.", Rights.Everyone, Of);
        queries.Add(
            "/sites/{site}/adoption/{master}/{version}/peers", "Whether a version was taken up along the ties of the informal network. The look is recorded.",
            Looking, Peers);
    }

    private static async Task<IResult> Peers(
        string site, string master, string version, HttpContext http, ViewsDb views, PeerEffects effects, Problems problems, TimeProvider time, CancellationToken stop)
    {
        var (shown, refusal) = await PeersOf(site, master, version, views, effects, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), http.Caller()!, stop);
        return refusal is null ? Results.Ok(shown) : problems.Of(refusal);
    }

    /// <summary>Once the look is recorded.</summary>
    internal static async Task<(PeerEffectShown? Shown, Refusal? Refusal)> PeersOf(
        string site, string master, string version, ViewsDb views, PeerEffects effects, DateOnly today, Caller caller, CancellationToken stop)
    {
        var people = await views.Set<AdoptionPersonRow>().AsNoTracking().Where(row => row.Site == site && row.WorkMaster == master && row.Version == version).ToListAsync(stop);
        var first = people.GroupBy(row => row.Person).ToDictionary(own => own.Key, own => own.Min(row => row.FirstDate));
        return await effects.Of(site, first, today, version, caller, stop);
    }

    private static async Task<Ok<AdoptionShown>> Of(string site, string master, string version, ViewsDb views, TimeProvider time, CancellationToken stop) =>
        TypedResults.Ok(await Read(site, master, version, views, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), stop));

    internal static async Task<AdoptionShown> Read(string site, string master, string version, ViewsDb views, DateOnly today, CancellationToken stop)
    {
        var rows = await views.Set<AdoptionShiftRow>().AsNoTracking().Where(row => row.Site == site && row.WorkMaster == master).ToListAsync(stop);
        var people = await views.Set<AdoptionPersonRow>().AsNoTracking().Where(row => row.Site == site && row.WorkMaster == master).ToListAsync(stop);
        var groups = people.GroupBy(row => (row.WorkCenter, row.Shift))
            .ToDictionary(group => group.Key, group => (IReadOnlySet<string>)group.Select(row => row.Person).ToHashSet());
        var first = people.Where(row => row.Version == version).GroupBy(row => row.Person).Select(own => own.Min(row => row.FirstDate)).ToList();
        return new AdoptionShown(
            master, version, AdoptionFigures.Of(rows, version, groups), AdoptionFigures.PullOf(first, people.Select(row => row.Person).Distinct().Count(), today));
    }
}

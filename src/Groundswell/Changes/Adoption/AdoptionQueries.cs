using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Influence.Spread;
using Groundswell.Masters.Effective;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Adoption;

/// <summary>A version's adoption at a site.</summary>
/// <param name="Asked">What the policy asks of a change of its class; null where no change gave it.</param>
/// <param name="Groups">The whole site first.</param>
/// <param name="Pull">Null where there is too little to tell.</param>
public sealed record AdoptionShown(string WorkMaster, string Version, UseAsked? Asked, IReadOnlyList<AdoptionOfGroup> Groups, PullIndex? Pull);

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

    private static async Task<Ok<AdoptionShown>> Of(
        string site, string master, string version, ViewsDb views, States states, TimeProvider time, CancellationToken stop)
    {
        var read = new Reading(states, Logs.OfSite(site), stop);
        var by = await views.Set<SiteVersionRow>().AsNoTracking().Where(row => row.Site == site && row.Version == version && row.Change != null)
            .OrderByDescending(row => row.Position).Select(row => row.Change!).FirstOrDefaultAsync(stop);
        var asked = by is null ? null : UseAsked.Of((await read.Shared(ChangePolicy.OfEnterprise)).For((await read.Shared(new Id<Change>(by))).AcceptedClass));
        return TypedResults.Ok(await Read(site, master, version, views, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), asked, stop));
    }

    internal static async Task<AdoptionShown> Read(
        string site, string master, string version, ViewsDb views, DateOnly today, UseAsked? asked, CancellationToken stop)
    {
        var rows = await views.Set<AdoptionShiftRow>().AsNoTracking().Where(row => row.Site == site && row.WorkMaster == master).ToListAsync(stop);
        var people = await views.Set<AdoptionPersonRow>().AsNoTracking().Where(row => row.Site == site && row.WorkMaster == master).ToListAsync(stop);
        var groups = people.GroupBy(row => (row.WorkCenter, row.Shift))
            .ToDictionary(group => group.Key, group => (IReadOnlySet<string>)group.Select(row => row.Person).ToHashSet());
        var first = people.Where(row => row.Version == version).GroupBy(row => row.Person).Select(own => own.Min(row => row.FirstDate)).ToList();
        return new AdoptionShown(
            master, version, asked, AdoptionFigures.Of(rows, version, groups, asked), AdoptionFigures.PullOf(first, people.Select(row => row.Person).Distinct().Count(), today));
    }
}

using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Projecting;

namespace Groundswell.Masters.Effective;

/// <summary>Which versions run where. For lists by the views; for one master by the sites' own records.</summary>
internal static class RunningVersions
{
    /// <summary>What each site was given, is not taken back or over, and nothing given later stands in place of. What an order gets, the record is asked.</summary>
    public static IQueryable<SiteVersionRow> In(ViewsDb views, DateTimeOffset now) => views.Set<SiteVersionRow>().Where(given =>
        given.WithdrawnAt == null && (given.EndsAt == null || given.EndsAt > now)
        && (given.Source == VersionSource.Pilot || !views.Set<SiteVersionRow>().Any(later =>
            later.Site == given.Site && later.WorkMaster == given.WorkMaster && later.Position > given.Position && later.Source != VersionSource.Pilot
            && later.WithdrawnAt == null && (later.EndsAt == null || later.EndsAt > now)
            && (later.WorkCenter == given.WorkCenter || later.Source != VersionSource.Baseline)
            && (later.WorkCenters == null || later.WorkCenters == given.WorkCenters) && (later.Shifts == null || later.Shifts == given.Shifts))));

    /// <summary>What orders of the master would get at a site today, asked of the site's record as an order asks: for each work center and shift that something was given to.</summary>
    public static async Task<AtSite> At(string site, Id<WorkMaster> master, States states, TimeProvider time, CancellationToken stop)
    {
        var read = new Reading(states, Logs.OfSite(site), stop);
        var effective = await read.Of(EffectiveVersion.IdOf(master));
        if (effective.WorkMaster.Value is null)
            return new AtSite(site, [], null);
        var now = time.GetUtcNow();
        var zone = (await read.Shared(new Id<Site>(site))).Zone;
        var today = (await read.Of(ShiftCalendar.OfSite)).DateAt(now, zone);
        var scopes = effective.Provisions.Select(provision => provision.Scope).ToList();
        var asked =
            from center in scopes.SelectMany(scope => scope.WorkCenters ?? []).Distinct().Select(center => (Id<WorkCenter>?)center).Prepend(null)
            from shift in scopes.SelectMany(scope => scope.Shifts ?? []).Distinct().Prepend(null)
            select new VersionAsked(center, today, null, now, shift);
        var given = asked.Select(effective.For).OfType<GivenVersion>().Select(one => (one.Position, one.Version)).ToHashSet();
        var running = effective.Provisions.Where(provision => given.Contains((provision.Position, provision.Version)))
            .Concat(effective.Provisions.Where(provision => provision.WithdrawnAt is null && provision.From > today));
        return new AtSite(site, [.. running.Distinct().Select(provision => new RunningVersion(provision, provision.From > today))], effective.Asked);
    }
}

/// <summary>What runs of a master at a site, and what waits for Quality there.</summary>
public sealed record AtSite(string Site, IReadOnlyList<RunningVersion> Running, VersionCommissioningAsked? Asked);

/// <param name="IsComing">It begins with a later shift.</param>
public sealed record RunningVersion(Provision Given, bool IsComing)
{
    public Id<WorkMasterVersion> Version => Given.Version;
}
